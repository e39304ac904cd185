import { ChevronRight } from 'lucide-react';
import { Link } from 'react-router';
import { useMyInvigilations } from '../../shared/api/requests/my-invigilations.js';
import { momentText } from '../../shared/time/format.js';
import { useHomeText } from './messages.js';
import style from './home.module.css';

/** The exams that I am to look after, with the way to the board; nothing where there are none. */
export function MyInvigilations() {
  const t = useHomeText();
  const mine = useMyInvigilations().data ?? [];
  if (mine.length === 0) return null;
  return (
    <section aria-labelledby="my-invigilations">
      <div className={`row ${style['listHead']}`}>
        <h2 id="my-invigilations">{t('invigilations')}</h2>
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
