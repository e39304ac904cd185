import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import exceljs from 'exceljs';
import { checkCharacter } from '../../apps/api/src/modules/organisations/index.js';
import type { MadeOrganisation } from '../support/factory.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';

const HEADER = ['姓名', '证件类型', '证件号码', '手机号', '部门', '岗位', '用工形式', '人员类别', '入职日期'];
const WRONG_ID = '14049919800101001A';

let t: TestApp;
let officer: SignedIn;
let mine: MadeOrganisation;
let serial = 0;

beforeAll(async () => {
  t = await startTestApp({ now: '2026-11-23T02:00:00Z' });
}, 120_000);
afterAll(() => t.close());

/** A fresh mine with its own officer, so that tests do not meet. */
async function freshMine(): Promise<void> {
  mine = await t.factory.organisation({ field: 'coal_mine' });
  officer = await t.signIn('safety_officer', { organisationId: mine.id });
}

/** Valid by checksum, impossible in reality (region 140499), never twice. */
function idNumber(): string {
  serial += 1;
  const body = `140499${1930 + Math.floor(serial / 1000 / 300)}${String(1 + (Math.floor(serial / 1000) % 12)).padStart(2, '0')}${String(1 + (Math.floor(serial / 12_000) % 28)).padStart(2, '0')}${String(serial % 1000).padStart(3, '0')}`;
  return body + checkCharacter(body);
}

function row(more: Partial<Record<string, string>> = {}): string[] {
  const cells: Record<string, string> = {
    姓名: `职工${serial}`,
    证件类型: '',
    证件号码: idNumber(),
    手机号: `139${String(randomInt(1e8)).padStart(8, '0')}`,
    部门: '综采队/一班',
    岗位: '采煤机司机',
    用工形式: '正式',
    人员类别: '从业人员',
    入职日期: '2025-03-01',
    ...more,
  };
  return HEADER.map((title) => cells[title] ?? '');
}

const csvOf = (rows: string[][], header = HEADER): Buffer =>
  Buffer.from(
    `\uFEFF${[header, ...rows].map((cells) => cells.map((c) => `"${c.replaceAll('"', '""')}"`).join(',')).join('\r\n')}\r\n`,
  );

async function xlsxOf(rows: string[][], header = HEADER): Promise<Buffer> {
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet('花名册');
  sheet.addRows([header, ...rows]);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

const preview = (bytes: Buffer, name = '花名册.csv', who = officer) =>
  t.http().post('/api/v1/roster-imports').set(who.headers).attach('file', bytes, name);
const confirm = (id: string, body: object = {}, who = officer) =>
  t.http().post(`/api/v1/roster-imports/${id}/confirmation`).set(who.headers).send(body);
const people = (query: object = {}) => t.http().get('/api/v1/people').query(query).set(officer.headers);

async function counts(): Promise<Record<string, number>> {
  const { rows } = await t.db.query<Record<string, number>>(
    `SELECT (SELECT count(*) FROM person)::int AS person, (SELECT count(*) FROM employment)::int AS employment,
       (SELECT count(*) FROM post_assignment)::int AS assignment, (SELECT count(*) FROM organisation)::int AS organisation, (SELECT count(*) FROM post)::int AS post`,
  );
  return rows[0] ?? {};
}

describe('A18 roster import', () => {
  it.each([
    ['csv', 'first'],
    ['csv', 'middle'],
    ['csv', 'last'],
    ['xlsx', 'first'],
    ['xlsx', 'middle'],
    ['xlsx', 'last'],
  ])(
    'A18 %s with an error in the %s row: nothing is written before a confirmation that names it',
    async (format, place) => {
      await freshMine();
      const rows = Array.from({ length: 21 }, () => row());
      const at = { first: 0, middle: 10, last: 20 }[place] ?? 0;
      rows[at] = row({ 证件号码: WRONG_ID });
      const before = await counts();
      const answer = await preview(format === 'csv' ? csvOf(rows) : await xlsxOf(rows), `花名册.${format}`);
      expect(answer.status).toBe(201);
      expect(answer.body.counts).toEqual({ rows: 21, new: 20, changed: 0, unchanged: 0, refused: 1 });
      expect(answer.body.refused).toEqual([
        {
          sheet: '花名册',
          row: at + 2,
          column: 'C',
          code: 'id-form',
          message: `${at + 2} 行：证件号码里有不该有的字，请核对。`,
        },
      ]);
      expect(answer.body).toMatchObject({
        newUnits: ['综采队', '综采队 / 一班'],
        newPosts: ['采煤机司机'],
        status: 'previewed',
      });
      expect(await counts()).toEqual(before);

      for (const body of [{}, { leaveOut: 0 }, { leaveOut: 2 }]) {
        const refused = await confirm(answer.body.id, body);
        expect([refused.status, refused.body.code]).toEqual([409, 'roster-import-leave-out']);
      }
      expect(await counts()).toEqual(before);

      const done = await confirm(answer.body.id, { leaveOut: 1 });
      expect([done.status, done.body.status, done.body.counts.new]).toEqual([200, 'confirmed', 20]);
      const after = await counts();
      expect(after['person']! - before['person']!).toBe(20);
      expect(after['assignment']! - before['assignment']!).toBe(20);
      expect((await people()).body.items[0]).toMatchObject({
        unitPath: '综采队 / 一班',
        posts: [{ name: '采煤机司机' }],
        startsOn: '2025-03-01',
      });

      const again = await preview(format === 'csv' ? csvOf(rows) : await xlsxOf(rows), `花名册.${format}`);
      expect(again.body.counts).toEqual({ rows: 21, new: 0, changed: 0, unchanged: 20, refused: 1 });
      await confirm(again.body.id, { leaveOut: 1 });
      expect(await counts()).toEqual(after);
    },
  );

  it.each(['csv', 'xlsx'])(
    'A18 10,000 rows of a %s file are stored whole, well under a minute, and again without a change',
    async (format) => {
      await freshMine();
      const rows = Array.from({ length: 10_000 }, (_, index) =>
        row({ 部门: `综采队${index % 20}/班${index % 100}班`, 岗位: `岗位${index % 40}、兼职${index % 7}` }),
      );
      const file = format === 'csv' ? csvOf(rows) : await xlsxOf(rows);
      const started = Date.now();
      const first = await preview(file, `花名册.${format}`);
      expect(first.body.counts).toEqual({ rows: 10_000, new: 10_000, changed: 0, unchanged: 0, refused: 0 });
      const previewed = Date.now();
      expect((await confirm(first.body.id)).status).toBe(200);
      const confirmed = Date.now();
      process.stdout.write(
        `10,000 rows of ${format}: preview ${previewed - started} ms, confirmation ${confirmed - previewed} ms\n`,
      );
      expect(confirmed - previewed).toBeLessThan(30_000);
      const after = await counts();
      const again = await preview(file, `花名册.${format}`);
      expect(again.body.counts).toEqual({ rows: 10_000, new: 0, changed: 0, unchanged: 10_000, refused: 0 });
      await confirm(again.body.id);
      expect(await counts()).toEqual(after);
    },
    180_000,
  );

  it('A18 concurrent confirmations of one preview, and of two previews of one file, have one effect', async () => {
    await freshMine();
    const file = csvOf(Array.from({ length: 30 }, () => row()));
    const [a, b] = [await preview(file), await preview(file)];
    const before = await counts();
    const answers = await Promise.all([a, b, a, b, a, b].map((p) => confirm(p.body.id)));
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200, 200]);
    const after = await counts();
    expect(after['employment']! - before['employment']!).toBe(30);
    expect(after['organisation']! - before['organisation']!).toBe(2);
  });

  it('refuses to store what the preview did not show', async () => {
    await freshMine();
    const rows = [row({ 用工形式: '劳务派遣', 岗位: '选煤工' })];
    const shown = await preview(csvOf(rows));
    expect(shown.body.counts).toMatchObject({ new: 1, refused: 0 });
    await t.db.query(
      `INSERT INTO post (id, organisation_id, name, dangerous_surface, created_at) VALUES (gen_random_uuid(), $1, '选煤工', true, now())`,
      [mine.id],
    );
    const answer = await confirm(shown.body.id);
    expect([answer.status, answer.body.code]).toEqual([409, 'roster-import-outdated']);
    expect((await people()).body.items).toEqual([]);
  });

  it('a preview older than a day is forgotten, rows and all', async () => {
    await freshMine();
    const old = await preview(csvOf([row()]));
    t.clock?.advance(25 * 3_600_000);
    expect((await confirm(old.body.id)).status).toBe(410);
    await preview(csvOf([row()]));
    const { rows } = await t.db.query(`SELECT rows_cipher FROM roster_import WHERE id = $1`, [old.body.id]);
    expect(rows).toEqual([{ rows_cipher: null }]);
  });
});

describe('what a row may say', () => {
  it('gives a reason for every refused row, in the voice of ui.md', async () => {
    await freshMine();
    const twice = row();
    const rows = [
      row({ 证件号码: '140499198001010019' }),
      row({ 姓名: '' }),
      row({ 手机号: '1390000' }),
      row({ 用工形式: '劳务派遣' }),
      row({ 人员类别: '皇帝' }),
      row({ 入职日期: '2027-01-01' }),
      twice,
      twice,
      row({ 证件号码: '14042819800101123', 手机号: 'x' }),
    ];
    const { body } = await preview(csvOf(rows));
    expect(body.counts).toEqual({ rows: 9, new: 1, changed: 0, unchanged: 0, refused: 8 });
    expect(
      body.refused.map((r: { row: number; column: string; message: string }) => [r.row, r.column, r.message]),
    ).toEqual([
      [2, 'C', '2 行：证件号码最后一位对不上，请核对。'],
      [3, 'A', '3 行：没有填姓名。'],
      [4, 'D', '4 行：手机号应是 11 位，请核对。'],
      [
        5,
        'G',
        '5 行：「采煤机司机」是井下岗位。矿山企业地面危险岗位和井下严禁使用劳务派遣工，请换岗位，或改用工形式。',
      ],
      [6, 'H', '6 行：不认识人员类别「皇帝」，可以填：主要负责人、安全管理人员、班组长、从业人员。'],
      [7, 'I', '7 行：入职日期 2027-01-01 还没到，到那天再加。'],
      [9, 'C', '9 行：和 8 行是同一个证件号码，请留一行。'],
      [10, 'C', '10 行：证件号码应是 18 位，现在是 17 位，请核对；手机号应是 11 位，请核对。'],
    ]);
  });

  it('reads other headers, GB18030, dates of all kinds, and titles above the header', async () => {
    await freshMine();
    const iconv = await import('iconv-lite');
    const text = `长子一矿花名册,,,,,\n序号,姓 名,身份证号,联系电话（本人）,车间,班组,工种\n1,李四,${idNumber()},,机电队,检修班,电工；钳工\n`;
    const { body } = await preview(iconv.default.encode(text, 'gb18030'));
    expect(body.counts).toMatchObject({ new: 1, refused: 0 });
    expect(body.sample).toEqual([
      expect.objectContaining({ row: 3, unitPath: '机电队 / 检修班', post: '电工、钳工', action: 'new' }),
    ]);
  });

  it('changes what the file says and nothing that it is silent about', async () => {
    await freshMine();
    const base = row({ 部门: '综采队/一班', 岗位: '液压支架工' });
    await confirm((await preview(csvOf([base]))).body.id);
    const changed = [...base];
    changed[4] = '综采队/二班';
    changed[3] = '';
    changed[5] = '';
    const shown = await preview(csvOf([changed]));
    expect(shown.body.counts).toMatchObject({ changed: 1, new: 0 });
    expect(shown.body.newUnits).toEqual(['综采队 / 二班']);
    await confirm(shown.body.id);
    const [now] = (await people()).body.items;
    expect(now).toMatchObject({
      unitPath: '综采队 / 二班',
      posts: [{ name: '液压支架工' }],
      phoneMasked: expect.stringMatching(/^139\*{4}/),
      startsOn: '2025-03-01',
    });
    const [before] = (await people({ asOf: '2026-11-01' })).body.items;
    expect(before).toMatchObject({ unitPath: '综采队 / 一班' });
  });

  it('who has left comes back only with a later date', async () => {
    await freshMine();
    const line = row();
    await confirm((await preview(csvOf([line]))).body.id);
    const [person] = (await people()).body.items;
    await t
      .http()
      .post(`/api/v1/people/${person.id}/departure`)
      .set(officer.headers)
      .send({ on: '2026-11-10', reason: '辞职' });
    expect((await preview(csvOf([line]))).body.refused[0].message).toContain('2026-11-10 已离岗');
    const later = [...line];
    later[8] = '2026/11/20';
    const shown = await preview(csvOf([later]));
    expect(shown.body.sample[0]).toMatchObject({ action: 'new', note: '2026-11-10 离岗后再入职' });
  });

  it('A20 refuses files that are no roster, as problems', async () => {
    await freshMine();
    const files: [Buffer, string][] = [
      [Buffer.alloc(0), 'x.csv'],
      [Buffer.from('甲,乙\n1,2'), 'x.csv'],
      [Buffer.from('PK\x03\x04 broken'), 'x.xlsx'],
      [Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), 'x.xls'],
      [Buffer.from([0xff, 0xfe, 0xfd, 0x00, 0x01]), 'x.csv'],
      [csvOf([]), 'x.csv'],
    ];
    for (const [bytes, name] of files) {
      const answer = await preview(bytes, name);
      expect([answer.status, answer.body.code]).toEqual([422, 'roster-file-unreadable']);
    }
  });
});

describe('A22 export and template', () => {
  it('A22 names and units that look like formulas leave as text and come back as they were', async () => {
    await freshMine();
    const names = ['=SUM(A1)', '+cmd', '-2+3', '@x', '＝１', '"=1', "'quoted"];
    const rows = names.map((name) =>
      row({ 姓名: name.startsWith("'") ? `'${name}` : name, 部门: `＝队`, 岗位: '=HYPERLINK(1)' }),
    );
    const shown = await preview(csvOf(rows));
    expect(shown.body.counts).toMatchObject({ new: 7, refused: 0 });
    await confirm(shown.body.id);
    expect((await people()).body.items.map((p: { name: string }) => p.name).sort()).toEqual([...names].sort());

    const file = await t
      .http()
      .get('/api/v1/roster-export')
      .set(officer.headers)
      .buffer(true)
      .parse((response, done) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => done(null, Buffer.concat(parts)));
      });
    expect(file.headers['content-disposition']).toContain("filename*=UTF-8''");
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(new Uint8Array(file.body as Buffer).buffer);
    const values: string[] = [];
    const lines: string[][] = [];
    workbook.worksheets[0]?.eachRow((line, number) => {
      const cells: string[] = [];
      line.eachCell({ includeEmpty: true }, (cell) => {
        expect(cell.formula).toBeUndefined();
        cells.push(String(cell.value ?? ''));
      });
      if (number > 1) lines.push(cells);
      values.push(...cells);
    });
    expect(values.filter((value) => /^[\s"]*[=+\-@＝]/.test(value))).toEqual([]);
    // With the true numbers put back, the file changes nothing.
    const numbers = new Map(rows.map((r) => [r[2]!.slice(-4), r[2]!]));
    const back = lines.map((cells) =>
      cells.map((cell, at) => (at === 2 ? (numbers.get(cell.slice(-4)) ?? '') : at === 3 ? '' : cell)),
    );
    expect((await preview(await xlsxOf(back), 'x.xlsx')).body.counts).toMatchObject({
      unchanged: 7,
      refused: 0,
      new: 0,
      changed: 0,
    });
    // And as it was exported, every row says that its number is masked.
    expect((await preview(await xlsxOf(lines), 'x.xlsx')).body.refused).toHaveLength(7);
    const { rows: audit } = await t.db.query(
      `SELECT 1 FROM audit_entry WHERE action = 'organisations.roster.export' AND actor_account_id = $1`,
      [officer.accountId],
    );
    expect(audit).toHaveLength(1);
  });

  it('the template has lists of the own units and posts, and is read back as an empty roster', async () => {
    await freshMine();
    await t.factory.organisation({ name: '通风队', kind: 'workshop', parent: mine });
    await t.factory.post(mine, '测风员');
    const file = await t
      .http()
      .get('/api/v1/roster-imports/template')
      .set(officer.headers)
      .buffer(true)
      .parse((response, done) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => done(null, Buffer.concat(parts)));
      });
    expect(file.status).toBe(200);
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(new Uint8Array(file.body as Buffer).buffer);
    const sheet = workbook.getWorksheet('花名册');
    expect(sheet?.getRow(1).values).toEqual([undefined, ...HEADER]);
    expect(sheet?.getCell('E2').dataValidation?.formulae).toEqual(['选项!$E$1:$E$1']);
    expect(workbook.getWorksheet('选项')?.getCell('E1').value).toBe('通风队');
    expect(workbook.getWorksheet('选项')?.getCell('F1').value).toBe('测风员');
    sheet?.addRow(row());
    const filled = await preview(Buffer.from(await workbook.xlsx.writeBuffer()), '模板.xlsx');
    expect(filled.body.counts).toMatchObject({ rows: 1, new: 1 });
  });
});
