import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EXPORT_FORMATS, type WritableQuestion } from '@zhian/question-bank';
import exceljs from 'exceljs';
import { SweepImports } from '../../apps/api/src/modules/questions/imports/sweep-imports.js';
import type { MadeOrganisation } from '../support/factory.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';
import { questionCsv, questionWorkbook, validQuestions } from '../support/question-files.js';

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

const send = (bytes: Buffer, name: string, fields: Readonly<Record<string, string>> = {}) => {
  const request = t.http().post('/api/v1/question-imports').set(officer.headers);
  for (const [key, value] of Object.entries(fields)) void request.field(key, value);
  return request.attach('file', bytes, name);
};
const post = (path: string, body: object = {}, who = officer) =>
  t.http().post(`/api/v1/question-imports/${path}`).set(who.headers).send(body);
const get = (path: string) => t.http().get(`/api/v1/question-imports/${path}`).set(officer.headers);
const count = async (table: 'question' | 'question_import_row' | 'question_import_file' | 'question_import_memory') => {
  const where = table.startsWith('question_import_')
    ? table === 'question_import_memory'
      ? 'x.organisation_id = $1'
      : 'EXISTS (SELECT 1 FROM question_import i WHERE i.id = x.import_id AND i.organisation_id = $1)'
    : 'x.organisation_id = $1';
  const { rows } = await t.db.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} x WHERE ${where}`, [
    mine.id,
  ]);
  return rows[0]?.n ?? -1;
};
const ended = async (id: string) => {
  for (let tries = 0; tries < 300; tries += 1) {
    const { body } = await get(id).expect(200);
    if (body.status !== 'reading') return body;
    await sleep(50);
  }
  throw new Error('the reading did not end');
};

/** No header tells what these columns are. */
const ODD = Buffer.from(
  [
    '甲栏,乙栏,丙栏,丁栏,戊栏',
    ...Array.from({ length: 6 }, (_, n) => `撤人,巷道 ${n} 号点冒顶时首先应当做什么,撤人,继续干,等一等`),
  ].join('\n'),
);
const ODD_COLUMNS = { A: 'answer', B: 'stem', C: 'optionA', D: 'optionB', E: 'optionC' };

describe('a correction', () => {
  it('reads the same upload another way, is remembered for such sheets, and can be forgotten', async () => {
    await send(ODD, '怪表.csv').expect(422);
    const { body: blank } = await send(ODD, '怪表.csv', { keepUnrecognised: 'true' }).expect(201);
    expect(blank).toMatchObject({ status: 'previewed', new: 0, sheets: [{ sheet: '怪表', layout: null }] });
    expect(blank.sheets[0].columns.map((column: { column: string }) => column.column)).toEqual([
      'A',
      'B',
      'C',
      'D',
      'E',
    ]);
    const sheets = { 怪表: { headerRow: 1, columns: ODD_COLUMNS, type: 'single' } };
    const { body: read } = await post(`${blank.id}/corrections`, { sheets }).expect(201);
    expect(read).toMatchObject({ id: blank.id, new: 6, refused: [], corrections: sheets });
    expect(await count('question_import_memory')).toBe(0);
    await post(`${read.id}/confirmation`).expect(200);
    expect(await count('question')).toBe(6);
    expect(await count('question_import_memory')).toBe(1);
    expect(await count('question_import_file')).toBe(0);

    // The next such sheet needs nobody.
    const { body: again } = await send(Buffer.from(String(ODD).replaceAll('冒顶', '透水')), '怪表.csv').expect(201);
    expect(again).toMatchObject({ new: 6, sheets: [{ remembered: true }], corrections: sheets });
    const { body: forgotten } = await post(`${again.id}/corrections`, {
      sheets: { 怪表: { ...sheets['怪表'], columns: { ...ODD_COLUMNS, E: null } } },
      forget: true,
    }).expect(201);
    expect(forgotten).toMatchObject({ new: 6, sheets: [{ remembered: false }] });
    expect(forgotten.sample[0].options).toHaveLength(2);
    expect(await count('question_import_memory')).toBe(0);
    await post(`${again.id}/cancellation`).expect(200);
    await send(ODD, '怪表.csv').expect(422);
  });

  it('that makes no sense leaves the preview as it was, and says what is wrong', async () => {
    const { body } = await send(questionCsv(validQuestions(5)), '题.csv').expect(201);
    const refused = await post(`${body.id}/corrections`, { sheets: { 题: { columns: { B: null } } } }).expect(422);
    expect(refused.body).toMatchObject({ code: 'question-file-unreadable', detail: expect.stringContaining('题干') });
    await post(`${body.id}/corrections`, { sheets: { 没有: {} } }).expect(422);
    for (const wrong of [
      [],
      { 题: 1 },
      { 题: { headerRow: 0 } },
      { 题: { type: 'essay' } },
      { 题: { ignore: 'yes' } },
      { 题: { columns: { 1: 'stem' } } },
      { 题: { other: 1 } },
    ])
      expect((await post(`${body.id}/corrections`, { sheets: wrong }).expect(422)).body.code).toBe('validation-failed');
    expect((await get(body.id).expect(200)).body).toMatchObject({ status: 'previewed', new: 5, corrections: {} });
    await post(`${body.id}/confirmation`).expect(200);
    expect(await count('question')).toBe(5);
    expect((await post(`${body.id}/corrections`, { sheets: {} }).expect(409)).body.code).toBe('question-import-done');
    expect((await post(`${body.id}/cancellation`).expect(409)).body.code).toBe('question-import-done');
  });
});

describe('rows that were left out', () => {
  const wrong = { type: '单选', stem: '这道题的答案超出了选项', options: ['停工', '继续'], answer: 'E' };
  const workbookOf = (id: string) =>
    get(`${id}/refused-rows`)
      .buffer(true)
      .parse((reply, done) => {
        const parts: Buffer[] = [];
        reply.on('data', (part: Buffer) => parts.push(part));
        reply.on('end', () => done(null, Buffer.concat(parts)));
      });

  it('law A18: come back as a workbook before and after the confirmation; mended, they alone are new', async () => {
    const { body } = await send(await questionWorkbook([...validQuestions(6), wrong]), '通风.xlsx').expect(201);
    expect(body).toMatchObject({ new: 6, refused: [{ row: 8 }] });
    const before = await workbookOf(body.id).expect(200);
    expect(decodeURIComponent(before.headers['content-disposition'] ?? '')).toContain('通风-要改的行.xlsx');
    await post(`${body.id}/confirmation`, { leaveOut: 1 }).expect(200);
    const { body: file } = await workbookOf(body.id).expect(200);
    expect(file.equals(before.body)).toBe(true);

    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(file.buffer);
    const cell = workbook.worksheets[0]?.getCell('G2');
    if (!cell) throw new Error('no cell');
    expect(cell.text).toBe('E');
    cell.value = 'A';
    const mended = Buffer.from(await workbook.xlsx.writeBuffer());
    const { body: again } = await send(mended, '通风-要改的行.xlsx').expect(201);
    expect(again).toMatchObject({ new: 1, duplicates: 0, refused: [] });
    await post(`${again.id}/confirmation`).expect(200);
    expect(await count('question')).toBe(7);
  });

  it('are kept three days, and are nobody else’s', async () => {
    const { body } = await send(questionCsv([...validQuestions(3), wrong]), '题.csv').expect(201);
    await post(`${body.id}/confirmation`, { leaveOut: 1 }).expect(200);
    expect([await count('question_import_row'), await count('question_import_file')]).toEqual([0, 1]);
    const stranger = await t.signIn('safety_officer', { organisationId: (await t.factory.organisation()).id });
    await t.http().get(`/api/v1/question-imports/${body.id}/refused-rows`).set(stranger.headers).expect(404);
    await t.db.query(`UPDATE question_import SET confirmed_at = now() - interval '4 days' WHERE id = $1`, [body.id]);
    await t.app.get(SweepImports, { strict: false }).execute();
    expect((await get(`${body.id}/refused-rows`).expect(409)).body.code).toBe('question-import-rows-gone');
  });

  it('are none of a text, nor where nothing was refused', async () => {
    const { body: fine } = await send(questionCsv(validQuestions(3)), '题.csv').expect(201);
    const { body: text } = await send(Buffer.from('1. 下井带矿灯。（对）\n2. 矿灯坏了（ ）'), '题.txt').expect(201);
    expect(text.refused).toHaveLength(1);
    for (const { id } of [fine, text]) {
      expect((await get(`${id}/refused-rows`).expect(409)).body.code).toBe('question-import-none-refused');
    }
    await post(`${fine.id}/confirmation`).expect(200);
    expect(await count('question_import_file')).toBe(1);
  });
});

describe('law A18: an import that takes long', () => {
  const begin = async (rows: number, key?: string) => {
    const reply = await send(questionCsv(validQuestions(rows)), '大.csv')
      .set('prefer', 'respond-async')
      .set(key === undefined ? {} : { 'idempotency-key': key })
      .expect(202);
    expect(reply.headers['location']).toBe(`/api/v1/question-imports/${reply.body.id}`);
    expect(reply.body).toMatchObject({ status: 'reading', progress: { done: 0 } });
    return reply.body as { id: string };
  };

  it('is read beside the request, and stored when confirmed', async () => {
    const { id } = await begin(3000, 'an-import-that-takes-long');
    expect((await post(`${id}/confirmation`)).status).toBe(409);
    expect(await ended(id)).toMatchObject({ status: 'previewed', new: 3000, progress: null });
    expect(await count('question')).toBe(0);
    expect(await count('question_import_row')).toBe(3000);
    await post(`${id}/confirmation`).expect(200);
    expect([await count('question'), await count('question_import_row')]).toEqual([3000, 0]);
  }, 60_000);

  it('that is cancelled mid-way leaves nothing', async () => {
    const { id } = await begin(20_000);
    await sleep(300);
    expect((await post(`${id}/cancellation`).expect(200)).body.status).toBe('cancelled');
    await sleep(4000);
    expect((await get(id).expect(200)).body.status).toBe('cancelled');
    expect([await count('question'), await count('question_import_row'), await count('question_import_file')]).toEqual([
      0, 0, 0,
    ]);
    expect((await post(`${id}/confirmation`).expect(409)).body.code).toBe('question-import-gone');
    await post(`${id}/cancellation`).expect(200);
  }, 60_000);

  it('whose process is gone fails, says so, and stores nothing', async () => {
    const { body } = await send(questionCsv(validQuestions(10)), '题.csv').expect(201);
    await t.db.query(
      `UPDATE question_import SET status = 'reading', preview = NULL, beat_at = now() - interval '1 hour' WHERE id = $1`,
      [body.id],
    );
    expect(await t.app.get(SweepImports, { strict: false }).execute()).toBeGreaterThan(0);
    expect((await get(body.id).expect(200)).body).toMatchObject({
      status: 'failed',
      failure: expect.stringContaining('请再传一次'),
      new: 0,
    });
    await post(`${body.id}/confirmation`).expect(409);
    expect([await count('question'), await count('question_import_row'), await count('question_import_file')]).toEqual([
      0, 0, 0,
    ]);
  });

  it('that cannot be read fails with the reason', async () => {
    const reply = await send(Buffer.from('姓名,电话\n张三,1\n'), '人.csv').set('prefer', 'respond-async').expect(202);
    expect(await ended(reply.body.id)).toMatchObject({ status: 'failed', failure: expect.stringContaining('题目') });
  });
});

describe('near duplicates', () => {
  const stem = (n: number): string => `主排水泵房内备用水泵的能力应当不小于工作水泵能力的百分之 ${n}，检修水泵另算。`;
  const question = (n: number) => ({ type: '单选', stem: stem(n), options: ['对的', '错的', '都行'], answer: 'A' });
  const other = {
    type: '单选',
    stem: '井下避灾硐室的额定避险人数以外还要留多少备用',
    options: ['一成', '两成'],
    answer: 'A',
  };
  let id: string;

  beforeEach(async () => {
    const { body: first } = await send(questionCsv([question(70)]), '一.csv').expect(201);
    expect(first).toMatchObject({ new: 1, near: 0, nearChecked: true });
    await post(`${first.id}/confirmation`).expect(200);
    const { body } = await send(questionCsv([question(75), other, question(80)]), '二.csv').expect(201);
    expect(body).toMatchObject({ new: 3, near: 2, duplicates: 0 });
    ({ id } = body);
  });

  it('stand beside what they are like', async () => {
    const { body } = await get(`${id}/rows?kind=near&limit=1`).expect(200);
    expect(body.items).toEqual([
      expect.objectContaining({
        kind: 'near',
        row: 2,
        stem: stem(75),
        message: '只有数字、标点或空格不同。',
        like: [expect.objectContaining({ stem: stem(70), questionId: expect.any(String), key: ['A'] })],
      }),
    ]);
    const { body: next } = await get(`${id}/rows?kind=near&limit=1&cursor=${body.next}`).expect(200);
    expect([next.items[0].row, next.next]).toEqual([4, null]);
    await get(`${id}/rows?kind=other`).expect(422);
    await get(`${id}/rows`).expect(422);
  });

  it.each([
    ['skip', 2, 0, 0],
    ['own', 4, 0, 3],
    ['group', 4, 3, 0],
  ] as const)('%s', async (near, stored, grouped, distinct) => {
    const { body } = await post(`${id}/confirmation`, { near }).expect(200);
    expect(body).toMatchObject({ new: stored - 1, skipped: near === 'skip' ? 2 : 0 });
    expect(await count('question')).toBe(stored);
    const { rows } = await t.db.query<{ grouped: number; groups: number; distinct: number }>(
      `SELECT (SELECT count(*)::int FROM question_duplicate WHERE organisation_id = $1) AS grouped,
              (SELECT count(DISTINCT group_id)::int FROM question_duplicate WHERE organisation_id = $1) AS groups,
              (SELECT count(*)::int FROM question_distinct WHERE organisation_id = $1) AS distinct`,
      [mine.id],
    );
    expect(rows[0]).toEqual({ grouped, groups: grouped > 0 ? 1 : 0, distinct });
  });

  it('are chosen row by row', async () => {
    const { body: page } = await get(`${id}/rows?kind=near`).expect(200);
    const [first] = page.items;
    await post(`${id}/confirmation`, { nearRows: [{ seq: 999, choice: 'skip' }] }).expect(422);
    await post(`${id}/confirmation`, { nearRows: [{ seq: first.seq, choice: 'burn' }] }).expect(422);
    expect(await count('question')).toBe(1);
    const { body } = await post(`${id}/confirmation`, {
      near: 'group',
      nearRows: [{ seq: first.seq, choice: 'skip' }],
    }).expect(200);
    expect(body).toMatchObject({ new: 2, skipped: 1 });
  });
});

describe('other formats', () => {
  const bank: WritableQuestion[] = validQuestions(12).map(({ type, stem, options = ['正确', '错误'], answer }) => ({
    type: type === '判断' ? 'true_false' : type === '多选' ? 'multiple' : 'single',
    stem,
    options: options.map((text, at) => ({ label: 'ABCD'[at] ?? '', text })),
    key: type === '判断' ? ['B'] : [...answer],
    explanation: '',
    difficulty: null,
    knowledgePoint: null,
    category: null,
    sourceClause: null,
  }));

  it.each(['text', 'gift', 'moodle-xml', 'qti-2.1', 'qti-3.0'])('law A18: %s, and again', async (format) => {
    const kind = EXPORT_FORMATS.find(({ id }) => id === format);
    const file = await kind?.write(bank);
    const bytes = Buffer.from(file?.bytes ?? []);
    const { body } = await send(bytes, `题.${kind?.extension ?? ''}`).expect(201);
    expect(body).toMatchObject({ new: 12, refused: [] });
    await post(`${body.id}/confirmation`).expect(200);
    expect(await count('question')).toBe(12);
    const { body: again } = await send(bytes, `题.${kind?.extension ?? ''}`).expect(201);
    expect(again).toMatchObject({ new: 0, duplicates: 12 });
  });

  it('pasted text, with its answers in a second file', async () => {
    const text = '1. 矿灯坏了怎么办？\nA. 升井\nB. 继续\n2. 下井可以不带自救器。';
    const pasted = await t
      .http()
      .post('/api/v1/question-imports')
      .set(officer.headers)
      .send({ text: `${text}\n参考答案\n1.A 2.错`, knowledgePoint: '下井' })
      .expect(201);
    expect(pasted.body).toMatchObject({ format: 'text', new: 2 });
    await t.http().post('/api/v1/question-imports').set(officer.headers).send({ text: ' ' }).expect(422);
    await t.http().post('/api/v1/question-imports').set(officer.headers).send({ text, postId: 1 }).expect(422);
    const { body } = await send(Buffer.from(text), '题.txt')
      .attach('answers', Buffer.from('1.A 2.错'), '答案.txt')
      .expect(201);
    expect(body).toMatchObject({ format: 'text', new: 2, refused: [] });
    await send(Buffer.from(text), '题.txt').attach('file', Buffer.from('1.A'), '三.txt').expect(422);
  });

  it('an old document is refused by its name', async () => {
    const old = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Buffer.alloc(600)]);
    expect((await send(old, '题.doc').expect(422)).body.detail).toContain('.doc');
  });
});

it('whoever may not import there finds nothing', async () => {
  const { body } = await send(questionCsv(validQuestions(2)), '题.csv').expect(201);
  const stranger = await t.signIn('safety_officer', { organisationId: (await t.factory.organisation()).id });
  await post(`${body.id}/corrections`, { sheets: {} }, stranger).expect(404);
  await post(`${body.id}/cancellation`, {}, stranger).expect(404);
  await t.http().get(`/api/v1/question-imports/${body.id}/rows?kind=new`).set(stranger.headers).expect(404);
});
