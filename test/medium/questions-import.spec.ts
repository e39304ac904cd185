import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { MadeOrganisation } from '../support/factory.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';
import { questionCsv, questionWorkbook, validQuestions, type FileQuestion } from '../support/question-files.js';

let t: TestApp;
let mine: MadeOrganisation;
let officer: SignedIn;

beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());
beforeEach(async () => {
  mine = await t.factory.organisation();
  officer = await t.signIn('safety_officer', { organisationId: mine.id });
});

const send = (bytes: Buffer, name: string, fields: Readonly<Record<string, string>> = {}, who = officer) => {
  const request = t.http().post('/api/v1/question-imports').set(who.headers);
  for (const [key, value] of Object.entries(fields)) void request.field(key, value);
  return request.attach('file', bytes, name);
};
const confirm = (id: string, body: object = {}, who = officer) =>
  t.http().post(`/api/v1/question-imports/${id}/confirmation`).set(who.headers).send(body);
const stored = async (organisation = mine): Promise<number> => {
  const { rows } = await t.db.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM question WHERE organisation_id = $1`,
    [organisation.id],
  );
  return rows[0]?.n ?? -1;
};

const FORMATS: [string, string, (questions: readonly FileQuestion[]) => Promise<Buffer> | Buffer][] = [
  ['xlsx', '题.xlsx', questionWorkbook],
  ['csv', '题.csv', questionCsv],
];

describe.each(FORMATS)('law A18: an import from %s', (_, name, make) => {
  it.each([
    ['first', 0],
    ['middle', 10],
    ['last', 20],
  ])('with an error in the %s row stores nothing until the row is left out by number', async (__, at) => {
    const questions = validQuestions(20);
    questions.splice(at, 0, {
      type: '单选',
      stem: '这道题的答案超出了选项',
      options: ['甲', '乙', '丙', '丁'],
      answer: 'E',
    });
    const { body: preview } = await send(await make(questions), name).expect(201);
    expect(preview).toMatchObject({ status: 'previewed', new: 20, duplicates: 0, confirmedAt: null });
    expect(preview.refused).toEqual([
      {
        sheet: expect.any(String),
        row: at + 2,
        column: 'G',
        code: 'key-beyond-options',
        message: expect.stringContaining(`${at + 2} 行 G 列`),
      },
    ]);
    expect(preview.counts.single + preview.counts.multiple + preview.counts.true_false).toBe(20);
    expect(preview.sample).toHaveLength(20);
    expect(await stored()).toBe(0);
    for (const body of [{}, { leaveOut: 0 }, { leaveOut: 2 }]) {
      const { body: problem } = await confirm(preview.id, body).expect(409);
      expect(problem).toMatchObject({ code: 'import-leave-out-mismatch', params: { refused: 1 } });
      expect(problem.detail).toContain('1 行');
      expect(await stored()).toBe(0);
    }
    const { body: done } = await confirm(preview.id, { leaveOut: 1 }).expect(200);
    expect(done).toMatchObject({ status: 'confirmed', new: 20, confirmedAt: expect.any(String) });
    expect(await stored()).toBe(20);
  });

  it('of the same file again adds nothing', async () => {
    const file = await make(validQuestions(12));
    const first = await send(file, name).expect(201);
    await confirm(first.body.id).expect(200);
    const again = await send(file, name).expect(201);
    expect(again.body).toMatchObject({ new: 0, duplicates: 12, refused: [] });
    expect(again.body.duplicateRows[0]).toEqual({ sheet: expect.any(String), row: 2, sameAs: '题库里已有' });
    const done = await confirm(again.body.id).expect(200);
    expect(done.body).toMatchObject({ status: 'confirmed', new: 0, duplicates: 12 });
    expect(await stored()).toBe(12);
  });
});

describe('law A18: an import', () => {
  it('of 10,000 rows stores all of them', async () => {
    const before = process.cpuUsage();
    const { body } = await send(questionCsv(validQuestions(10_000)), '大.csv').expect(201);
    expect(body).toMatchObject({ new: 10_000, duplicates: 0, refused: [] });
    await confirm(body.id).expect(200);
    expect(await stored()).toBe(10_000);
    const { rows } = await t.db.query(
      `SELECT count(*)::int AS versions, count(k.version_id)::int AS keys FROM question q JOIN question_version v ON v.id = q.current_version_id LEFT JOIN question_key k ON k.version_id = v.id WHERE q.organisation_id = $1`,
      [mine.id],
    );
    expect(rows[0]).toEqual({ versions: 10_000, keys: 10_000 });
    // Of the processor, not of the clock: other suites run beside.
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(30);
  }, 120_000);

  it('stores all or nothing when the database refuses one row', async () => {
    const { body } = await send(questionCsv(validQuestions(50)), '题.csv').expect(201);
    await t.db.query(`UPDATE question_import_row SET difficulty = 9 WHERE import_id = $1 AND seq = 49`, [body.id]);
    await confirm(body.id).expect(500);
    expect(await stored()).toBe(0);
    const { body: still } = await t.http().get(`/api/v1/question-imports/${body.id}`).set(officer.headers).expect(200);
    expect(still.status).toBe('previewed');
  });

  it('that is confirmed several times at once has one effect', async () => {
    const { body } = await send(questionCsv(validQuestions(30)), '题.csv').expect(201);
    const replies = await Promise.all([1, 2, 3, 4].map(() => confirm(body.id)));
    expect(replies.map((reply) => reply.status)).toEqual([200, 200, 200, 200]);
    expect(replies.map((reply) => reply.body.new)).toEqual([30, 30, 30, 30]);
    expect(await stored()).toBe(30);
    const { rows } = await t.db.query(
      `SELECT count(*)::int AS n FROM audit_entry WHERE action = 'questions.import.confirm' AND subject_id = $1`,
      [body.id],
    );
    expect(rows[0]).toEqual({ n: 1 });
  });

  it('of overlapping files confirmed at once stores every question once', async () => {
    const all = validQuestions(60);
    const previews = await Promise.all(
      [all.slice(0, 40), all.slice(20)].map((part) => send(questionCsv(part), '题.csv').expect(201)),
    );
    const done = await Promise.all(previews.map((preview) => confirm(preview.body.id).expect(200)));
    expect(done.map((reply) => reply.body.new).reduce((a, b) => a + b, 0)).toBe(60);
    expect(await stored()).toBe(60);
  });

  it('counts what stands in the file twice, and says where', async () => {
    const [first, second] = validQuestions(2);
    const { body } = await send(questionCsv([first, second, first] as FileQuestion[]), '题.csv').expect(201);
    expect(body).toMatchObject({ new: 2, duplicates: 1 });
    expect(body.duplicateRows).toEqual([{ sheet: '题', row: 4, sameAs: '同一份文件里 题 第 2 行' }]);
  });

  it('does not bring back what was retired or corrected since', async () => {
    const file = questionCsv(validQuestions(4));
    await confirm((await send(file, '题.csv').expect(201)).body.id).expect(200);
    const { body: list } = await t.http().get('/api/v1/questions?type=single').set(officer.headers).expect(200);
    const [retired, edited] = list.items;
    await t.http().post(`/api/v1/questions/${retired.id}/retirement`).set(officer.headers).send({}).expect(200);
    const { type, stem, options, explanation } = edited;
    await t
      .http()
      .put(`/api/v1/questions/${edited.id}`)
      .set(officer.headers)
      .set('if-match', '"v1"')
      .send({ type, stem, options, explanation, key: ['B'] })
      .expect(200);
    const { body } = await send(file, '题.csv').expect(201);
    expect(body).toMatchObject({ new: 0, duplicates: 4 });
    expect(body.duplicateRows.map((row: { sameAs: string }) => row.sameAs).sort()).toEqual(
      ['题库里已停用，可以恢复', '题库里已有', '题库里已有', '题库里已有，后来改过'].sort(),
    );
  });

  it('gives rows the defaults that they lack', async () => {
    const postId = await t.factory.post(mine);
    const [plain, own] = validQuestions(2);
    const file = questionCsv([plain, { ...own, knowledgePoint: '机电运输', category: '专业' }] as FileQuestion[]);
    const { body } = await send(file, '题.csv', { postId, category: 'general', knowledgePoint: '瓦斯防治' }).expect(
      201,
    );
    await confirm(body.id).expect(200);
    const { body: list } = await t.http().get('/api/v1/questions').set(officer.headers).expect(200);
    const tags = list.items.map((item: Record<string, unknown>) => [
      item['knowledgePoint'],
      item['category'],
      (item['posts'] as { id: string }[]).map((post) => post.id),
    ]);
    expect(tags).toEqual(
      expect.arrayContaining([
        ['瓦斯防治', 'general', [postId]],
        ['机电运输', 'professional', [postId]],
      ]),
    );
  });
});

describe('a file that is no question file', () => {
  it.each([
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]), 'a.png'],
    ['a PDF', Buffer.from('%PDF-1.7 …'), 'a.pdf'],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'a.xls'],
    ['a broken zip', Buffer.from('PK\u0003\u0004 broken'), 'a.xlsx'],
    ['text without questions', Buffer.from('姓名,电话\n张三,1\n'), 'a.csv'],
    ['an empty file', Buffer.alloc(0), 'a.csv'],
  ])('is refused with a sentence: %s', async (_, bytes, name) => {
    const { body } = await send(bytes, name).expect(422);
    expect(body).toMatchObject({ code: 'question-file-unreadable', detail: expect.stringMatching(/[一-鿿].*。$/) });
  });

  it('is refused above 20 MB', async () => {
    const reply = await send(Buffer.alloc(21 * 1024 * 1024, 'a'), 'a.csv');
    expect([reply.status, reply.body.code]).toEqual([413, 'payload-too-large']);
  });

  it('is refused without a file, and with defaults that are none', async () => {
    await t.http().post('/api/v1/question-imports').set(officer.headers).field('category', 'general').expect(422);
    const { body } = await send(questionCsv(validQuestions(1)), 'a.csv', {
      postId: 'x',
      category: '其他',
      knowledgePoint: '长'.repeat(300),
    }).expect(422);
    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([
      '/postId',
      '/category',
      '/knowledgePoint',
    ]);
  });
});

describe('who imports', () => {
  it('is only who may write there', async () => {
    const other = await t.factory.organisation();
    const stranger = await t.signIn('safety_officer', { organisationId: other.id });
    const { body } = await send(questionCsv(validQuestions(2)), '题.csv').expect(201);
    await t.http().get(`/api/v1/question-imports/${body.id}`).set(stranger.headers).expect(404);
    await confirm(body.id, {}, stranger).expect(404);
    await send(questionCsv(validQuestions(2)), '题.csv', { organisationId: mine.id }, stranger).expect(404);
    const worker = await t.signIn('worker', { organisationId: mine.id });
    await send(questionCsv(validQuestions(2)), '题.csv', {}, worker).expect(403);
    await confirm('not-an-id').expect(404);
    expect(await stored()).toBe(0);
  });
});
