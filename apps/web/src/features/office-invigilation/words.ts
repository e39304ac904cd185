import type { StatusKind } from '../../shared/ui/index.js';
import { isLongPause, pausedText } from '../office-kit/exam-words.js';
import { clockText } from '../../shared/time/format.js';
import type { Board, Candidate, CandidateEvent, SessionEvent } from './api.js';
import { signalSums } from './board-view.js';
import { boardText as t } from './text.js';

export const statusKinds: Record<Candidate['status'], StatusKind> = {
  not_started: 'none',
  in_progress: 'due',
  offline: 'warn',
  paused: 'exempt',
  on_paper: 'due',
  submitted: 'pass',
  expired: 'pass',
};

/** 「48 秒」, 「12 分」, 「2 小时」. */
export function agoText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 60) return t('ago.seconds', { n: seconds });
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? t('ago.minutes', { n: minutes }) : t('ago.hours', { n: Math.floor(minutes / 60) });
}

export const minutesOf = (seconds: number): number => Math.round(seconds / 60);

const said = new Map<string, string>();

/** A word without values, looked up once: hundreds of cells say the same few. */
export function word(key: Parameters<typeof t>[0]): string {
  const known = said.get(key) ?? t(key);
  said.set(key, known);
  return known;
}

const seatText = ({ seat }: Pick<Candidate, 'seat'>): string =>
  seat === null ? word('cell.noSeat') : `${word('seat.col.seat')} ${seat}`;

/** 「座位 12」; with its room where `rooms` names it: 「第 2 考场 · 座位 12」. */
export function placeText(candidate: Pick<Candidate, 'seat' | 'roomId'>, rooms: ReadonlyMap<string, string>): string {
  const room = candidate.roomId === null ? undefined : rooms.get(candidate.roomId);
  return [room, seatText(candidate)].filter(Boolean).join(' · ');
}

/** 「离开页面 2 次，共 41 秒」. */
function signalText(signals: CandidateEvent['signals']): string {
  return signalSums(signals)
    .map(
      ({ kind, count, ms }) =>
        t(`signal.${kind as CandidateEvent['signals'][number]['kind']}`, { n: count }) +
        (ms >= 1000 ? t('signal.together', { for: agoText(ms) }) : ''),
    )
    .join('；');
}

export function ownEventText(event: CandidateEvent): string {
  if (event.kind === 'signals') return signalText(event.signals);
  if (event.kind === 'extended') {
    const seconds = event.seconds ?? 0;
    return t(seconds < 0 ? 'attempt.takenBack' : 'attempt.extended', { n: minutesOf(Math.abs(seconds)) });
  }
  if (event.kind === 'graded') return '';
  const text = t(`attempt.${event.kind}`);
  return event.kioskEntry === null ? text : `${text}（${t(`entry.${event.kioskEntry}`)}）`;
}

/** What stands on the board while the session is paused, and whether it wants somebody's attention. */
export function pauseText(
  { pausedAt, closesAt, extensionSeconds }: Pick<Board['session'], 'pausedAt' | 'closesAt' | 'extensionSeconds'>,
  now: number,
): { readonly title: string; readonly text: string; readonly urgent: boolean } | null {
  if (pausedAt === null) return null;
  const end = closesAt === null ? null : Date.parse(closesAt) + extensionSeconds * 1000;
  const title = pausedText(pausedAt, now);
  if (end !== null && now >= end) return { title, text: t('pause.pastEnd', { at: clockText(end) }), urgent: true };
  const urgent = isLongPause(pausedAt, now);
  return { title, text: t(urgent ? 'pause.long' : 'pause.text'), urgent };
}

const NAMES_SHOWN = 3;

/** 「甲、乙、丙」, and how many people there are when that is not all of them. */
export function fewNames(people: SessionEvent['people']): { readonly few: string; readonly of: number | null } {
  const few = people
    .slice(0, NAMES_SHOWN)
    .map(({ name }) => name)
    .join('、');
  return { few, of: people.length > NAMES_SHOWN ? people.length : null };
}

/** What was done; minutes taken back are no extension. */
export const sessionEventName = ({ kind, minutes }: Pick<SessionEvent, 'kind' | 'minutes'>): string =>
  t(kind === 'extended' && (minutes ?? 0) < 0 ? 'event.takenBack' : `event.${kind}`);

/** What was said of a deed: minutes, the reason, the note. */
export function sessionEventText(event: Pick<SessionEvent, 'minutes' | 'reason' | 'text'>): string {
  return [event.minutes === null ? null : t('event.minutes', { n: Math.abs(event.minutes) }), event.reason, event.text]
    .filter(Boolean)
    .join('，');
}
