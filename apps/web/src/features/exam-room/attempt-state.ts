import type { ExamAttempt } from '../../shared/api/types.js';

/** What others may change about an attempt while it is being answered. */
export interface AttemptState {
  /** Grows with every change by others. */
  revision: number;
  status: 'open' | 'paused' | 'submitted' | 'expired';
  deadline: string;
  device: 'here' | 'elsewhere';
}

/** What a stream event, a reply to a save or a look at the attempt says. What it does not know it leaves out. */
export type News = Pick<AttemptState, 'revision' | 'deadline'> & Partial<AttemptState>;

/** What the candidate is to be told about a change. */
export type Told = { kind: 'extended'; seconds: number; until: string } | { kind: 'resumed'; until: string };

/** The state as one look at the attempt gives it. */
export function stateOf(attempt: ExamAttempt): AttemptState {
  const { revision, status, deadline } = attempt;
  return { revision, status, deadline, device: 'here' };
}

/**
 * Takes one piece of news. Older ones change nothing, whatever way they came; a reply to a save knows no status, so it moves the
 * deadline and leaves the revision to who knows the whole.
 */
export function hear(state: AttemptState, news: News): { state: AttemptState; told: Told | null } {
  if (news.revision < state.revision) return { state, told: null };
  const next: AttemptState = {
    revision: news.status === undefined ? state.revision : news.revision,
    status: news.status ?? state.status,
    deadline: news.deadline,
    device: news.device ?? state.device,
  };
  const same =
    next.status === state.status &&
    next.deadline === state.deadline &&
    next.device === state.device &&
    next.revision === state.revision;
  if (same) return { state, told: null };
  return { state: next, told: toldOf(state, next) };
}

function toldOf(before: AttemptState, after: AttemptState): Told | null {
  if (after.status !== 'open' && after.status !== 'paused') return null;
  if (before.status === 'paused' && after.status === 'open') return { kind: 'resumed', until: after.deadline };
  const seconds = Math.round((Date.parse(after.deadline) - Date.parse(before.deadline)) / 1000);
  return seconds === 0 ? null : { kind: 'extended', seconds, until: after.deadline };
}

/** The attempt's state for a page: one at a time, told to whoever listens. */
export class AttemptWatch {
  private readonly listeners = new Set<() => void>();
  private readonly hearers = new Set<(told: Told) => void>();

  constructor(private current: AttemptState) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly state = (): AttemptState => this.current;

  /** Calls back with what the candidate should be told. */
  onTold(hearer: (told: Told) => void): () => void {
    this.hearers.add(hearer);
    return () => this.hearers.delete(hearer);
  }

  /**
   * Takes the attempt as read or started. That says nothing of devices by itself: only a later revision can mean that this one took
   * it over, an equal one leaves standing what a notice told.
   */
  take(attempt: ExamAttempt): void {
    const { device, ...seen } = stateOf(attempt);
    this.hear(seen.revision > this.current.revision ? { ...seen, device } : seen);
  }

  hear(news: News): void {
    const { state, told } = hear(this.current, news);
    if (state === this.current) return;
    this.current = state;
    for (const listener of this.listeners) listener();
    if (told) for (const hearer of this.hearers) hearer(told);
  }
}
