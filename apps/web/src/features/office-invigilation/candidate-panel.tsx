import { Button } from 'antd';
import { Clock3, Flag, MonitorSmartphone, PencilLine, X } from 'lucide-react';
import type { ServerClock } from '../../shared/offline/server-clock.js';
import { clockText, countdownText, momentText } from '../../shared/time/format.js';
import { Frac, Status } from '../../shared/ui/index.js';
import { useCandidateEvents, useSessionEvents } from './api.js';
import type { Board, Candidate } from './api.js';
import { isDone, leftOf, silenceOf, timelineOf, wantsLook } from './board-view.js';
import type { TimelineEntry } from './board-view.js';
import { CandidateDeeds } from './candidate-deeds.js';
import { boardText as t } from './text.js';
import { useNow } from './use-board.js';
import {
  agoText,
  minutesOf,
  ownEventText,
  placeText,
  sessionEventName,
  sessionEventText,
  statusKinds,
} from './words.js';

interface CandidatePanelProps {
  readonly examId: string;
  readonly board: Board;
  readonly candidate: Candidate;
  readonly clock: ServerClock;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** One candidate: where he stands, what can be done for him, what happened. */
export function CandidatePanel({ examId, board, candidate, clock, onClose, onDone }: CandidatePanelProps) {
  const now = useNow(clock, 1000);
  const left = leftOf(candidate, board.session, now);
  const rooms = new Map(board.rooms.map(({ id, name }) => [id, name]));
  return (
    <section className="ok-card oi-panel oi-person" aria-label={candidate.name}>
      <div className="row">
        <h2 className="grow">{candidate.name}</h2>
        <span className="dim nowrap">{placeText(candidate, rooms)}</span>
        <Button
          type="text"
          size="small"
          aria-label={t('panel.close', { name: candidate.name })}
          icon={<X size={16} aria-hidden />}
          onClick={onClose}
        />
      </div>
      <p className="ok-mut">{candidate.unitName}</p>
      <div className="row oi-standing">
        {candidate.attemptId ? <Frac n={candidate.answered} of={candidate.total} size={26} /> : null}
        <div className="grow">
          <Status kind={statusKinds[candidate.status]}>{t(`status.${candidate.status}`)}</Status>
          <p className="ok-mut">
            {isDone(candidate) && candidate.endedAt
              ? t('panel.ended', { at: momentText(candidate.endedAt) })
              : candidate.lastSeenAt
                ? t('panel.seen', { ago: agoText(silenceOf(candidate, now)) })
                : null}
          </p>
        </div>
      </div>
      <ul className="oi-facts">
        {left !== null && candidate.deadline ? (
          <li>{t('panel.until', { at: clockText(candidate.deadline), left: countdownText(left) })}</li>
        ) : null}
        {candidate.extensionSeconds > 0 ? (
          <li>
            {t(candidate.attemptId ? 'panel.added' : 'panel.waiting', { n: minutesOf(candidate.extensionSeconds) })}
          </li>
        ) : null}
        {board.session.oneDevice && candidate.device === 'bound' && !isDone(candidate) ? (
          <li>{t('panel.device')}</li>
        ) : null}
      </ul>
      <CandidateDeeds examId={examId} session={board.session} candidate={candidate} onDone={onDone} />
      <Timeline examId={examId} board={board} candidate={candidate} />
    </section>
  );
}

function Timeline({ examId, board, candidate }: Pick<CandidatePanelProps, 'examId' | 'board' | 'candidate'>) {
  const own = useCandidateEvents(examId, candidate);
  const session = useSessionEvents(examId, board.revision);
  const entries = timelineOf(candidate.personId, own.data ?? [], session.data ?? []);
  return (
    <>
      <h3>{t('panel.log')}</h3>
      {wantsLook(candidate) ? <p className="oi-hint">{t('panel.note')}</p> : null}
      {entries.length === 0 && !own.isPending ? <p className="ok-dim">{t('panel.log.empty')}</p> : null}
      <ol className="oi-log">
        {entries.map((entry) => (
          <li key={entry.key}>
            <EntryIcon entry={entry} />
            <div className="grow">
              <EntryText entry={entry} />
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}

function EntryIcon({ entry }: { readonly entry: TimelineEntry }) {
  const props = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const;
  if (entry.own?.kind === 'signals') return <Flag {...props} className="ok-stop" />;
  if (entry.session?.kind === 'incident' || entry.session?.kind === 'paper-refused') return <PencilLine {...props} />;
  const kind = entry.own?.kind ?? entry.session?.kind;
  return kind === 'device-changed' || kind === 'device-reset' ? (
    <MonitorSmartphone {...props} />
  ) : (
    <Clock3 {...props} className="dim" />
  );
}

function EntryText({ entry: { at, own, session } }: { readonly entry: TimelineEntry }) {
  const more = session ? sessionEventText(session) : '';
  return (
    <>
      <span>
        {own ? ownEventText(own) : session ? sessionEventName(session) : null}
        {more ? `：${more}` : ''}
      </span>
      <small>{[momentText(at), session?.actorName].filter(Boolean).join(' · ')}</small>
    </>
  );
}
