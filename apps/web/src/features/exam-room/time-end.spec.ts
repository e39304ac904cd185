import { describe, expect, it } from '@jest/globals';
import { AttemptWatch } from './attempt-state.js';
import { TimeEnd } from './time-end.js';

const deadline = '2026-11-23T02:32:00.000Z';
const zero = Date.parse(deadline);

function ending(answers: (watch: AttemptWatch) => boolean) {
  const watch = new AttemptWatch({ revision: 1, status: 'open', deadline, device: 'here' });
  const state = { fresh: false, online: true, asked: 0 };
  const channel = {
    get fresh() {
      return state.fresh;
    },
    check: async () => {
      state.asked += 1;
      return answers(watch);
    },
  };
  const end = new TimeEnd(
    watch,
    { now: () => zero },
    () => channel,
    () => state.online,
  );
  return { end, state, watch };
}

describe('A08 the end by the clock', () => {
  it('asks nobody when a person hands in', async () => {
    const { end, state } = ending(() => false);
    await end.confirm();
    expect(state.asked).toBe(0);
  });

  it('hands in on the word of the server, or of a stream that was heard a moment ago', async () => {
    const { end, state } = ending(() => true);
    end.reached();
    await end.confirm();
    expect(state.asked).toBe(1);
    state.fresh = true;
    end.reached();
    await end.confirm();
    expect(state.asked).toBe(1);
    // That request met no network: who knows what happened since.
    await end.confirm();
    expect(state.asked).toBe(2);
  });

  it('waits for a network, also when the stream was heard just before it went', async () => {
    const { end, state } = ending(() => false);
    state.fresh = true;
    state.online = false;
    end.reached();
    await expect(end.confirm()).rejects.toMatchObject({ status: 0, code: 'network' });
  });

  it('withdraws when time was added or the session stands still', async () => {
    const later = ending((watch) => {
      watch.hear({ revision: 2, status: 'open', deadline: '2026-11-23T02:42:00.000Z' });
      return true;
    });
    later.end.reached();
    await expect(later.end.confirm()).rejects.toMatchObject({ code: 'withdrawn' });
    // What the person asks for afterwards is his own wish.
    await later.end.confirm();
    const paused = ending((watch) => {
      watch.hear({ revision: 2, status: 'paused', deadline });
      return true;
    });
    paused.end.reached();
    await expect(paused.end.confirm()).rejects.toMatchObject({ code: 'withdrawn' });
  });
});
