import type { WireAnswer } from './answer-entries.js';

/** What tabs of one attempt tell each other. */
export type TabMessage =
  | ({ kind: 'kept' } & WireAnswer)
  | { kind: 'accepted'; accepted: [slot: number, seq: number][] }
  | { kind: 'submit' }
  | { kind: 'go-on' }
  | { kind: 'over'; end: 'submitted' | 'closed'; notCounted: number };

/** This tab's place in the queue of those that may send. */
export interface SenderRole {
  /** Takes the part from a tab that sleeps in the background; sending twice is harmless, sending never is not. */
  insist(): void;
  release(): void;
}

export interface TabLink {
  tell(message: TabMessage): void;
  listen(listener: (message: TabMessage) => void): () => void;
  /** Calls back with `true` when this tab may send and with `false` when another one took over. */
  becomeSender(changed: (mine: boolean) => void): SenderRole;
}

interface Locks {
  request(name: string, options: { signal?: AbortSignal; steal?: boolean }, run: () => Promise<void>): Promise<void>;
}

/** Web Locks exist on secure origins only; without them every tab sends, which the server's sequence rule makes harmless. */
const locksOf = (): Locks | null => (navigator as { locks?: Locks }).locks ?? null;

function lockedRole(locks: Locks, name: string, changed: (mine: boolean) => void): SenderRole {
  let over = false;
  let letGo: (() => void) | null = null;
  let queue = new AbortController();
  const hold = (): Promise<void> => {
    if (over) return Promise.resolve();
    changed(true);
    return new Promise<void>((resolve) => {
      letGo = resolve;
    });
  };
  const ask = (steal: boolean): void => {
    const asked = new AbortController();
    queue = asked;
    // `steal` and `signal` cannot be combined.
    locks.request(name, steal ? { steal } : { signal: asked.signal }, hold).catch(() => {
      if (over || asked.signal.aborted) return;
      letGo = null;
      changed(false);
      ask(false);
    });
  };
  ask(false);
  return {
    insist() {
      if (over || letGo) return;
      queue.abort();
      ask(true);
    },
    release() {
      over = true;
      queue.abort();
      letGo?.();
    },
  };
}

/** Links the tabs of one account's attempt through BroadcastChannel and Web Locks. */
export function browserTabLink(owner: string, attemptId: string): TabLink & { close(): void } {
  const name = `zhian-answers:${owner}:${attemptId}`;
  let channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel(name) : null;
  return {
    tell: (message) => channel?.postMessage(message),
    listen(listener) {
      const heard = (event: MessageEvent): void => listener(event.data as TabMessage);
      const current = channel;
      current?.addEventListener('message', heard);
      return () => current?.removeEventListener('message', heard);
    },
    becomeSender(changed) {
      const locks = locksOf();
      if (locks) return lockedRole(locks, name, changed);
      changed(true);
      return { insist: () => undefined, release: () => undefined };
    },
    // A write may still end after the page was left; telling a closed channel would throw.
    close() {
      channel?.close();
      channel = null;
    },
  };
}
