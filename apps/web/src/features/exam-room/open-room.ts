import { Problem } from '../../shared/api/problem.js';
import type { AttemptResult } from '../../shared/api/types.js';
import { answerLog, type AnswerLog } from '../../shared/offline/answer-log.js';
import { AnswerSync } from '../../shared/offline/answer-sync.js';
import { keepPaper } from '../../shared/offline/device-store.js';
import { ServerClock } from '../../shared/offline/server-clock.js';
import { browserTabLink } from '../../shared/offline/tab-link.js';
import { browserTimers } from '../../shared/offline/timers.js';
import type { Transport } from '../../shared/offline/transport.js';
import { AttemptWatch, stateOf } from './attempt-state.js';
import { NoticeChannel } from './notice-channel.js';
import { listenToNotices } from './notices.js';
import { getAttempt, httpTransport, sendSignals, type TimedAttempt } from './requests.js';
import { followQueue, on, watchTheWorld } from './room-listeners.js';
import { picturesOf, RoomPictures } from './room-pictures.js';
import { SignalBatch } from './signal-batch.js';
import { TimeEnd } from './time-end.js';
import { watchSignals } from './watch-signals.js';

/** The machinery of one attempt. */
export interface OpenRoom {
  sync: AnswerSync;
  clock: ServerClock;
  log: AnswerLog;
  watch: AttemptWatch;
  channel: NoticeChannel;
  pictures: RoomPictures;
  /** The clock is at zero: hands in, once the server has confirmed that no time was added. */
  timeIsUp(): void;
  /** Takes the attempt as just read from the server, or from the device. */
  take(loaded: TimedAttempt): Promise<void>;
  close(): void;
}

export interface RoomHooks {
  onResult: (result: AttemptResult) => void;
  /** The whole attempt was read again, after a page that was opened without the server. */
  onFresh: (loaded: TimedAttempt) => void;
}

/** Opens the machinery of `loaded` for its `owner`: queue, clock, notices and signals, wired to each other. */
export function openRoom(loaded: TimedAttempt, owner: string, hooks: RoomHooks): OpenRoom {
  const { id, purpose } = loaded.attempt;
  const clock = new ServerClock(() => performance.now());
  const watch = new AttemptWatch(stateOf(loaded.attempt));
  const timers = browserTimers(() => clock.now() ?? Date.now());
  const tabs = browserTabLink(owner, id);
  const log = answerLog(owner, id);
  const http = httpTransport(id, clock, { onResult: hooks.onResult, onNews: (news) => watch.hear(news) });
  const end = new TimeEnd(watch, clock, () => channel);
  const transport: Transport = {
    save: (answers) => http.save(answers),
    submit: async (tail) => {
      await end.confirm();
      return http.submit(tail);
    },
  };
  const sync = new AnswerSync(log, transport, timers, tabs);
  const channel = openChannel(id, loaded.kept !== undefined, { clock, watch, sync, hooks });
  const signals = new SignalBatch((batch, leaving) => sendSignals(id, batch, leaving), timers);
  const pictures = new RoomPictures(owner, id, picturesOf(loaded.attempt.paper));
  let paper = loaded.attempt;
  const keep = (): void => {
    const now = clock.now();
    if (now === null || sync.snapshot().end) return;
    // Without storage the paper is where the network is.
    keepPaper({ owner, attemptId: id, attempt: paper, clockOffset: now - Date.now() }).catch(() => undefined);
  };
  const leave = [
    watch.subscribe(() => {
      const { status, device, deadline, revision } = watch.state();
      if (status === 'submitted' || status === 'expired') return void sync.over();
      if (device === 'elsewhere') sync.moved();
      else if (status === 'open') sync.hurry();
      paper = { ...paper, deadline, status, revision };
      keep();
    }),
    followQueue(sync, channel, http),
    watchTheWorld(sync, clock, channel),
    on(window, 'online', () => void pictures.bring()),
    purpose === 'formal' ? watchSignals(signals) : () => undefined,
  ];
  channel.start();
  void pictures.bring();
  // Asks the browser not to throw the answers away when the phone gets full.
  navigator.storage?.persist?.().catch(() => undefined);
  return {
    sync,
    clock,
    log,
    watch,
    channel,
    pictures,
    timeIsUp() {
      end.reached();
      void sync.submit(false);
    },
    async take(now) {
      paper = now.attempt;
      if (now.kept) clock.assume(Date.now() + now.kept.clockOffset);
      else {
        clock.sample(now.sentAt, now.receivedAt, now.attempt.serverTime);
        watch.take(now.attempt);
        keep();
      }
      await sync.start(now.kept ? await acknowledged(log) : now.attempt.answers);
    },
    close() {
      for (const end of leave) end();
      channel.stop();
      pictures.close();
      signals.stop();
      sync.stop();
      tabs.close();
    },
  };
}

/** Without the server, what it confirmed to this device before is what it has. */
async function acknowledged(log: AnswerLog) {
  const kept = await log.read().catch(() => null);
  return (kept?.answers ?? []).filter(({ ackedSeq, clientSeq }) => ackedSeq >= clientSeq);
}

interface ChannelParts extends Pick<OpenRoom, 'clock' | 'watch' | 'sync'> {
  readonly hooks: RoomHooks;
}

/** What the server says by itself, and is asked for. `fromDevice`: the page was opened without it. */
function openChannel(id: string, fromDevice: boolean, { clock, watch, sync, hooks }: ChannelParts): NoticeChannel {
  let awaitsFresh = fromDevice;
  return new NoticeChannel(
    {
      listen: (signal, onSign) => listenToNotices(id, signal, (notice) => watch.hear(notice), onSign),
      poll: async (signal) => {
        const found = await lookAt(id, signal);
        if (found === 'over') return sync.over();
        clock.sample(found.sentAt, found.receivedAt, found.attempt.serverTime);
        const { revision, status, deadline } = found.attempt;
        watch.hear({ revision, status, deadline });
        if (awaitsFresh) hooks.onFresh(found);
        awaitsFresh = false;
      },
    },
    browserTimers(() => performance.now()),
  );
}

async function lookAt(id: string, signal: AbortSignal): Promise<TimedAttempt | 'over'> {
  try {
    return await getAttempt(id, signal);
  } catch (error) {
    if (error instanceof Problem && error.status === 409 && error.code === 'attempt-closed') return 'over';
    throw error;
  }
}
