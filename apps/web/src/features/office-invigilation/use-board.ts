import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { addressOf } from '../../shared/api/client.js';
import { ServerClock } from '../../shared/offline/server-clock.js';
import { readBoard } from './api.js';

/** With a stream that says when, a look now and then is enough; without one, looking is all there is. */
const POLL_WITH_STREAM = 15_000;
const POLL_ALONE = 4_000;
const STALE_AFTER = 20_000;
/** Minutes are counted on the cells: what ticks by the second asks the clock itself. */
const LOOK_EVERY = 5_000;
const STREAM_AGAIN = 20_000;
/** A hint that a fetch did not satisfy is tried this often, a second apart: clocks of two servers may differ. */
const TRIES = 3;

/** The board of an exam as it is now: told by a stream of hints, and found by looking where no stream gets through. */
export function useBoard(examId: string, roomId: string | null) {
  const [clock] = useState(() => new ServerClock(() => performance.now()));
  const [streaming, setStreaming] = useState(false);
  const seen = useRef(0);
  const query = useQuery({
    queryKey: ['office', 'board', examId, 'live', roomId],
    queryFn: async ({ signal }) => {
      const sentAt = performance.now();
      const board = await readBoard(examId, roomId, signal);
      clock.sample(sentAt, performance.now(), board.serverTime);
      seen.current = board.revision;
      return board;
    },
    refetchInterval: streaming ? POLL_WITH_STREAM : POLL_ALONE,
    refetchIntervalInBackground: true,
    placeholderData: (before) => before,
    retry: false,
  });
  const { refetch } = query;
  const wanted = useRef(0);
  const busy = useRef(false);
  const catchUp = useCallback(async () => {
    if (busy.current) return;
    busy.current = true;
    try {
      for (let tried = 0; tried < TRIES && seen.current < wanted.current; tried += 1) {
        if (tried > 0) await new Promise((done) => setTimeout(done, 1000));
        // Never cut off one that is under way: hints may come faster than boards.
        await refetch({ cancelRefetch: false });
      }
    } finally {
      busy.current = false;
    }
  }, [refetch]);
  useHints(
    examId,
    useCallback(
      (revision: number) => {
        wanted.current = revision;
        void catchUp();
      },
      [catchUp],
    ),
    setStreaming,
  );
  const now = useNow(clock, LOOK_EVERY);
  const readAt = query.data ? Date.parse(query.data.serverTime) : null;
  const stale = readAt !== null && (query.isError || now - readAt > STALE_AFTER);
  return { query, clock, now, staleSince: stale ? readAt : null };
}

function useHints(examId: string, onHint: (revision: number) => void, onStream: (open: boolean) => void): void {
  useEffect(() => {
    if (typeof EventSource === 'undefined') return undefined;
    let source: EventSource | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const open = (): void => {
      source = new EventSource(addressOf(`/exam-sessions/${examId}/board/notices`));
      source.addEventListener('open', () => onStream(true));
      source.addEventListener('message', (event) => {
        const revision = revisionOf(String(event.data));
        if (revision !== null) onHint(revision);
      });
      source.addEventListener('error', () => {
        onStream(false);
        // The browser tries again by itself, unless it was told no; then somebody may have to sign in first.
        if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, STREAM_AGAIN);
      });
    };
    open();
    return () => {
      clearTimeout(timer);
      source?.close();
      onStream(false);
    };
  }, [examId, onHint, onStream]);
}

function revisionOf(data: string): number | null {
  try {
    const { revision } = JSON.parse(data) as { revision?: unknown };
    return typeof revision === 'number' ? revision : null;
  } catch {
    return null;
  }
}

/** The server's time in ms, anew every `every` ms; the device's own until the first answer. */
export function useNow(clock: ServerClock, every: number): number {
  const subscribe = useCallback(
    (tell: () => void) => {
      const timer = setInterval(tell, every);
      return () => clearInterval(timer);
    },
    [every],
  );
  return useSyncExternalStore(subscribe, () => {
    const now = clock.now() ?? Date.now();
    return now - (now % every);
  });
}
