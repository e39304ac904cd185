import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { api } from '../../shared/api/client.js';
import type { CurrentSession } from '../../shared/api/types.js';
import { answerLog, type AnswerLog } from '../../shared/offline/answer-log.js';
import { AnswerSync } from '../../shared/offline/answer-sync.js';
import type { SyncSnapshot } from '../../shared/offline/sync-snapshot.js';
import { ServerClock } from '../../shared/offline/server-clock.js';
import { browserTabLink } from '../../shared/offline/tab-link.js';
import { resultKey } from '../../shared/api/requests/attempt-result.js';
import { httpTransport, type TimedAttempt } from './requests.js';

const timers = {
  now: () => Date.now(),
  set: (run: () => void, milliseconds: number) => setTimeout(run, milliseconds),
  clear: (handle: unknown) => clearTimeout(handle as ReturnType<typeof setTimeout>),
  random: Math.random,
};

/** The machinery of one attempt. */
export interface OpenRoom {
  sync: AnswerSync;
  clock: ServerClock;
  log: AnswerLog;
}

/** Tries again and re-reads the time when the network or the page comes back. */
function watchTheWorld(room: OpenRoom): () => void {
  const hurry = (): void => room.sync.hurry();
  const wake = (): void => {
    if (document.visibilityState !== 'visible') return;
    room.clock.distrust();
    hurry();
    const sentAt = performance.now();
    api
      .get<CurrentSession>('/sessions/current')
      .then(({ serverTime }) => room.clock.sample(sentAt, performance.now(), serverTime))
      // Without an answer the estimate of before stands; the next save corrects it.
      .catch(() => undefined);
  };
  addEventListener('online', hurry);
  document.addEventListener('visibilitychange', wake);
  return () => {
    removeEventListener('online', hurry);
    document.removeEventListener('visibilitychange', wake);
  };
}

/** Opens the machinery of one attempt for as long as the page shows it. `null` for the moment before. */
export function useRoom(loaded: TimedAttempt, owner: string): OpenRoom | null {
  const client = useQueryClient();
  const [room, setRoom] = useState<OpenRoom | null>(null);
  const { id } = loaded.attempt;
  useEffect(() => {
    const clock = new ServerClock(() => performance.now());
    const tabs = browserTabLink(owner, id);
    const log = answerLog(owner, id);
    const transport = httpTransport(id, clock, (result) => client.setQueryData(resultKey(id), result));
    const opened = { sync: new AnswerSync(log, transport, timers, tabs), clock, log };
    const leave = watchTheWorld(opened);
    let left = false;
    queueMicrotask(() => {
      if (!left) setRoom(opened);
    });
    return () => {
      left = true;
      leave();
      opened.sync.stop();
      tabs.close();
      setRoom(null);
    };
  }, [id, owner, client]);
  useEffect(() => {
    if (!room) return;
    room.clock.sample(loaded.sentAt, loaded.receivedAt, loaded.attempt.serverTime);
    void room.sync.start(loaded.attempt.answers);
  }, [room, loaded]);
  return room;
}

export function useSyncSnapshot(sync: AnswerSync): SyncSnapshot {
  return useSyncExternalStore(sync.subscribe, sync.snapshot);
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
    (slot: number) =>
      setFlags((before) => {
        const after = new Set(before);
        if (!after.delete(slot)) after.add(slot);
        log.setFlags([...after].sort((a, b) => a - b)).catch(() => undefined);
        return after;
      }),
    [log],
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
