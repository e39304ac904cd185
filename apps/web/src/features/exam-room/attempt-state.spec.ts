import { describe, expect, it } from '@jest/globals';
import type { ExamAttempt } from '../../shared/api/types.js';
import { AttemptWatch, hear, type AttemptState, type Told } from './attempt-state.js';

const open: AttemptState = { revision: 3, status: 'open', deadline: '2026-11-23T02:32:00.000Z', device: 'here' };

describe('A09 what the candidate hears of changes by others', () => {
  it('tells an extension once, whatever way it comes first', () => {
    const deadline = '2026-11-23T02:42:00.000Z';
    const bySave = hear(open, { revision: 4, deadline });
    expect(bySave.told).toEqual({ kind: 'extended', seconds: 600, until: deadline });
    const byStream = hear(bySave.state, { revision: 4, status: 'open', deadline, device: 'here' });
    expect(byStream).toEqual({ state: { ...open, revision: 4, deadline }, told: null });
  });

  it('lets nothing old move anything', () => {
    const late = hear(open, { revision: 2, status: 'paused', deadline: '2026-11-23T01:00:00.000Z' });
    expect(late).toEqual({ state: open, told: null });
  });

  it('says until when after a pause, not how long it was', () => {
    const paused = hear(open, { revision: 4, status: 'paused', deadline: open.deadline });
    expect(paused.told).toBeNull();
    const deadline = '2026-11-23T02:37:30.000Z';
    const resumed = hear(paused.state, { revision: 5, status: 'open', deadline });
    expect(resumed.told).toEqual({ kind: 'resumed', until: deadline });
  });

  it('learns the device from a notice of the same revision, and says nothing at the end', () => {
    const moved = hear(open, { revision: 3, status: 'open', deadline: open.deadline, device: 'elsewhere' });
    expect(moved.state.device).toBe('elsewhere');
    const over = hear(moved.state, { revision: 4, status: 'submitted', deadline: open.deadline });
    expect(over).toMatchObject({ state: { status: 'submitted' }, told: null });
  });

  it('takes the word of a notice over a look, which does not know whose the attempt is', () => {
    const watch = new AttemptWatch(open);
    const seen = { revision: 3, status: 'open', deadline: open.deadline } as ExamAttempt;
    watch.hear({ ...seen, device: 'elsewhere' });
    watch.take(seen);
    expect(watch.state().device).toBe('elsewhere');
    watch.take({ ...seen, revision: 4 });
    expect(watch.state().device).toBe('here');
  });

  it('tells listeners only of what changed', () => {
    const watch = new AttemptWatch(open);
    let changes = 0;
    const told: Told[] = [];
    watch.subscribe(() => (changes += 1));
    watch.onTold((one) => told.push(one));
    watch.hear({ revision: 3, status: 'open', deadline: open.deadline, device: 'here' });
    watch.hear({ revision: 4, status: 'open', deadline: '2026-11-23T02:33:00.000Z' });
    expect(changes).toBe(1);
    expect(told).toEqual([{ kind: 'extended', seconds: 60, until: '2026-11-23T02:33:00.000Z' }]);
  });
});
