import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Audit } from '../../apps/api/src/modules/audit/index.js';
import { UnitOfWork } from '../../apps/api/src/platform/db/unit-of-work.js';
import { Ctx } from '../../apps/api/src/platform/http/context.js';
import type { MadeOrganisation } from '../support/factory.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';

interface Entry {
  id: string;
  at: string;
  action: string;
  actionTitle: string;
  organisationId: string | null;
}

let t: TestApp;
let mine: MadeOrganisation;
let workshop: MadeOrganisation;
let other: MadeOrganisation;

async function append(
  organisationId: string | null,
  action: string,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await t
    .get(UnitOfWork)
    .run(Ctx.system('测试'), (tx) =>
      t.get(Audit).append(tx, { action, subject: { type: 'thing', id: '1' }, organisationId, detail }),
    );
}

beforeAll(async () => {
  t = await startTestApp({ now: '2026-11-23T00:00:00.000Z' });
  mine = await t.factory.organisation();
  workshop = await t.factory.organisation({ parent: mine });
  other = await t.factory.organisation();
  for (let n = 0; n < 5; n += 1) {
    await append(mine.id, 'identity.account.create', { n });
    await append(workshop.id, 'identity.account.disable', { n });
    t.clock?.advance(1000);
    await append(other.id, 'identity.account.create', { n });
    await append(null, 'some.new.thing', { n });
  }
});

afterAll(() => t.close());

const list = (by: SignedIn, query = '') => t.http().get(`/api/v1/audit-entries?${query}`).set(by.headers);

async function all(by: SignedIn, query = ''): Promise<Entry[]> {
  const entries: Entry[] = [];
  let cursor = '';
  for (;;) {
    const { body } = (await list(by, `limit=3&${query}${cursor}`).expect(200)) as {
      body: { items: Entry[]; next: string | null };
    };
    entries.push(...body.items);
    if (body.next === null) return entries;
    cursor = `&cursor=${body.next}`;
  }
}

describe('audit entries', () => {
  it('a safety officer sees the chains of his enterprise, every entry once, the newest first', async () => {
    const entries = await all(await t.signIn('safety_officer', { organisationId: mine.id }));
    expect(entries).toHaveLength(10);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(10);
    expect(new Set(entries.map((entry) => entry.organisationId))).toEqual(new Set([mine.id, workshop.id]));
    expect(entries.map(({ at }) => at)).toEqual(
      entries
        .map(({ at }) => at)
        .sort()
        .toReversed(),
    );
    expect(entries[0]?.actionTitle).toBe('停用账号');
  });

  it('an auditor sees everything, also the platform; an unknown action is shown as itself', async () => {
    const entries = await all(await t.signIn('auditor'));
    expect(entries).toHaveLength(20);
    expect(entries.find(({ action }) => action === 'some.new.thing')).toMatchObject({
      actionTitle: 'some.new.thing',
      organisationId: null,
    });
  });

  it('is filtered by organisation, action and time', async () => {
    const auditor = await t.signIn('auditor');
    expect(await all(auditor, `organisationId=${mine.id}`)).toHaveLength(10);
    expect(await all(auditor, `organisationId=${workshop.id}`)).toHaveLength(5);
    expect(await all(auditor, 'action=identity.account.disable')).toHaveLength(5);
    expect(await all(auditor, 'action=identity.account')).toHaveLength(15);
    expect(await all(auditor, 'action=identity.acc')).toHaveLength(0);
    expect(await all(auditor, 'from=2026-11-23T00:00:01.000Z&to=2026-11-23T00:00:02.000Z')).toHaveLength(4);
  });

  it('another enterprise is not found, and wrong filters are refused', async () => {
    const officer = await t.signIn('safety_officer', { organisationId: mine.id });
    await list(officer, `organisationId=${other.id}`).expect(404);
    for (const query of [
      'action=%27%20OR%201=1',
      'from=yesterday',
      'organisationId=1',
      'sort=detail',
      'cursor=WyJ4IiwieSJd',
      'limit=1000',
    ]) {
      expect((await list(officer, query)).status).toBe(422);
    }
  });
});
