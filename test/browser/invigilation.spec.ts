import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { uuidv7 } from '../../apps/api/src/platform/ids/uuid.js';
import { builtPages, enter, launchBrowser, shot, visitor, type Visitor } from '../support/browser.js';
import { makeCandidate, makeExam, start, type MadeExam } from '../support/exam.js';
import { answerSome, footSays, sit } from '../support/exam-room.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';
import { until } from '../support/until.js';

// The invigilator's board: hundreds of candidates at a glance, and what is done for one of them reaches him.

let t: TestApp;
let browser: Browser;
const opened: Visitor[] = [];

beforeAll(async () => {
  t = await startTestApp({ env: builtPages });
  browser = await launchBrowser();
}, 120_000);

afterEach(async () => {
  for (const { context } of opened.splice(0)) await context.close();
});

afterAll(async () => {
  await browser?.close();
  await t?.close();
});

async function at(person: SignedIn, kind: 'phone' | 'desktop' = 'desktop'): Promise<Visitor> {
  const one = await visitor(browser, kind, t.url);
  opened.push(one);
  await enter(one.context, t.url, person);
  return one;
}

async function board(page: Page, exam: MadeExam): Promise<void> {
  await page.goto(`${t.url}/office/exams/${exam.sessionId}/board`);
  await page.getByRole('heading', { level: 1, name: '第四季度考试' }).waitFor();
}

const cells = (page: Page) => page.locator('[data-person]');
const cellOf = (page: Page, person: SignedIn) => page.locator(`[data-person="${person.personId}"]`);

/** People on the list, four of five in the middle of their papers, seated in two rooms; straight into the tables. */
async function crowd(exam: MadeExam, count: number): Promise<void> {
  const family = [...'赵钱孙李周吴郑王冯陈卫蒋沈韩杨朱秦许何吕'];
  const given = ['建国', '秀英', '志强', '丽', '永福', '海燕', '文斌', '改花', '存柱', '小满'];
  const ids = Array.from({ length: count }, () => uuidv7());
  const names = ids.map((_, i) => `${family[i % family.length]}${given[Math.floor(i / family.length) % given.length]}`);
  const seated = ids.map((_, i) => ({ room: Math.floor((i * 2) / count), seat: (i % Math.ceil(count / 2)) + 1 }));
  const rooms = [uuidv7(), uuidv7()];
  const { db } = t;
  await db.query(
    `INSERT INTO person (id, name, id_type, id_cipher, id_hash, id_masked, created_at)
     SELECT p.id, p.name, 'resident_id', '\\x00', decode(md5(p.id::text), 'hex'), '140428********0000', now() FROM unnest($1::uuid[], $2::text[]) AS p (id, name)`,
    [ids, names],
  );
  await db.query(
    `INSERT INTO employment (id, person_id, enterprise_id, organisation_id, employment_type, roster_role, starts_on, recorded_at)
     SELECT gen_random_uuid(), p, $2, $2, 'regular', 'worker', '2024-01-01', now() FROM unnest($1::uuid[]) p`,
    [ids, exam.enterprise.id],
  );
  await db.query(
    `INSERT INTO exam_room (id, session_id, name, capacity, position)
     SELECT r.id, $1, r.name, 300, r.position FROM unnest($2::uuid[], $3::text[]) WITH ORDINALITY AS r (id, name, position)`,
    [exam.sessionId, rooms, ['第 1 考场', '第 2 考场']],
  );
  await db.query(
    `INSERT INTO exam_entry (session_id, person_id, room_id, seat, added_at)
     SELECT $1, e.person, e.room, e.seat, now() FROM unnest($2::uuid[], $3::uuid[], $4::integer[]) AS e (person, room, seat)`,
    [exam.sessionId, ids, seated.map(({ room }) => rooms[room]), seated.map(({ seat }) => seat)],
  );
  // As somebody's real attempt, with another id and person.
  const model = await start(t, await makeCandidate(t, exam.enterprise), exam.sessionId);
  const running = ids.filter((_, i) => i % 5 !== 4);
  const attempts = running.map(() => uuidv7());
  const fields = await db.query<{ column_name: string }>(
    `SELECT column_name FROM information_schema.columns WHERE table_name = 'attempt' AND is_generated = 'NEVER'`,
  );
  const rest = fields.rows.map((row) => row.column_name).filter((name) => name !== 'id' && name !== 'person_id');
  await db.query(
    `INSERT INTO attempt (id, person_id, ${rest.join(', ')})
     SELECT n.id, n.person, ${rest.map((name) => `a.${name}`).join(', ')}
     FROM unnest($2::uuid[], $3::uuid[]) AS n (id, person), attempt a WHERE a.id = $1`,
    [model.id, attempts, running],
  );
  await db.query(
    `INSERT INTO attempt_presence (attempt_id, seen_at, online, signals)
     SELECT a, now() + interval '1 hour', true, CASE WHEN n % 50 = 0 THEN 3 ELSE 0 END FROM unnest($1::uuid[]) WITH ORDINALITY AS q (a, n)`,
    [attempts],
  );
}

describe('a board of 500', () => {
  it('shows everybody at once, takes each refresh in less than 100 ms, finds and filters', async () => {
    const exam = await makeExam(t);
    await crowd(exam, 500);
    const { page, complaints } = await at(exam.officer);
    const before = Date.now();
    await board(page, exam);
    await until(async () => (await cells(page).count()) >= 501);
    const shownAfter = Date.now() - before;
    await page.getByRole('tab', { name: /第 1 考场/ }).waitFor();
    await shot(page, 'board-500');

    // What a refresh costs in which every running candidate has moved on: the page's processor time, whatever else runs here.
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    const spent = async (): Promise<number> => {
      const { metrics } = await cdp.send('Performance.getMetrics');
      return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
    };
    const spentBefore = await spent();
    const top = await cells(page).nth(300).boundingBox();
    for (let n = 0; n < 3; n += 1) {
      const answered = page.waitForResponse((reply) => reply.url().includes('/board') && reply.status() === 200);
      await t.db.query(`UPDATE attempt SET deadline = deadline + interval '3 minutes' WHERE session_id = $1`, [
        exam.sessionId,
      ]);
      await t
        .http()
        .post(`/api/v1/exam-sessions/${exam.sessionId}/incidents`)
        .set(exam.officer.headers)
        .send({ text: '第一次巡视' })
        .expect(204);
      await answered;
      await page.waitForTimeout(1200);
    }
    const each = ((await spent()) - spentBefore) / 3;
    process.stdout.write(`board of 500: shown after ${shownAfter} ms, ${Math.round(each)} ms of work per refresh\n`);
    expect(each).toBeLessThan(100);
    expect(await cells(page).nth(300).boundingBox()).toEqual(top);

    await page.getByRole('button', { name: /^没进场/ }).click();
    await until(async () => (await cells(page).count()) === 101);
    await page.getByRole('button', { name: /^没进场/ }).click();
    await page.getByRole('button', { name: /^请看一眼/ }).click();
    await until(async () => (await cells(page).count()) === 8);
    expect(await page.getByText('作弊').count()).toBe(0);
    await page.getByRole('button', { name: /^请看一眼/ }).click();
    await page.keyboard.press('/');
    await page.keyboard.type('赵建国');
    await until(async () => (await cells(page).count()) === 3);
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await cells(page).first().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 2, name: await nameOf(page, 1) }).waitFor();
    await shot(page, 'board-500-person');
    await page.setViewportSize({ width: 1024, height: 768 });
    await shot(page, 'board-500-tablet');
    expect(complaints).toEqual([]);
  }, 120_000);
});

async function nameOf(page: Page, index: number): Promise<string> {
  return cells(page).nth(index).locator('b').innerText();
}

describe('what an invigilator does for one person', () => {
  it('reaches his page within two seconds, and is in his story with its reason', async () => {
    const exam = await makeExam(t);
    const phone = await visitor(browser, 'phone', t.url);
    opened.push(phone);
    const { person, page: paper } = await sit(t, phone.context, exam);
    await answerSome(paper, 2);
    await footSays(paper, '已保存 2');
    const { page, complaints } = await at(exam.officer);
    await board(page, exam);
    await cellOf(page, person).click();
    await page.getByRole('button', { name: '断电断网' }).click();
    const clicked = Date.now();
    await page.getByRole('button', { name: '加 5 分钟' }).click();
    await paper
      .getByText(/多了 5 分钟|加了 5 分钟|加时 5 分钟/)
      .first()
      .waitFor();
    const took = Date.now() - clicked;
    process.stdout.write(`an extension reached the candidate after ${took} ms\n`);
    expect(took).toBeLessThan(2000);
    await page.getByText('加时：5 分钟，断电断网').waitFor();
    await page.getByText('已加时 5 分钟').waitFor();
    await page.getByRole('button', { name: '记一笔' }).click();
    await page.getByRole('button', { name: '使用手机，已提醒' }).click();
    await page.getByRole('button', { name: '记下' }).click();
    await page.getByText('记事：使用手机，已提醒').waitFor();
    await page.getByText('请看一眼，由监考人员判断').waitFor();
    await shot(page, 'board-person');
    // A pause is seen by him; what he may still do is said.
    await page.getByRole('button', { name: '暂停…' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('消防演习');
    await page.getByRole('button', { name: '全场暂停' }).click();
    await paper.getByText('暂停').first().waitFor();
    await page.getByRole('button', { name: '继续…' }).click();
    await page.getByRole('button', { name: '全场继续' }).click();
    await page.getByRole('button', { name: '强制交卷…' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('时间到仍不离场');
    await page.getByRole('dialog').getByRole('button', { name: '收卷' }).click();
    await paper.getByText(/答卷已经交上去了|考试时间已到/).waitFor();
    await page.getByText('强制交卷：时间到仍不离场').waitFor();
    expect(complaints).toEqual([]);
  }, 90_000);

  it('stays true where no stream gets through, and says so when nothing does', async () => {
    const enterprise = await t.factory.organisation();
    const person = await makeCandidate(t, enterprise);
    const exam = await makeExam(t, { enterprise });
    const { page } = await at(exam.officer);
    await page.addInitScript('delete window.EventSource');
    await page.route('**/board/notices', (route) => route.abort());
    await board(page, exam);
    await cellOf(page, person).getByText('没进场').waitFor();
    await start(t, person, exam.sessionId);
    await cellOf(page, person).locator('u').waitFor({ timeout: 10_000 });
    await page.route('**/board', (route) => route.abort());
    await page.route('**/board?*', (route) => route.abort());
    await page.getByText(/\d+:\d\d 的数据/).waitFor({ timeout: 20_000 });
    await shot(page, 'board-stale');
    expect(await cells(page).count()).toBe(2);
  }, 60_000);
});

describe('rooms and who looks after them', () => {
  it('are arranged, seated, printed; who is named finds the board on his own first page', async () => {
    const enterprise = await t.factory.organisation();
    for (let n = 0; n < 4; n += 1) await t.factory.person(enterprise);
    const leader = await t.factory.person(enterprise, { name: '崔玉梅' });
    const named = await t.signIn('worker', { organisationId: enterprise.id, personId: leader.id });
    const exam = await makeExam(t, { enterprise });
    await t.db.query(`UPDATE account SET display_name = '崔玉梅' WHERE id = $1`, [named.accountId]);
    const { page, complaints } = await at(exam.officer);
    await page.goto(`${t.url}/office/exams/${exam.sessionId}`);
    await page.getByRole('link', { name: '考场和座位' }).click();
    await page.getByRole('button', { name: '加一个考场' }).click();
    await page.getByLabel('第 1 考场的座位数').fill('2');
    await page.getByText(/还差 \d+ 个座位/).waitFor();
    await page.getByLabel('第 1 考场的座位数').fill('40');
    await page.getByText('座位够了').waitFor();
    await page.getByLabel('第 1 考场的监考').fill('崔玉');
    await page.getByTitle(/崔玉梅/).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '保存考场' }).click();
    await page.getByText('考场和监考已保存').waitFor();
    await page.getByRole('button', { name: '排座', exact: true }).click();
    await page.getByText('每个人都有座位').waitFor();
    await shot(page, 'exam-rooms');
    await page.evaluate('window.print = () => undefined');
    await page.getByRole('button', { name: '打印座位表' }).click();
    await page.emulateMedia({ media: 'print' });
    await page
      .locator('.oi-sheet thead')
      .getByRole('heading', { name: /第 1 考场 · 座位表/ })
      .waitFor();
    await shot(page, 'exam-seats-print');

    const phone = await at(named, 'phone');
    await phone.page.goto(`${t.url}/home`);
    await phone.page.getByText('我要监考').waitFor();
    await phone.page.getByRole('link', { name: /第四季度考试.*第 1 考场/ }).click();
    await until(async () => (await cells(phone.page).count()) > 3);
    // He looks after a room: what concerns everybody is not offered.
    expect(await phone.page.getByRole('button', { name: '暂停…' }).count()).toBe(0);
    await shot(phone.page, 'board-phone');
    // The chosen person is a sheet at the foot: his cell and the others stay in sight above it.
    for (const cell of [cells(phone.page).first(), cells(phone.page).nth(3)]) {
      await cell.click();
      const name = String(await cell.locator('b').textContent());
      const sheet = phone.page.getByRole('region', { name, exact: true });
      await sheet.waitFor();
      const [chosen, below] = [await cell.boundingBox(), await sheet.boundingBox()];
      expect(chosen?.y).toBeGreaterThan(0);
      expect((chosen?.y ?? 0) + (chosen?.height ?? 0)).toBeLessThanOrEqual(below?.y ?? 0);
    }
    await shot(phone.page, 'board-phone-chosen');
    // The printed papers of his room, and the way back by the menu: no page of this is closed to him.
    await phone.page.getByRole('link', { name: '纸卷' }).click();
    await phone.page.getByText('还没有印纸卷').waitFor();
    await phone.page.getByRole('button', { name: '打开菜单' }).click();
    const menu = phone.page.getByRole('dialog').getByRole('navigation', { name: '主菜单' });
    expect(await menu.getByRole('link').allInnerTexts()).toEqual(['首页', '监考']);
    await menu.getByRole('link', { name: '监考' }).click();
    await phone.page.getByRole('link', { name: '进监考台' }).waitFor();
    expect(phone.complaints).toEqual([]);
    expect(complaints).toEqual([]);
  }, 90_000);
});
