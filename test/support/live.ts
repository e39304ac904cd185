import { setTimeout as sleep } from 'node:timers/promises';

export interface LiveEvent {
  /** performance.now() of its arrival. */
  readonly at: number;
  readonly data: Record<string, unknown>;
}

export interface LiveClient {
  readonly status: number;
  readonly headers: Headers;
  readonly events: readonly LiveEvent[];
  /** Everything that came, with comments and retry lines. */
  readonly text: string;
  readonly ended: boolean;
  /** The first event that fits, from those that came already on. */
  until(fits: (data: Record<string, unknown>) => boolean, milliseconds?: number): Promise<LiveEvent>;
  untilEnded(milliseconds?: number): Promise<void>;
  close(): void;
}

/** A client of server-sent events that keeps what it hears. */
export async function listen(url: string, headers: Readonly<Record<string, string>>): Promise<LiveClient> {
  const abort = new AbortController();
  const reply = await fetch(url, { headers, signal: abort.signal });
  const events: LiveEvent[] = [];
  const state = { text: '', ended: false };
  void (async () => {
    let rest = '';
    const decoder = new TextDecoder();
    for await (const chunk of reply.body ?? []) {
      const text = decoder.decode(chunk as Uint8Array, { stream: true });
      state.text += text;
      const blocks = (rest + text).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks)
        if (block.startsWith('data: '))
          events.push({ at: performance.now(), data: JSON.parse(block.slice(6)) as Record<string, unknown> });
    }
  })()
    .catch(() => undefined)
    .finally(() => (state.ended = true));
  const wait = async (done: () => boolean, milliseconds: number, what: string): Promise<void> => {
    const end = performance.now() + milliseconds;
    while (!done()) {
      if (performance.now() > end) throw new Error(`${what}: not within ${milliseconds} ms; heard ${state.text}`);
      await sleep(5);
    }
  };
  return {
    status: reply.status,
    headers: reply.headers,
    events,
    get text() {
      return state.text;
    },
    get ended() {
      return state.ended;
    },
    until: async (fits, milliseconds = 5000) => {
      await wait(() => events.some((event) => fits(event.data)), milliseconds, 'event');
      return events.find((event) => fits(event.data)) as LiveEvent;
    },
    untilEnded: (milliseconds = 5000) => wait(() => state.ended, milliseconds, 'end'),
    close: () => abort.abort(),
  };
}
