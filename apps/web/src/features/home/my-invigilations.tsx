import { ChevronRight } from 'lucide-react';
import { useId } from 'react';
import { Link } from 'react-router';
import { useMyInvigilations } from '../../shared/api/requests/my-invigilations.js';
import { momentText } from '../../shared/time/format.js';
import { useMinute } from '../../shared/time/use-minute.js';
import { useHomeText } from './messages.js';
import { isAtHand } from './next-task.js';
import style from './home.module.css';

/** The exams that I am to look after, with the way to the board: those at hand, or the rest. Nothing where there are none. */
export function MyInvigilations({ atHand }: { atHand: boolean }) {
  const t = useHomeText();
  const now = useMinute();
  const mine = (useMyInvigilations().data ?? []).filter((exam) => isAtHand(exam, now) === atHand);
  const heading = useId();
  if (mine.length === 0) return null;
  return (
    <section aria-labelledby={heading} className={atHand ? style['atHand'] : undefined}>
      <div className={`row ${style['listHead']}`}>
        <h2 id={heading}>{t('invigilations')}</h2>
      </div>
      <ul className={style['list']}>
        {mine.map((exam) => (
          <li key={exam.id}>
            <Link className={`card ${style['task']}`} to={`/office/exams/${exam.id}/board`}>
              <div className="grow">
                <b>{exam.title}</b>
                <span className="mut">
                  {[
                    exam.opensAt ? momentText(exam.opensAt) : null,
                    exam.rooms.join('、') || t('wholeSession'),
                    exam.papersToKey > 0 ? t('papersToKey', { n: exam.papersToKey }) : null,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </div>
              <ChevronRight size={22} strokeWidth={1.75} className="dim" aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
