import { momentText } from '../../shared/time/format.js';
import { countText } from '../../shared/time/points.js';
import { useMinute } from '../../shared/time/use-minute.js';
import { Status, type StatusKind } from '../../shared/ui/index.js';
import type { ExamSession } from '../../shared/api/types.js';
import { examWord as t, isLongPause, pausedText } from './exam-words.js';
import { LinkButton } from './link-button.js';

interface InvigilationCardProps {
  readonly exam: {
    readonly id: string;
    readonly title: string;
    readonly organisationName: string;
    readonly phase: ExamSession['phase'];
    readonly pausedAt: string | null;
    readonly opensAt: string | null;
    /** Of somebody who is named; empty: the whole session. */
    readonly rooms: readonly string[] | null;
    /** Printed papers that wait for somebody to key them in, where that is known. */
    readonly papersToKey?: number;
  };
}

/** One exam to look after, with the way to its board. */
export function InvigilationCard({ exam }: InvigilationCardProps) {
  const now = useMinute();
  return (
    <section className="ok-card ok-pad row ok-gap">
      <div className="ok-grow">
        <h2>{exam.title}</h2>
        <p className="ok-mut">
          {[
            exam.organisationName,
            exam.opensAt ? momentText(exam.opensAt) : null,
            exam.rooms === null
              ? null
              : exam.rooms.length > 0
                ? t('board.rooms', { rooms: exam.rooms.join('、') })
                : t('board.whole'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <Status kind={kindOf(exam, now)}>
        {exam.pausedAt ? pausedText(exam.pausedAt, now) : t(`phase.${exam.phase}`)}
      </Status>
      {exam.papersToKey ? (
        <LinkButton to={`/office/exams/${exam.id}/papers`}>
          {t('papers.toKey', { n: countText(exam.papersToKey) })}
        </LinkButton>
      ) : null}
      <LinkButton to={`/office/exams/${exam.id}/board`} type="primary">
        {t('board.open')}
      </LinkButton>
    </section>
  );
}

function kindOf({ pausedAt, phase }: InvigilationCardProps['exam'], now: number): StatusKind {
  if (pausedAt) return isLongPause(pausedAt, now) ? 'warn' : 'exempt';
  return phase === 'open' ? 'due' : phase === 'closed' ? 'pass' : 'none';
}
