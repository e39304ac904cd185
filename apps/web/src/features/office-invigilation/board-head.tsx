import { Tabs } from 'antd';
import { clockText, countdownText } from '../../shared/time/format.js';
import type { ServerClock } from '../../shared/offline/server-clock.js';
import { Status } from '../../shared/ui/index.js';
import type { Board } from './api.js';
import { SessionDeeds } from './session-deeds.js';
import { examWord } from '../office-kit/exam-words.js';
import { boardText as t } from './text.js';
import { useNow } from './use-board.js';
import { minutesOf, pauseText } from './words.js';

interface BoardHeadProps {
  readonly examId: string;
  readonly board: Board;
  readonly roomId: string | null;
  readonly clock: ServerClock;
  /** When what is shown was read, if that is too long ago. */
  readonly staleSince: number | null;
  readonly whole: boolean;
  readonly onRoom: (roomId: string | undefined) => void;
  readonly onDone: () => void;
}

/** Which exam, whose room, what time it is there, and what is done for everybody. */
export function BoardHead({ examId, board, roomId, clock, staleSince, whole, onRoom, onDone }: BoardHeadProps) {
  const { session, rooms } = board;
  // Whoever looks after one room sees no other, and need not choose it.
  const room = rooms.find(({ id }) => id === roomId) ?? (whole || rooms.length > 1 ? undefined : rooms[0]);
  const facts = [
    t('facts', {
      n: session.questionCount,
      minutes: minutesOf(session.durationSeconds),
      mode: t(`mode.${session.startMode}`),
    }),
    room && room.invigilators.length > 0 ? t('invigilators', { names: room.invigilators.join('、') }) : null,
    session.extensionSeconds === 0 ? null : t('extended', { n: minutesOf(session.extensionSeconds) }),
  ];
  return (
    <>
      <div className="oi-head">
        <div className="oi-title">
          <h1>{room ? `${session.title} · ${room.name}` : session.title}</h1>
          <p className="ok-mut row ok-gap">
            <Status kind={session.paused ? 'exempt' : session.phase === 'open' ? 'due' : 'none'}>
              {session.paused ? examWord('paused') : examWord(`phase.${session.phase}`)}
            </Status>
            <span>{facts.filter(Boolean).join(' · ')}</span>
          </p>
        </div>
        <SessionClock session={session} clock={clock} />
        <div className="oi-acts">
          <SessionDeeds examId={examId} board={board} whole={whole} onDone={onDone} />
        </div>
      </div>
      {staleSince === null ? null : (
        <div className="ok-note ok-note-warn" role="status">
          <b>{t('stale', { at: clockText(staleSince) })}</b>
          <span>{t('stale.text')}</span>
        </div>
      )}
      <PauseNote session={session} clock={clock} />
      {rooms.length > (whole ? 0 : 1) ? (
        <Tabs
          className="oi-rooms-tabs"
          aria-label={t('rooms')}
          activeKey={roomId ?? 'all'}
          onChange={(key) => onRoom(key === 'all' ? undefined : key)}
          items={[
            { key: 'all', label: t('rooms.all') },
            ...rooms.map(({ id, name, submitted, entries }) => ({
              key: id,
              label: t('room.option', { name, n: submitted, of: entries }),
            })),
          ]}
        />
      ) : null}
    </>
  );
}

/** For how long the session has been paused; after half an hour, and past its end, more loudly. */
function PauseNote({ session, clock }: SessionClockProps) {
  const pause = pauseText(session, useNow(clock, 15_000));
  return pause ? (
    <div className={`ok-note ${pause.urgent ? 'ok-note-warn' : ''}`} role="status">
      <b>{pause.title}</b>
      <span>{pause.text}</span>
    </div>
  ) : null;
}

interface SessionClockProps {
  readonly session: Board['session'];
  readonly clock: ServerClock;
}

function SessionClock({ session, clock }: SessionClockProps) {
  const now = useNow(clock, 1000);
  const { phase, paused, opensAt, closesAt } = session;
  const end = closesAt === null ? null : Date.parse(closesAt) + session.extensionSeconds * 1000;
  const counting =
    phase === 'upcoming' && opensAt
      ? { text: t('clock.opens'), to: Date.parse(opensAt) }
      : phase === 'open' && end !== null
        ? { text: t(session.startMode === 'together' ? 'clock.together' : 'clock.closes'), to: end }
        : null;
  // Days on end are not counted down to the second.
  const near = counting !== null && counting.to - now < 24 * 3_600_000;
  return (
    <div className="oi-clock" role="timer">
      <span>{t('clock.now', { at: clockText(now) })}</span>
      {paused ? (
        <b>{t('clock.paused')}</b>
      ) : near ? (
        <>
          <span>{counting.text}</span>
          <b>{countdownText(counting.to - now)}</b>
        </>
      ) : null}
    </div>
  );
}
