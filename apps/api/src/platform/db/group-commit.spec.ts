import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { GroupCommit, LATER, type GroupCommitOptions } from './group-commit.js';

interface Item {
  readonly key: string;
  readonly value: number;
}

/** A store whose commits are answered when the test says so. */
class Store {
  readonly batches: Item[][] = [];
  readonly stored = new Map<string, number>();
  private open: { release: () => void }[] = [];
  auto = true;
  fail: (items: readonly Item[]) => Error | null = () => null;
  /** Applied, but the reply never comes. */
  loseReplies = 0;
  locked = new Set<string>();

  readonly group: GroupCommit<Item, number>;

  constructor(options: Partial<GroupCommitOptions<Item, number>> = {}) {
    this.group = new GroupCommit<Item, number>({
      keyOf: (item) => item.key,
      write: (items) => this.write(items),
      ...options,
    });
  }

  private async write(items: readonly Item[]): Promise<(number | typeof LATER)[]> {
    this.batches.push([...items]);
    if (!this.auto) await new Promise<void>((release) => this.open.push({ release }));
    else await new Promise((done) => setImmediate(done));
    const error = this.fail(items);
    if (error) throw error;
    const outcomes = items.map((item) => {
      if (this.locked.has(item.key)) return LATER;
      const stored = Math.max(item.value, this.stored.get(item.key) ?? 0);
      this.stored.set(item.key, stored);
      return stored;
    });
    if (this.loseReplies > 0) {
      this.loseReplies -= 1;
      throw new Error('Connection terminated unexpectedly');
    }
    return outcomes;
  }

  commit(): void {
    this.open.shift()?.release();
  }
}

/** Until what was to be written has been begun: a timer alone may come before the immediates of a busy process. */
const turn = () => new Promise((done) => setTimeout(() => setImmediate(() => setImmediate(done)), 1));
const item = (key: string, value = 1): Item => ({ key, value });

describe('group commit', () => {
  it('writes at once when nothing is under way, and what comes meanwhile in one batch when the commit returns', async () => {
    const store = new Store();
    store.auto = false;
    const first = store.group.add(item('a'));
    await turn();
    expect(store.batches).toEqual([[item('a')]]);
    const others = [store.group.add(item('c')), store.group.add(item('b'))];
    await turn();
    expect(store.batches).toHaveLength(1);
    store.commit();
    await first;
    await turn();
    expect(store.batches[1]).toEqual([item('b'), item('c')]);
    store.commit();
    expect(await Promise.all(others)).toEqual([1, 1]);
  });

  it('takes what arrives in one turn together', async () => {
    const store = new Store();
    await Promise.all(['a', 'b', 'c'].map((key) => store.group.add(item(key))));
    expect(store.batches.map((batch) => batch.length)).toEqual([3]);
  });

  it('is fair: one that sends a hundred of its own takes one place in a batch, and others go before its second', async () => {
    const store = new Store({ maxBatch: 10 });
    store.auto = false;
    const flood = Array.from({ length: 100 }, (_, i) => store.group.add(item('flood', i + 1)));
    const others = Array.from({ length: 9 }, (_, i) => store.group.add(item(`other-${i}`)));
    await turn();
    expect(store.batches[0]?.filter(({ key }) => key === 'flood')).toEqual([item('flood', 1)]);
    expect(store.batches[0]).toHaveLength(10);
    store.auto = true;
    store.commit();
    await Promise.all(others);
    expect(await Promise.all(flood)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
  });

  it('refuses with a wait what goes far beyond any exam, of one key and of all, and takes new work afterwards', async () => {
    const store = new Store({ maxWaiting: 6, maxWaitingPerKey: 3 });
    const ofOne = Array.from({ length: 4 }, () => store.group.add(item('a')));
    await expect(ofOne[3]).rejects.toMatchObject({ code: 'service-busy', params: { seconds: 2 } });
    const many = Array.from({ length: 4 }, (_, i) => store.group.add(item(`b${i}`)));
    await expect(many[3]).rejects.toMatchObject({ code: 'service-busy' });
    await Promise.all([...ofOne.slice(0, 3), ...many.slice(0, 3)]);
    await expect(store.group.add(item('a'))).resolves.toBe(1);
  });

  it('one bad item fails nobody else, wherever it stands', async () => {
    for (let bad = 0; bad < 9; bad += 1) {
      const store = new Store();
      store.fail = (items) => (items.some(({ value }) => value === -1) ? new Error('bad row') : null);
      const results = await Promise.allSettled(
        Array.from({ length: 9 }, (_, i) => store.group.add(item(`k${i}`, i === bad ? -1 : i + 1))),
      );
      expect(results.map((result) => result.status)).toEqual(
        Array.from({ length: 9 }, (_, i) => (i === bad ? 'rejected' : 'fulfilled')),
      );
      expect([...store.stored.keys()]).not.toContain(`k${bad}`);
      expect(store.stored.size).toBe(8);
    }
  });

  it('a commit whose reply is lost is written again and answered once it is known', async () => {
    const store = new Store();
    store.loseReplies = 2;
    await expect(store.group.add(item('a', 7))).resolves.toBe(7);
    expect(store.batches).toHaveLength(3);
  });

  it('never acknowledges what it does not know: when PostgreSQL stays away each item fails with that error, and later ones go through', async () => {
    const store = new Store({ patienceMs: 250 });
    let away = true;
    store.fail = () => (away ? Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }) : null);
    const lost = await Promise.allSettled([store.group.add(item('a')), store.group.add(item('b'))]);
    expect(lost.map((result) => result.status === 'rejected' && (result.reason as { code: string }).code)).toEqual([
      'ECONNREFUSED',
      'ECONNREFUSED',
    ]);
    expect(store.stored.size).toBe(0);
    away = false;
    await expect(store.group.add(item('c'))).resolves.toBe(1);
  });

  it('a deadlock is tried again', async () => {
    const store = new Store();
    let times = 0;
    store.fail = () => (times++ < 3 ? Object.assign(new Error('deadlock detected'), { code: '40P01' }) : null);
    await expect(Promise.all([store.group.add(item('a')), store.group.add(item('b'))])).resolves.toEqual([1, 1]);
  });

  it('an item whose row is locked waits alone', async () => {
    const store = new Store();
    store.locked.add('a');
    let done = false;
    const waiting = store.group.add(item('a')).finally(() => (done = true));
    await store.group.add(item('b'));
    expect(done).toBe(false);
    store.locked.clear();
    await expect(waiting).resolves.toBe(1);
  });

  it('a lock that is never given back ends in a refusal with a wait', async () => {
    const store = new Store({ patienceMs: 40 });
    store.locked.add('a');
    await expect(store.group.add(item('a'))).rejects.toMatchObject({ code: 'service-busy' });
  });

  it('whatever is sent, in whatever order, with lost replies, bad items and locks: every item is answered, none is acknowledged unstored', async () => {
    const sent = fc.array(
      fc.record({
        key: fc.constantFrom('a', 'b', 'c', 'd'),
        value: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constant(-1)),
      }),
      { maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(sent, fc.nat(1), fc.integer({ min: 1, max: 5 }), async (items, lostReplies, maxBatch) => {
        const store = new Store({ maxBatch });
        store.fail = (batch) => (batch.some(({ value }) => value === -1) ? new Error('bad row') : null);
        store.loseReplies = lostReplies;
        const results = await Promise.allSettled(items.map((one) => store.group.add(one)));
        results.forEach((result, index) => {
          const { key, value } = items[index] as Item;
          expect(result.status).toBe(value === -1 ? 'rejected' : 'fulfilled');
          if (result.status === 'fulfilled') {
            expect(result.value).toBeGreaterThanOrEqual(value);
            expect(store.stored.get(key)).toBeGreaterThanOrEqual(value);
          }
        });
        for (const batch of store.batches) {
          expect(new Set(batch.map(({ key }) => key)).size).toBe(batch.length);
          expect(batch.map(({ key }) => key)).toEqual(batch.map(({ key }) => key).sort());
        }
      }),
      { numRuns: 60 },
    );
  });
});
