import { ChevronRight } from 'lucide-react';
import { Link } from 'react-router';
import type { MyAttempt } from '../../shared/api/types.js';
import { correctedText } from '../../shared/results/corrected-result.js';
import { Status } from '../../shared/ui/index.js';
import { useHomeText } from './messages.js';
import style from './home.module.css';

/** Results of mine that somebody has corrected lately: nobody looks at an old result by himself. */
export function CorrectedResults({ attempts }: { readonly attempts: readonly MyAttempt[] }) {
  const t = useHomeText();
  if (attempts.length === 0) return null;
  return (
    <section aria-labelledby="corrected-results">
      <div className={`row ${style['listHead']}`}>
        <h2 id="corrected-results">{t('corrected')}</h2>
      </div>
      <ul className={style['list']}>
        {attempts.map((attempt) => (
          <li key={attempt.id}>
            <Link className={`card ${style['task']}`} to={`/exam/${attempt.id}/result`}>
              <div className="grow">
                <b>{attempt.title}</b>
                <Status kind={attempt.passed ? 'pass' : 'stop'} size={15}>
                  {correctedText(attempt)}
                </Status>
              </div>
              <ChevronRight size={22} strokeWidth={1.75} className="dim" aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
