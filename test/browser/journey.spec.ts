import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import jsqr from 'jsqr';
import type { Browser } from 'playwright-core';
import { PNG } from 'pngjs';
import type { PaperSlot } from '../../libs/question-bank/src/index.js';
import { Bootstrap } from '../../apps/api/src/modules/identity/index.js';
import { Ctx } from '../../apps/api/src/platform/http/context.js';
import { freePort, launchBrowser, shot, visitor, type Visitor } from '../support/browser.js';
import { storedPaper } from '../support/exam.js';
import { impossibleIdNumber } from '../support/factory.js';
import { startTestApp, type TestApp } from '../support/harness.js';
import { until } from '../support/until.js';

// From an empty database to a passed exam, a certificate and a coverage number, as people do it.

const OFFICER_PASSWORD = '岚水沟的雨下到半夜才停住了呀一夜';
const WORKER_PASSWORD = '下井之前先看一看瓦斯有没有超限';
const folder = mkdtempSync(join(tmpdir(), 'zhian-journey-'));

let broken = false;
let t: TestApp;
let browser: Browser;
let officer: Visitor;
let worker: Visitor;
let admin: (method: 'get' | 'post' | 'put', path: string, body?: object) => Promise<Record<string, unknown>>;
let office: typeof admin;
let workerAccount: { account: string; password: string };
const ids = { enterprise: '', post: '', exam: '', selfTest: '', plan: '' };

async function sheet(rows: (string | number)[][]): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const page = workbook.addWorksheet('Sheet1');
  for (const row of rows) page.addRow(row);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** Calls the API as one account; a refusal is a failure of the journey. */
function caller(token: string): typeof admin {
  return async (method, path, body) => {
    const request = t.http()[method](`/api/v1${path}`).set('authorization', `Bearer ${token}`);
    const reply = await (method === 'get' ? request : request.send(body ?? {}));
    if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply.body as Record<string, unknown>;
  };
}

async function tokenOf(account: string, password: string): Promise<string> {
  const reply = await t.http().post('/api/v1/sessions').send({ account, password });
  if (reply.status !== 201) throw new Error(`no session for ${account}: ${JSON.stringify(reply.body)}`);
  return String(reply.body.token);
}

async function setPassword(account: string, temporary: string, password: string): Promise<string> {
  const token = await tokenOf(account, temporary);
  await t
    .http()
    .put('/api/v1/accounts/me/password')
    .set('authorization', `Bearer ${token}`)
    .send({ currentPassword: temporary, newPassword: password })
    .expect(204);
  return tokenOf(account, password);
}

async function signIn({ page }: Visitor, account: string, password: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('手机号或账号').fill(account);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

beforeAll(async () => {
  const port = await freePort();
  t = await startTestApp({ worker: true, port, env: { PUBLIC_URL: `http://127.0.0.1:${port}` } });
  browser = await launchBrowser();
  officer = await visitor(browser, 'desktop', t.url);
  worker = await visitor(browser, 'phone', t.url);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await t?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** One journey in steps: after a step that broke the others only say so, and what was on the screens is kept. */
function step(walk: () => Promise<void>): () => Promise<void> {
  return async () => {
    if (broken) throw new Error('an earlier step of the journey broke');
    broken = true;
    try {
      await walk();
      broken = false;
    } finally {
      if (broken) {
        await shot(officer.page, 'broken-office').catch(() => undefined);
        await shot(worker.page, 'broken-worker').catch(() => undefined);
      }
    }
  };
}

describe('from an empty platform to a coverage number', () => {
  it(
    'the administrator opens the county, one enterprise and its safety officer',
    step(async () => {
      const created = await t.get(Bootstrap).execute(Ctx.system('test'), async () => undefined);
      admin = caller(await setPassword('admin', String(created?.password), '管理员的密码是一句很长的话不好猜'));
      const regions = await t
        .http()
        .post('/api/v1/region-imports')
        .set('authorization', `Bearer ${await tokenOf('admin', '管理员的密码是一句很长的话不好猜')}`)
        .attach(
          'file',
          Buffer.from('code,name\n14,山西省\n1404,长治市\n140428,长子县\n140428102,石哲镇\n'),
          'regions.csv',
        );
      expect(regions.status).toBe(201);
      ids.enterprise = String(
        (
          await admin('post', '/organisations', {
            name: '试验煤业有限公司',
            kind: 'enterprise',
            regionCode: '140428102',
            field: 'coal_mine',
          })
        )['id'],
      );
      const account = await admin('post', '/accounts', {
        account: 'anquan',
        grants: [{ role: 'safety_officer', organisationId: ids.enterprise }],
      });
      await signIn(officer, 'anquan', String(account['password']));
      await officer.page.getByLabel('现在的密码').fill(String(account['password']));
      await officer.page.getByLabel('新密码', { exact: true }).fill(OFFICER_PASSWORD);
      await officer.page.getByRole('button', { name: '换成新密码' }).click();
      await officer.page.waitForURL('**/office**');
      await shot(officer.page, '01-office-start');
      office = caller(await tokenOf('anquan', OFFICER_PASSWORD));
    }),
    120_000,
  );

  it(
    'the safety officer imports a roster with one row that cannot go in',
    step(async () => {
      const rows = Array.from({ length: 8 }, (_, i) => [
        `职工${'甲乙丙丁戊己庚辛'.charAt(i)}`,
        impossibleIdNumber(),
        `1600000${String(1000 + i)}`,
        '综采队/一班',
        '采煤机司机',
        '正式',
        '从业人员',
        '2024-03-01',
      ]);
      const file = join(folder, '花名册.xlsx');
      writeFileSync(
        file,
        await sheet([
          ['姓名', '身份证号', '电话', '部门', '工种', '用工形式', '人员类别', '入职日期'],
          ...rows,
          ['写错的人', '140499199001011235', '', '综采队', '采煤机司机', '正式', '从业人员', '2024-03-01'],
        ]),
      );
      const { page } = officer;
      await page.goto('/office/people/import');
      await page.getByLabel('选文件').setInputFiles(file);
      await page.getByRole('button', { name: '把 8 人入库' }).waitFor();
      await shot(page, '02-roster-preview');
      await page.getByRole('button', { name: '把 8 人入库' }).click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /留下 1 行/ })
        .click();
      await page.getByText('花名册已入库').waitFor();
      await shot(page, '03-roster-done');
      const people = await office('get', `/people?organisationId=${ids.enterprise}`);
      expect((people['items'] as unknown[]).length).toBe(8);
      ids.post = String(
        ((await office('get', `/posts?organisationId=${ids.enterprise}`))['items'] as { id: string }[])[0]?.id,
      );
    }),
    120_000,
  );

  it(
    'imports one workbook of questions',
    step(async () => {
      const rows = [
        ...[
          '顶板掉渣',
          '瓦斯超限',
          '刮板机断链',
          '电缆破皮冒烟',
          '煤壁片帮',
          '巷道挂红出汗',
          '支架漏液',
          '皮带打滑起火',
        ].map((danger) => [
          '单选',
          `${danger}，先做什么`,
          '停机撤人',
          `装作没看见${danger}`,
          '加快速度',
          '等班长来',
          'A',
          '先停机、撤人，再报告。',
          '顶板管理',
        ]),
        ...['进工作面', '开采煤机', '坐罐笼下井', '动火作业'].map((deed) => [
          '多选',
          `${deed}之前查什么`,
          '甲烷浓度',
          '身边的设施完好',
          `${deed}时的手机信号`,
          '防护用品',
          'ABD',
          '甲烷、设施、防护用品都要查。',
          '瓦斯防治',
        ]),
        ...['有权拒绝违章指挥', '发现险情可以先撤离', '应当接受安全培训', '有权知道岗位上的危险'].map((right) => [
          '判断',
          `职工${right}`,
          '',
          '',
          '',
          '',
          '正确',
          '《安全生产法》第三章',
          '权利义务',
        ]),
      ];
      const file = join(folder, '题库.xlsx');
      writeFileSync(
        file,
        await sheet([['题型', '题干', '选项A', '选项B', '选项C', '选项D', '答案', '解析', '知识点'], ...rows]),
      );
      const { page } = officer;
      await page.goto('/office/questions/import');
      await page.getByLabel('选文件').setInputFiles(file);
      await page.getByRole('button', { name: '把 16 题入库' }).waitFor();
      await shot(page, '04-questions-preview');
      await page.getByRole('button', { name: '把 16 题入库' }).click();
      await page.getByText('16 题已入库').waitFor();
      await shot(page, '05-questions-done');
    }),
    120_000,
  );

  it(
    'publishes the handbook, a self-test and an exam, and activates a plan',
    step(async () => {
      for (const [postId, title, sections] of [
        [
          null,
          '通用安全知识',
          [
            {
              title: '你的权利',
              body: '发现直接危及人身安全的紧急情况时，你可以停止作业，撤到安全的地方。',
              questionIds: [],
            },
          ],
        ],
        [
          ids.post,
          '采煤机司机应知应会',
          [{ title: '开机之前', body: '1. 看甲烷\n2. 看支架\n3. 看喷雾', questionIds: [] }],
        ],
      ] as const) {
        const handbook = await office('post', '/handbooks', { organisationId: ids.enterprise, postId, title });
        await t
          .http()
          .put(`/api/v1/handbooks/${String(handbook['id'])}/draft`)
          .set('authorization', `Bearer ${await tokenOf('anquan', OFFICER_PASSWORD)}`)
          .set('if-match', `"v${String(handbook['version'])}"`)
          .send({ title, sections })
          .expect(200);
        await office('post', `/handbooks/${String(handbook['id'])}/publication`);
      }
      const common = {
        organisationId: ids.enterprise,
        durationMinutes: 20,
        scoringScheme: 'all-or-nothing',
        coolDownMinutes: 0,
        disclosure: 'everything',
        discloseAt: 'submission',
        shuffleOptions: true,
        shuffleQuestions: true,
      };
      const selfTest = await office('post', '/exam-sessions', {
        ...common,
        title: '采煤机司机自测',
        purpose: 'self_test',
        attemptsAllowed: null,
        passHundredths: 300,
        blueprint: { strata: [{ type: 'single', count: 5, points: 100 }] },
        entries: [{ kind: 'post', id: ids.post }],
      });
      ids.selfTest = String(selfTest['id']);
      await office('post', `/exam-sessions/${ids.selfTest}/publication`);
      const exam = await office('post', '/exam-sessions', {
        ...common,
        title: '第四季度考试',
        purpose: 'formal',
        attemptsAllowed: 1,
        opensAt: new Date(Date.now() - 60_000).toISOString(),
        closesAt: new Date(Date.now() + 86_400_000).toISOString(),
        passHundredths: 800,
        blueprint: {
          strata: [
            { type: 'single', count: 6, points: 100 },
            { type: 'multiple', count: 2, points: 100 },
            { type: 'true_false', count: 2, points: 100 },
          ],
        },
        entries: [{ kind: 'organisation', id: ids.enterprise }],
      });
      ids.exam = String(exam['id']);
      const { page } = officer;
      await page.goto(`/office/exams/${ids.exam}/edit`);
      await page.getByRole('button', { name: '发布…' }).click();
      await page.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).click();
      await page.waitForURL((url) => !url.pathname.endsWith('/edit'));
      await shot(page, '06-exam-published');
      expect((await office('get', `/exam-sessions/${ids.exam}`))['status']).toBe('published');
      const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
      const plan = await office('post', '/training-plans', {
        organisationId: ids.enterprise,
        title: '2026 年安全培训',
        period: '2026',
        startsOn: today,
        dueOn: '2099-12-31',
        audience: [{ kind: 'organisation', id: ids.enterprise }],
        requirement: { kind: 'pass_exam', examSessionId: ids.exam },
        certificate: { issue: true, validMonths: 12 },
      });
      ids.plan = String(plan['id']);
      await office('post', `/training-plans/${ids.plan}/activation`);
      await page.goto(`/office/coverage?plan=${ids.plan}`);
      await page.getByText('试验煤业有限公司').first().waitFor();
      await shot(page, '07-coverage-before');
      expect(await office('get', `/coverage?planId=${ids.plan}&organisationId=${ids.enterprise}`)).toMatchObject({
        due: 8,
        met: 0,
      });
      const batch = await office('post', '/account-batches', { organisationId: ids.enterprise });
      workerAccount = (batch['accounts'] as { name: string; account: string; password: string }[]).find(
        (entry) => entry.name === '职工甲',
      ) ?? { account: '', password: '' };
    }),
    120_000,
  );

  it(
    'a worker on a phone signs in by his phone number and reads his handbook',
    step(async () => {
      const { page } = worker;
      await signIn(worker, '16000001000', workerAccount.password);
      await page.getByLabel('现在的密码').fill(workerAccount.password);
      await page.getByLabel('新密码', { exact: true }).fill(WORKER_PASSWORD);
      await page.getByRole('button', { name: '换成新密码' }).click();
      await page.waitForURL('**/home');
      await page.getByRole('region', { name: '下一步' }).waitFor();
      await shot(page, '08-worker-home');
      await page.goto(`/handbook/${ids.post}`);
      await page.getByText('发现直接危及人身安全的紧急情况').waitFor();
      await shot(page, '09-handbook');
      await page.getByText('第 1 节').waitFor();
      await page.getByRole('contentinfo').getByRole('link', { name: '专业知识' }).click();
      await page.getByText('看支架').waitFor();
      await page.getByRole('button', { name: '我已学习' }).click();
      await page
        .getByText(/已学习|签收/)
        .first()
        .waitFor();
      await shot(page, '10-handbook-receipt');
      const receipts = await t.db.query(`SELECT 1 FROM handbook_receipt`);
      expect(receipts.rowCount).toBe(1);
    }),
    120_000,
  );

  it(
    'tries the self-test',
    step(async () => {
      const { page } = worker;
      await page.getByRole('link', { name: '去自测' }).first().click();
      await page.getByRole('button', { name: '开始自测' }).click();
      await page.waitForURL('**/exam/**');
      for (let i = 0; i < 5; i += 1) {
        await page.getByRole('radio').first().click();
        if (i < 4) await page.getByRole('button', { name: '下一题' }).click();
      }
      await handIn();
      await shot(page, '11-self-test-result');
      expect((await t.db.query(`SELECT status FROM attempt WHERE session_id = $1`, [ids.selfTest])).rows).toEqual([
        { status: 'submitted' },
      ]);
    }),
    120_000,
  );

  it(
    'takes the exam, loses the network for five questions, gets it back and hands in',
    step(async () => {
      const { page, context } = worker;
      await page.goto(`/exams/${ids.exam}`);
      await page.getByRole('button', { name: '开始考试' }).click();
      await page.waitForURL('**/exam/**');
      const right = await rightAnswers();
      for (let slot = 1; slot <= 10; slot += 1) {
        if (slot === 4) await context.setOffline(true);
        if (slot === 9) {
          await shot(page, '13-exam-offline');
          await context.setOffline(false);
        }
        for (const option of right.get(slot) ?? [])
          await page
            .getByRole(right.get(slot)?.length === 1 && !(await isMultiple(slot)) ? 'radio' : 'checkbox')
            .nth(option)
            .click();
        if (slot === 1) await shot(page, '12-exam');
        if (slot < 10) await page.getByRole('button', { name: '下一题' }).click();
      }
      // 已保存 means acknowledged: all ten are in the database before anything is handed in.
      const footer = page.getByRole('contentinfo');
      await until(async () => (await footer.innerText()).replace(/\s/g, '').includes('已保存1010'), 30);
      expect(
        (
          await t.db.query(
            `SELECT count(*)::int AS n FROM answer a JOIN attempt t ON t.id = a.attempt_id WHERE t.session_id = $1`,
            [ids.exam],
          )
        ).rows[0].n,
      ).toBe(10);
      await shot(page, '14-exam-saved');
      await handIn();
      await page.getByText('合格').first().waitFor();
      await page.getByRole('link', { name: '查看证明' }).waitFor({ timeout: 20_000 });
      await shot(page, '15-result');
      // The exam shows everything afterwards: what was right can be read too.
      await page.getByRole('link', { name: '看全部 10 题' }).click();
      await page.getByText('答对了').nth(9).waitFor();
      await page.getByRole('link', { name: '返回成绩' }).click();
      expect((await t.db.query(`SELECT score, passed FROM attempt WHERE session_id = $1`, [ids.exam])).rows).toEqual([
        { score: 1000, passed: true },
      ]);
    }),
    120_000,
  );

  it(
    'the certificate downloads, and its QR leads to a page that says valid',
    step(async () => {
      const { page } = worker;
      await page.getByRole('link', { name: '查看证明' }).click();
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: '下载 PDF' }).first().click();
      const pdf = join(folder, 'certificate.pdf');
      await (await download).saveAs(pdf);
      expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-');
      execFileSync('pdftoppm', ['-r', '150', '-png', '-singlefile', pdf, join(folder, 'certificate')]);
      const png = PNG.sync.read(readFileSync(join(folder, 'certificate.png')));
      const code = (jsqr as unknown as typeof jsqr.default)(new Uint8ClampedArray(png.data), png.width, png.height);
      expect(code?.data).toMatch(new RegExp(`^${t.url}/verify/`));
      const anyone = await visitor(browser, 'phone', t.url);
      await anyone.page.goto(String(code?.data));
      await anyone.page.getByRole('heading', { name: '有效' }).waitFor();
      await shot(anyone.page, '16-verification');
      expect(await anyone.page.content()).not.toContain('职工甲');
      expect(anyone.complaints).toEqual([]);
      await anyone.context.close();
    }),
    120_000,
  );

  it(
    'the coverage page moves from 0/8 to 1/8',
    step(async () => {
      const { page } = officer;
      await page.goto(`/office/coverage?plan=${ids.plan}`);
      await page.getByText('综采队').first().waitFor();
      await shot(page, '17-coverage-after');
      expect(await office('get', `/coverage?planId=${ids.plan}&organisationId=${ids.enterprise}`)).toMatchObject({
        due: 8,
        met: 1,
      });
      // The stroke of the fraction is drawn, not written.
      expect((await page.locator('main').innerText()).replace(/\s/g, '')).toMatch(/2026年安全培训1\/?812\.5%/);
      expect(officer.complaints).toEqual([]);
      expect(worker.complaints).toEqual([]);
    }),
    120_000,
  );
});

async function handIn(): Promise<void> {
  const { page } = worker;
  await page.getByRole('button', { name: /答题卡/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: '交卷', exact: true }).click();
  await page.getByRole('button', { name: '现在交卷' }).click();
  await page.waitForURL('**/result**', { timeout: 20_000 });
}

async function paperOf(): Promise<PaperSlot[]> {
  const { rows } = await t.db.query<{ id: string }>(`SELECT id FROM attempt WHERE session_id = $1`, [ids.exam]);
  return (await storedPaper(t.db, rows[0]?.id ?? '')).slots;
}

async function isMultiple(slot: number): Promise<boolean> {
  return (await paperOf()).find((item) => item.slot === slot)?.type === 'multiple';
}

/** slot → places of the right options on this paper. */
async function rightAnswers(): Promise<Map<number, number[]>> {
  const paper = await paperOf();
  const { rows } = await t.db.query<{ version_id: string; correct: string[] }>(
    `SELECT version_id, correct FROM question_key WHERE version_id = ANY($1)`,
    [paper.map((slot) => slot.versionId)],
  );
  const keys = new Map(rows.map((row) => [row.version_id, row.correct]));
  return new Map(
    paper.map((slot) => [
      slot.slot,
      slot.optionOrder.flatMap((stored, shown) =>
        (keys.get(slot.versionId) ?? []).includes('ABCDEFGH'.charAt(stored)) ? [shown] : [],
      ),
    ]),
  );
}
