import { ChevronRight } from 'lucide-react';
import { Link } from 'react-router';
import type { MyExam } from '../../shared/api/types.js';
import { momentText } from '../../shared/time/format.js';
import { pointsText } from '../../shared/time/points.js';
import { Status } from '../../shared/ui/index.js';
import { usePracticeText } from './messages.js';
import style from './practice.module.css';

/** One exam or self-test open to me. */
export function ExamRow({ exam }: { exam: MyExam }) {
  const t = usePracticeText();
  const facts = { n: exam.questionCount, minutes: exam.durationMinutes, points: pointsText(exam.passHundredths) };
  const when =
    exam.phase === 'closed'
      ? t('closed')
      : exam.phase === 'upcoming' && exam.opensAt
        ? t('upcoming', { moment: momentText(exam.opensAt) })
        : exam.closesAt
          ? t('until', { moment: momentText(exam.closesAt) })
          : t('anyTime');
  // Where to sit, and what to bring.
  const place = [
    exam.roomName,
    exam.seat ? t('seat', { n: exam.seat }) : null,
    exam.needsAccessCode && !exam.openAttemptId ? t('accessCode') : null,
  ].filter(Boolean);
  return (
    <Link className={style['row']} to={exam.openAttemptId ? `/exam/${exam.openAttemptId}` : `/exams/${exam.id}`}>
      <span className="grow">
        <b>{exam.title}</b>
        <span className="mut">{t(exam.purpose === 'self_test' ? 'selfTestFacts' : 'examFacts', facts)}</span>
        {exam.purpose === 'self_test' ? null : <span className="mut">{when}</span>}
        {place.length > 0 ? <span className="mut">{place.join(' · ')}</span> : null}
      </span>
      {exam.openAttemptId ? (
        <Status kind="due">{t('open')}</Status>
      ) : exam.passed ? (
        <Status kind="pass">{t('passed')}</Status>
      ) : null}
      <ChevronRight size={20} className="dim" aria-hidden />
    </Link>
  );
}
