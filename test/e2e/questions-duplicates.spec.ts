import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { BankPool } from '../../apps/api/src/modules/questions/index.js';
import { FindDuplicates } from '../../apps/api/src/modules/questions/duplicates/find-duplicates.js';
import { UnitOfWork } from '../../apps/api/src/platform/db/unit-of-work.js';
import { Ctx } from '../../apps/api/src/platform/http/context.js';
import { BankClient, type Shown } from '../support/bank.js';
import type { MadeOrganisation } from '../support/factory.js';
import { startTestApp, type TestApp } from '../support/harness.js';

const STEM = '在有限空间内进行焊接作业之前应当先完成通风检测并办理审批手续';

let t: TestApp;
let county: MadeOrganisation;
let regulator: BankClient;
let mine: MadeOrganisation;
let officer: BankClient;

beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

let town = 100;
beforeEach(async () => {
  // A county of its own for each test: what is shared in one is nothing to the next.
  town += 1;
  const code = `140${town}`;
  await t.db.query(
    `INSERT INTO region (code, name, parent_code, level) VALUES ('14', '山西省', NULL, 'province') ON CONFLICT DO NOTHING`,
  );
  await t.db.query(`INSERT INTO region (code, name, parent_code, level) VALUES ($1, $2, '14', 'county')`, [
    code,
    `第${town}县`,
  ]);
  county = await t.factory.organisation({ name: `第${town}县应急管理局`, kind: 'government' });
  mine = await t.factory.organisation();
  await t.db.query(`UPDATE organisation SET region_code = $2 WHERE id = ANY($1)`, [[county.id, mine.id], code]);
  regulator = new BankClient(t, await t.signIn('regulator', { organisationId: county.id }));
  officer = new BankClient(t, await t.signIn('safety_officer', { organisationId: mine.id }));
});

const find = (): Promise<void> => t.get(FindDuplicates).compare(mine.id);
const groups = async (who = officer): Promise<{ id: string; message: string; questions: Shown[] }[]> =>
  (await who.get('/question-duplicates').expect(200)).body.items;
const pool = async (): Promise<Map<string, string | null>> => {
  const items = await t.get(UnitOfWork).read(Ctx.system('test'), (tx) => t.get(BankPool).load(tx, mine.id));
  return new Map(items.map((item) => [item.questionId, item.duplicateGroup]));
};
const ids = (questions: readonly { id: string }[]): string[] => questions.map((question) => question.id).sort();

describe('near-duplicates of a bank', () => {
  it('are found after a change, shown side by side, and never two of them in one paper', async () => {
    const [a, b] = [await officer.write({ stem: `${STEM}。` }), await officer.write({ stem: `12．${STEM}（ ）` })];
    const other = await officer.write({ stem: '灭火器压力表的指针指在绿色区域表示压力怎么样' });
    expect(await groups()).toEqual([]);
    await find();
    const [group] = await groups();
    expect(ids(group?.questions ?? [])).toEqual(ids([a, b]));
    expect(group?.message).toContain('数字、标点');
    expect((await officer.read(a.id)).duplicateGroup).toBe(group?.id);
    expect((await officer.get('/question-bank').expect(200)).body.duplicateGroups).toBe(1);
    const now = await pool();
    expect(now.get(a.id)).not.toBeNull();
    expect([now.get(b.id), now.get(other.id)]).toEqual([now.get(a.id), null]);
    await find();
    expect((await groups())[0]?.id).toBe(group?.id);
  });

  it('are looked for in every bank that changed, and in no other', async () => {
    const round = () => t.get(FindDuplicates).execute();
    await officer.write();
    while ((await round()) > 0 && (await stale()) > 0);
    // Within the margin a bank is looked at again; afterwards it rests until something changes.
    await t.db.query(`UPDATE question_bank SET duplicates_checked_at = now() + interval '1 second'`);
    expect(await round()).toBe(0);
    await t.db.query(
      `UPDATE question_bank SET duplicates_checked_at = now() - interval '1 hour' WHERE organisation_id = $1`,
      [mine.id],
    );
    expect(await round()).toBe(1);
    async function stale(): Promise<number> {
      const { rows } = await t.db.query(
        `SELECT 1 FROM organisation o WHERE EXISTS (SELECT 1 FROM question q WHERE q.organisation_id = o.id)
         AND NOT EXISTS (SELECT 1 FROM question_bank b WHERE b.organisation_id = o.id AND b.duplicates_checked_at IS NOT NULL)`,
      );
      return rows.length;
    }
  });

  it('are merged: one is kept with posts and usage of the others, own ones are retired, shared ones left out', async () => {
    const [post, more] = [await t.factory.post(mine, '焊工'), await t.factory.post(mine, '电工')];
    const shared = await regulator.write({ stem: `${STEM}？` });
    const keep = await officer.write({ stem: `${STEM}。`, postIds: [post] });
    const drop = await officer.write({ stem: `（3）${STEM}`, postIds: [more] });
    await find();
    const [group] = await groups();
    expect(ids(group?.questions ?? [])).toEqual(ids([shared, keep, drop]));
    const body = { keepId: keep.id, questionIds: ids([shared, keep, drop]) };
    await officer
      .post(`/question-duplicates/${group?.id}/merge`, { ...body, questionIds: ids([keep, drop]) })
      .expect(409);
    await officer.post(`/question-duplicates/${group?.id}/merge`, { ...body, keepId: randomUUID() }).expect(409);
    await officer.post(`/question-duplicates/${group?.id}/merge`, body).expect(204);
    expect((await officer.read(drop.id)).status).toBe('retired');
    expect((await officer.read(shared.id)).hidden).toBe(true);
    expect(ids((await officer.read(keep.id)).posts)).toEqual([post, more].sort());
    expect(await groups()).toEqual([]);
    expect([...(await pool()).keys()]).toEqual([keep.id]);
    const { rows } = await t.db.query(`SELECT merged_into FROM question WHERE id = $1`, [drop.id]);
    expect(rows).toEqual([{ merged_into: keep.id }]);
    await officer.post(`/question-duplicates/${group?.id}/merge`, body).expect(404);
    await find();
    expect(await groups()).toEqual([]);
    // Whoever brings one back takes it out of the other again.
    await officer.post(`/questions/${drop.id}/reinstatement`).expect(200);
    expect(
      (await t.db.query(`SELECT merged_into FROM question WHERE id = $1`, [drop.id])).rows[0]?.merged_into,
    ).toBeNull();
  });

  it('that are different after all are remembered as such, one of them or all', async () => {
    const three = [
      await officer.write({ stem: `${STEM}。` }),
      await officer.write({ stem: `${STEM}？` }),
      await officer.write({ stem: `（3）${STEM}` }),
    ];
    await find();
    const [group] = await groups();
    const decide = (distinct: string[], seen: readonly Shown[]) =>
      officer.post(`/question-duplicates/${group?.id}/distinction`, { questionIds: ids(seen), distinct });
    const [first] = three as [Shown];
    await decide([randomUUID()], three).expect(409);
    await decide([first.id], three).expect(204);
    expect(ids((await groups())[0]?.questions ?? [])).toEqual(ids(three.slice(1)));
    await find();
    expect(ids((await groups())[0]?.questions ?? [])).toEqual(ids(three.slice(1)));
    expect((await pool()).get(first.id)).toBeNull();
    await decide(ids(three.slice(1)), three.slice(1)).expect(204);
    await find();
    expect(await groups()).toEqual([]);
    const { rows } = await t.db.query(
      `SELECT action FROM audit_entry WHERE organisation_id = $1 AND action LIKE 'questions.duplicates.%'`,
      [mine.id],
    );
    expect(rows).toHaveLength(2);
  });

  it('do not count the shared question that an own one was taken over from', async () => {
    const shared = await regulator.write({ stem: `${STEM}。` });
    await officer.post(`/questions/${shared.id}/adoption`).expect(201);
    await find();
    expect(await groups()).toEqual([]);
  });

  it('are nothing to anybody else', async () => {
    const both = [await officer.write({ stem: `${STEM}。` }), await officer.write({ stem: `${STEM}？` })];
    await find();
    const [group] = await groups();
    const elsewhere = await t.factory.organisation();
    const stranger = new BankClient(t, await t.signIn('safety_officer', { organisationId: elsewhere.id }));
    expect(await groups(stranger)).toEqual([]);
    await stranger.get(`/question-duplicates?organisationId=${mine.id}`).expect(404);
    const body = { keepId: both[0]?.id, questionIds: ids(both) };
    await stranger.post(`/question-duplicates/${group?.id}/merge`, body).expect(404);
    await stranger.post(`/question-duplicates/${group?.id}/merge`, { ...body, organisationId: mine.id }).expect(404);
    await officer.post(`/question-duplicates/${group?.id}/merge`, { ...body, questionIds: [both[0]?.id] }).expect(422);
    await officer.get('/question-duplicates?cursor=x').expect(422);
    const worker = new BankClient(t, await t.signIn('worker', { organisationId: mine.id }));
    await worker.get('/question-duplicates').expect(403);
    await worker.post(`/question-duplicates/${group?.id}/distinction`, body).expect(403);
  });
});
