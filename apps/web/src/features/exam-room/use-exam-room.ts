import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useReducer, useState, useSyncExternalStore } from 'react';
import { resultKey } from '../../shared/api/requests/attempt-result.js';
import { Problem } from '../../shared/api/problem.js';
import type { AnswerLog } from '../../shared/offline/answer-log.js';
import type { AnswerSync } from '../../shared/offline/answer-sync.js';
import { keptPapers, type KeptPaper } from '../../shared/offline/device-store.js';
import type { SyncSnapshot } from '../../shared/offline/sync-snapshot.js';
import type { AttemptState, AttemptWatch } from './attempt-state.js';
import { openRoom, type OpenRoom } from './open-room.js';
import type { RoomPictures } from './room-pictures.js';
import { attemptKey, getAttempt, type TimedAttempt } from './requests.js';

/** With the paper in hand nobody waits long for a network that does not answer. */
const PATIENCE_WITH_PAPER = 5_000;

const fromDevice = ({ attempt, clockOffset, owner }: KeptPaper): TimedAttempt => ({
  attempt,
  sentAt: 0,
  receivedAt: 0,
  kept: { clockOffset, owner },
});

/** The server did not answer, or only a fault did: what the device holds is better than a page that says so. */
const unreachable = (error: unknown): boolean =>
  error instanceof Problem && (error.status <= 0 || error.status >= 500 || error.status === 401);

/** Reads the attempt from the server, or without an answer from this device. `owner`: whose; `null` when the session is not known. */
export function useOpenAttempt(attemptId: string, owner: string | null) {
  return useQuery({
    queryKey: attemptKey(attemptId),
    queryFn: async ({ signal }) => {
      const paper = (await keptPapers(owner ?? undefined)).find((kept) => kept.attemptId === attemptId);
      if (paper && !navigator.onLine) return fromDevice(paper);
      try {
        return await getAttempt(attemptId, signal, paper ? PATIENCE_WITH_PAPER : undefined);
      } catch (error) {
        if (paper && !signal.aborted && unreachable(error)) return fromDevice(paper);
        throw error;
      }
    },
    staleTime: 10_000,
    gcTime: 60_000,
    refetchOnWindowFocus: false,
    // An open room hears of changes by its own channel; only a page that met no network is still to be opened.
    refetchOnReconnect: ({ state }) => state.data === undefined,
  });
}

/** Opens the machinery of one attempt for as long as the page shows it. `null` for the moment before. */
export function useRoom(loaded: TimedAttempt, owner: string): OpenRoom | null {
  const client = useQueryClient();
  const [room, setRoom] = useState<OpenRoom | null>(null);
  const { id } = loaded.attempt;
  const [first] = useState(loaded);
  useEffect(() => {
    let left = false;
    let opened: OpenRoom | null = null;
    queueMicrotask(() => {
      if (left) return;
      opened = openRoom(first, owner, {
        onResult: (result) => client.setQueryData(resultKey(id), result),
        onFresh: (fresh) => client.setQueryData(attemptKey(id), fresh),
      });
      setRoom(opened);
    });
    return () => {
      left = true;
      opened?.close();
      setRoom(null);
    };
  }, [first, id, owner, client]);
  useEffect(() => {
    if (room) void room.take(loaded);
  }, [room, loaded]);
  return room;
}

export function useSyncSnapshot(sync: AnswerSync): SyncSnapshot {
  return useSyncExternalStore(sync.subscribe, sync.snapshot);
}

export function useAttemptState(watch: AttemptWatch): AttemptState {
  return useSyncExternalStore(watch.subscribe, watch.state);
}

/** Where the room's pictures are read from; draws anew when one came onto the device. */
export function usePictures(pictures: RoomPictures): (url: string) => string {
  const [, draw] = useReducer((n: number) => n + 1, 0);
  useEffect(() => pictures.subscribe(draw), [pictures]);
  return (url) => pictures.source(url);
}

/** Flagged slots, kept on the device. */
export function useFlags(log: AnswerLog): [ReadonlySet<number>, (slot: number) => void] {
  const [flags, setFlags] = useState<ReadonlySet<number>>(new Set());
  useEffect(() => {
    let gone = false;
    log
      .read()
      .then((kept) => {
        if (!gone) setFlags(new Set(kept.flags));
      })
      // Flags are a help, not a record: without storage they last as long as the page.
      .catch(() => undefined);
    return () => {
      gone = true;
    };
  }, [log]);
  const toggle = useCallback(
    (slot: number) => {
      const after = new Set(flags);
      if (!after.delete(slot)) after.add(slot);
      setFlags(after);
      log.setFlags([...after].sort((a, b) => a - b)).catch(() => undefined);
    },
    [log, flags],
  );
  return [flags, toggle];
}

/** Is the browser sure that there is no network? (The opposite it cannot know.) */
export function useOffline(): boolean {
  return useSyncExternalStore(
    (listener) => {
      addEventListener('online', listener);
      addEventListener('offline', listener);
      return () => {
        removeEventListener('online', listener);
        removeEventListener('offline', listener);
      };
    },
    () => !navigator.onLine,
  );
}

/** True once `on` has lasted for `milliseconds`. */
export function useLasting(on: boolean, milliseconds: number): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!on) return undefined;
    const timer = setTimeout(() => setLasting(true), milliseconds);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [on, milliseconds]);
  return on && lasting;
}
