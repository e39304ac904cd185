import { ChevronRight } from 'lucide-react';
import { Link } from 'react-router';
import type { MyAttempt } from '../../shared/api/types.js';
import { correctedText } from '../../shared/results/corrected-result.js';
import { momentText } from '../../shared/time/format.js';
import { pointsText } from '../../shared/time/points.js';
import { Status } from '../../shared/ui/index.js';
import { usePracticeText } from './messages.js';
import style from './practice.module.css';

/** One attempt of mine: what came of it, or that it still runs. */
export function AttemptRow({ attempt }: { attempt: MyAttempt }) {
  const t = usePracticeText();
  const corrected = correctedText(attempt);
  const running = attempt.status === 'open';
  return (
    <Link className={style['row']} to={running ? `/exam/${attempt.id}` : `/exam/${attempt.id}/result`}>
      <span className="grow">
        <b>{attempt.title}</b>
        <span className="mut">
          {momentText(attempt.submittedAt ?? attempt.startedAt)}
          {attempt.score === null
            ? ''
            : ` · ${t('score', { score: pointsText(attempt.score), max: pointsText(attempt.max) })}`}
        </span>
        {corrected ? <span className="mut">{corrected}</span> : null}
      </span>
      {running ? (
        <Status kind="due">{t('open')}</Status>
      ) : attempt.passed === null ? (
        <Status kind="pass">{t('submitted')}</Status>
      ) : (
        <Status kind={attempt.passed ? 'pass' : 'stop'}>{t(attempt.passed ? 'passed' : 'failed')}</Status>
      )}
      <ChevronRight size={20} className="dim" aria-hidden />
    </Link>
  );
}
