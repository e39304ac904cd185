import { api } from '../../shared/api/client.js';
import type { CurrentSession } from '../../shared/api/types.js';
import type { AnswerSync } from '../../shared/offline/answer-sync.js';
import type { ServerClock } from '../../shared/offline/server-clock.js';
import type { Transport } from '../../shared/offline/transport.js';
import type { NoticeChannel } from './notice-channel.js';

/** Asks the server where the queue of answers has met something that only the server can explain. Returns how to stop. */
export function followQueue(sync: AnswerSync, channel: NoticeChannel, http: Transport): () => void {
  const ends = [
    // A save met a pause or another device: the whole is asked for, so that the page says which.
    whenTrue(
      sync,
      ({ held, elsewhere }) => held || elsewhere,
      () => void channel.check(),
    ),
    // Closed by its time, it is finished within a minute; asking for it spares the candidate the wait for his result.
    whenTrue(
      sync,
      ({ end }) => end === 'closed',
      () => void http.submit([]).catch(() => undefined),
    ),
  ];
  return () => {
    for (const end of ends) end();
  };
}

function whenTrue(sync: AnswerSync, holds: (now: ReturnType<AnswerSync['snapshot']>) => boolean, act: () => void) {
  let before = false;
  return sync.subscribe(() => {
    const now = holds(sync.snapshot());
    if (now && !before) act();
    before = now;
  });
}

/** Tries again and re-reads the time when the network or the page comes back. */
export function watchTheWorld(sync: AnswerSync, clock: ServerClock, channel: NoticeChannel): () => void {
  const hurry = (): void => {
    sync.hurry();
    channel.hurry();
  };
  const wake = (): void => {
    if (document.visibilityState !== 'visible') return;
    clock.distrust();
    sync.hurry();
    if (!channel.fresh) channel.hurry();
    const sentAt = performance.now();
    api
      .get<CurrentSession>('/sessions/current')
      .then(({ serverTime }) => clock.sample(sentAt, performance.now(), serverTime))
      // Without an answer the estimate of before stands; the next save corrects it.
      .catch(() => undefined);
  };
  const ends = [on(window, 'online', hurry), on(document, 'visibilitychange', wake)];
  return () => {
    for (const end of ends) end();
  };
}

export function on(target: EventTarget, event: string, act: () => void): () => void {
  target.addEventListener(event, act);
  return () => target.removeEventListener(event, act);
}
