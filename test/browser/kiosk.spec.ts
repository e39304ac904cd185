import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { builtPages, cameraShowing, enter, killableBrowser, launchBrowser, shot } from '../support/browser.js';
import { makeCandidate, makeExam, type MadeExam } from '../support/exam.js';
import { answerSome, footSays, storedAnswers } from '../support/exam-room.js';
import { startTestApp, type TestApp } from '../support/harness.js';
import { filmOfCode } from '../support/film.js';
import { hasBadge, issuePin, registerKiosk } from '../support/kiosk.js';

// One tablet, many workers in turn: what each leaves behind on it is nothing.

let t: TestApp;
let browser: Browser;
let exam: MadeExam;

beforeAll(async () => {
  t = await startTestApp({ env: builtPages });
  browser = await launchBrowser();
  exam = await makeExam(t);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await t?.close();
});

interface Worker {
  readonly personId: string;
  readonly name: string;
  readonly pin: string;
}

async function worker(name: string): Promise<Worker> {
  const { personId } = await makeCandidate(t, exam.enterprise);
  await t.db.query(`UPDATE person SET name = $2 WHERE id = $1`, [personId, name]);
  await t.db.query(`UPDATE account SET display_name = $2 WHERE person_id = $1`, [personId, name]);
  const id = String(personId);
  return { personId: id, name, pin: await issuePin(t, exam.officer, exam.enterprise.id, id) };
}

async function pair(page: Page, examSessionId?: string): Promise<void> {
  const { pairingCode } = await registerKiosk(t, exam.officer, exam.enterprise.id, examSessionId);
  page.setDefaultTimeout(15_000);
  await page.goto(`${t.url}/kiosk`);
  await page.getByLabel('配对码').fill(pairingCode);
  await page.getByRole('button', { name: '配对' }).click();
  await page.getByRole('heading', { name: '请先登录' }).waitFor();
}

async function enterBy(page: Page, { name, pin }: Worker): Promise<void> {
  await page.getByLabel('姓名').fill(name);
  await page.getByLabel('六位数字密码').fill(pin);
  await page.getByRole('button', { name: '进入' }).click();
}

/** Everything that the browser keeps for this origin, cookies that scripts cannot read included. */
async function kept(context: BrowserContext, page: Page): Promise<{ text: string; rows: number }> {
  const stored = await page.evaluate<{ text: string; rows: number; cached: string[] }>(`(async () => {
    const found = { local: { ...localStorage }, session: { ...sessionStorage }, rows: [] };
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise((done, failed) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error);
      });
      for (const store of db.objectStoreNames) {
        const all = await new Promise((done, failed) => {
          const request = db.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => done(request.result);
          request.onerror = () => failed(request.error);
        });
        found.rows.push(...all.map((row) => JSON.stringify(row)));
      }
      db.close();
    }
    const cached = [];
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys()) cached.push(name + ' ' + url);
    const all = [found, cached, history.state, location.href];
    return { text: JSON.stringify(all) + document.documentElement.outerHTML, rows: found.rows.length, cached };
  })()`);
  // The service worker keeps pages and scripts, and nothing that the API said.
  expect(stored.cached.filter((entry) => entry.includes('/api/'))).toEqual([]);
  const cookies = await context.cookies(`${t.url}/api/v1/kiosk`);
  expect(cookies.map(({ name }) => name)).toEqual(['zhian_kiosk']);
  return stored;
}

async function attemptOf(person: Worker): Promise<string> {
  const { rows } = await t.db.query<{ id: string }>(`SELECT id FROM attempt WHERE person_id = $1`, [person.personId]);
  return String(rows[0]?.id);
}

/** Starts the exam from the list and hands it in after two answers. */
async function sitIt(page: Page): Promise<void> {
  await page.getByRole('link', { name: '去考' }).click();
  await page.getByRole('button', { name: '开始考试' }).click();
  await page.getByText('第 1 题').waitFor();
  await answerSome(page, 2);
  await footSays(page, '已保存 2');
}

describe('the office', () => {
  it('registers a device, changes it, and takes it out of use', async () => {
    const context = await browser.newContext({
      baseURL: t.url,
      locale: 'zh-CN',
      viewport: { width: 1440, height: 900 },
    });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await makeCandidate(t, exam.enterprise);
    await enter(context, t.url, exam.officer);
    await page.goto(`${t.url}/office`);
    await page.getByRole('link', { name: '共用设备' }).click();
    await page.getByText('还没有共用设备').waitFor();
    await page.getByRole('button', { name: '登记设备' }).first().click();
    await page.getByLabel('设备名称').fill('井口一号平板');
    await page.getByLabel('放在哪里').fill('井口候车室');
    await shot(page, 'office-kiosk-register');
    await page.getByRole('button', { name: '保存' }).click();
    const code = page.locator('output');
    await code.waitFor();
    expect(await code.innerText()).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/);
    await shot(page, 'office-kiosk-code');
    await page.getByRole('dialog').getByRole('button', { name: '关闭' }).last().click();
    await page.getByText('等待配对').waitFor();
    await page.getByRole('button', { name: '修改' }).click();
    await page.getByLabel('设备名称').fill('井口二号平板');
    await page.getByLabel('只扫登录牌就能进').click();
    await shot(page, 'office-kiosk-edit');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('井口二号平板').waitFor();
    await page.getByRole('cell', { name: '直接进' }).waitFor();
    await page.getByRole('button', { name: '停用' }).click();
    await page.getByRole('button', { name: '停用这台设备' }).click();
    await page.getByText('已停用').waitFor();
    await shot(page, 'office-kiosk-list');
    await context.close();
  }, 90_000);

  it('gives out badges and PINs as sheets, one PIN on the screen, and ends a badge that was lost', async () => {
    const context = await browser.newContext({
      baseURL: t.url,
      locale: 'zh-CN',
      viewport: { width: 1440, height: 900 },
    });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const one = await worker('己领牌');
    await enter(context, t.url, exam.officer);
    await page.goto(`${t.url}/office/kiosks`);
    await page.getByRole('tab', { name: '登录牌和数字密码' }).click();
    await page.getByRole('cell', { name: '己领牌' }).waitFor();
    await shot(page, 'office-kiosk-people');
    const row = page.getByRole('row', { name: /己领牌/ });
    await row.getByRole('checkbox').check();
    await page.getByRole('button', { name: '给选中的 1 人发登录牌…' }).click();
    await shot(page, 'office-kiosk-issue');
    await page.getByRole('button', { name: '做登录牌' }).click();
    await page.getByText('登录牌做好了').waitFor();
    await shot(page, 'office-kiosk-sheet');
    const [sheet] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载 PDF' }).click(),
    ]);
    expect(sheet.suggestedFilename()).toBe('登录牌.pdf');
    await page.getByRole('button', { name: '关闭' }).last().click();
    await row.getByText(/发的$/).waitFor();
    await row.getByRole('checkbox').check();
    await page.getByRole('button', { name: '给选中的 1 人发数字密码…' }).click();
    await page.getByRole('button', { name: '发放' }).click();
    expect(await page.locator('output').innerText()).toMatch(/^\d{6}$/);
    await shot(page, 'office-kiosk-pin');
    await page.getByRole('button', { name: '关闭' }).last().click();
    await row.getByRole('button', { name: '挂失' }).click();
    await page.getByRole('button', { name: '挂失这张牌' }).click();
    await row.getByRole('button', { name: '挂失' }).waitFor({ state: 'detached' });
    const { rows } = await t.db.query(`SELECT ended_at IS NOT NULL AS ended FROM kiosk_badge WHERE person_id = $1`, [
      one.personId,
    ]);
    expect(rows).toEqual([{ ended: true }]);
    // For all who have no PIN yet: strips.
    await makeCandidate(t, exam.enterprise);
    await page.reload();
    await page.getByRole('button', { name: '发数字密码…' }).click();
    await page.getByRole('button', { name: '发放' }).click();
    await page.getByText('数字密码条做好了').waitFor();
    await context.close();
  }, 90_000);
});

describe('a badge at a shared device', () => {
  it('is read by a scanner that types, whatever has the focus; the PIN comes after it', async () => {
    const context = await browser.newContext({
      baseURL: t.url,
      locale: 'zh-CN',
      viewport: { width: 768, height: 1024 },
    });
    const page = await context.newPage();
    const person = await worker('庚扫枪');
    const badge = await hasBadge(t, exam.officer, person.personId);
    await pair(page);
    await page.getByLabel('姓名').fill('上一个人');
    await page.getByLabel('六位数字密码').focus();
    await page.keyboard.type(badge, { delay: 2 });
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '扫好了，输入数字密码' }).waitFor();
    expect(await page.getByText('数字密码是六位数字').count()).toBe(0);
    await shot(page, 'kiosk-badge-pin');
    await page.getByRole('button', { name: '不是我，重新扫' }).click();
    expect(await page.getByLabel('姓名').inputValue()).toBe('');
    await page.keyboard.type('1'.repeat(40), { delay: 2 });
    await page.getByLabel('六位数字密码').fill(person.pin);
    await page.getByRole('button', { name: '进入' }).click();
    await page.getByText('这张登录牌已经换新、挂失').waitFor();
    await page.getByRole('heading', { name: '请先登录' }).waitFor();
    await shot(page, 'kiosk-badge-refused');
    await page.keyboard.type(badge, { delay: 2 });
    await page.getByLabel('六位数字密码').fill(person.pin);
    await page.getByRole('button', { name: '进入' }).click();
    await page.getByRole('heading', { name: '庚扫枪，你好' }).waitFor();
    await page.getByRole('button', { name: '退出，换下一位' }).click();
    await page.getByRole('heading', { name: '请先登录' }).waitFor();
    const after = await kept(context, page);
    expect(after.rows).toBe(0);
    for (const trace of [person.personId, person.name, badge, person.pin]) expect(after.text).not.toContain(trace);
    await context.close();
  }, 60_000);

  it('is read by the camera, and is enough where the officer allows it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zhian-film-'));
    const person = await worker('辛扫码');
    const badge = await hasBadge(t, exam.officer, person.personId);
    const film = join(folder, 'badge.y4m');
    filmOfCode(film, badge);
    const filming = await launchBrowser(cameraShowing(film));
    try {
      const context = await filming.newContext({
        baseURL: t.url,
        locale: 'zh-CN',
        viewport: { width: 360, height: 780 },
      });
      const page = await context.newPage();
      await pair(page);
      await t.db.query(`UPDATE kiosk_device SET badge_alone = true`);
      await page.reload();
      await page.getByRole('button', { name: '扫登录牌' }).click();
      await page.getByRole('heading', { name: '辛扫码，你好' }).waitFor();
      await shot(page, 'kiosk-badge-camera-done');
      // The camera is off again.
      expect(await page.evaluate(`document.querySelectorAll('video').length`)).toBe(0);
      const { rows } = await t.db.query(
        `SELECT kiosk_entry FROM session s JOIN account a ON a.id = s.account_id WHERE a.person_id = $1 AND s.kiosk_id IS NOT NULL`,
        [person.personId],
      );
      expect(rows).toEqual([{ kiosk_entry: 'badge' }]);
    } finally {
      await t.db.query(`UPDATE kiosk_device SET badge_alone = false`);
      await filming.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }, 60_000);

  it('says what to do when there is no camera to be had', async () => {
    const context = await browser.newContext({
      baseURL: t.url,
      locale: 'zh-CN',
      viewport: { width: 768, height: 1024 },
    });
    const page = await context.newPage();
    await pair(page);
    await shot(page, 'kiosk-sign-in-tablet');
    await page.getByRole('button', { name: '扫登录牌' }).click();
    await page.getByText(/没有允许用摄像头|摄像头打不开/).waitFor();
    await shot(page, 'kiosk-no-camera');
    await context.close();
  }, 60_000);
});

describe('a shared tablet', () => {
  it('A39 serves two workers in turn, and keeps nothing of the first', async () => {
    const context = await browser.newContext({
      baseURL: t.url,
      locale: 'zh-CN',
      viewport: { width: 1024, height: 768 },
    });
    const page = await context.newPage();
    const [first, second] = [await worker('甲先考'), await worker('乙后考')];
    await page.goto(`${t.url}/kiosk`);
    await page.getByLabel('配对码').waitFor();
    await shot(page, 'kiosk-pairing');
    await pair(page);
    await shot(page, 'kiosk-sign-in');
    await enterBy(page, { ...first, pin: first.pin === '908172' ? '271809' : '908172' });
    await page.getByText('姓名或数字密码不对').waitFor();
    await shot(page, 'kiosk-wrong-pin');
    await enterBy(page, first);
    await page.getByRole('heading', { name: '甲先考，你好' }).waitFor();
    await page.getByRole('link', { name: '去考' }).waitFor();
    await shot(page, 'kiosk-exams');
    await sitIt(page);
    // Pages of his own are shut, whatever address is typed.
    await page.goto(`${t.url}/my`);
    await page.getByRole('link', { name: '接着答' }).waitFor();
    await page.getByRole('link', { name: '接着答' }).click();
    await page.getByRole('button', { name: /答题卡/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: '交卷', exact: true }).click();
    await page.getByRole('button', { name: '现在交卷' }).click();
    const next = page.getByRole('link', { name: '下一位' });
    await next.waitFor();
    await shot(page, 'kiosk-result');
    await next.click();
    await page.getByRole('heading', { name: '请先登录' }).waitFor();
    const after = await kept(context, page);
    expect(after.rows).toBe(0);
    for (const trace of [first.personId, first.name, await attemptOf(first)]) expect(after.text).not.toContain(trace);
    for (let n = 0; n < 3; n += 1) {
      await page.goBack().catch(() => null);
      await page.getByRole('heading', { name: '请先登录' }).waitFor();
      expect((await kept(context, page)).text).not.toContain(first.name);
    }
    await page.goto(`${t.url}/kiosk`);
    await enterBy(page, second);
    await page.getByRole('heading', { name: '乙后考，你好' }).waitFor();
    await sitIt(page);
    const { rows } = await t.db.query<{ device_id: string }>(
      `SELECT DISTINCT device_id FROM attempt WHERE person_id = ANY($1::uuid[])`,
      [[first.personId, second.personId]],
    );
    // Each sat at a device of his own.
    expect(rows).toHaveLength(2);
    await context.close();
  }, 120_000);

  it('A39 does not hand over while an answer is not uploaded', async () => {
    const context = await browser.newContext({
      baseURL: t.url,
      locale: 'zh-CN',
      viewport: { width: 360, height: 780 },
    });
    const page = await context.newPage();
    const person = await worker('丙断网');
    await pair(page);
    await enterBy(page, person);
    await sitIt(page);
    const attemptId = await attemptOf(person);
    // Saves fail, all else works: the answer stays on the device.
    await context.route('**/answers', (route) => route.abort());
    await answerSome(page, 1);
    await footSays(page, '待上传 1 题');
    await page.goto(`${t.url}/kiosk`);
    await page.getByRole('button', { name: '退出，换下一位' }).click();
    await page.getByText('还有 1 题没上传，等一等').waitFor();
    await shot(page, 'kiosk-waiting-phone');
    await context.unroute('**/answers');
    await page.getByRole('link', { name: '接着答' }).click();
    await footSays(page, '已保存 3');
    expect(await storedAnswers(t, attemptId)).toBe(3);
    await page.goto(`${t.url}/kiosk`);
    await page.getByRole('button', { name: '退出，换下一位' }).click();
    await page.getByRole('heading', { name: '请先登录' }).waitFor();
    await shot(page, 'kiosk-sign-in-phone');
    expect((await kept(context, page)).rows).toBe(0);
    await context.close();
  }, 90_000);

  it('takes the PIN that the worker has chosen on his own phone', async () => {
    const context = await browser.newContext({
      baseURL: t.url,
      locale: 'zh-CN',
      viewport: { width: 360, height: 780 },
    });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const own = await makeCandidate(t, exam.enterprise);
    await enter(context, t.url, own);
    await page.goto(`${t.url}/my`);
    await page.getByRole('button', { name: '共用设备的数字密码' }).click();
    await page.getByLabel('六位数字').fill('111111');
    await page.getByRole('button', { name: '设成这个密码' }).click();
    await page.getByText('太好猜了').waitFor();
    await shot(page, 'my-pin-refused');
    await page.getByLabel('六位数字').fill('408162');
    await page.getByRole('button', { name: '设成这个密码' }).click();
    await page.getByText('设好了').waitFor();
    const { rows } = await t.db.query(`SELECT 1 FROM kiosk_pin WHERE person_id = $1`, [own.personId]);
    expect(rows).toHaveLength(1);
    await context.close();
  }, 60_000);

  it('signs out whoever has walked away, after a warning', async () => {
    const context = await browser.newContext({
      baseURL: t.url,
      locale: 'zh-CN',
      viewport: { width: 768, height: 1024 },
    });
    const page = await context.newPage();
    const person = await worker('戊走开');
    await pair(page);
    await enterBy(page, person);
    await page.getByRole('heading', { name: '戊走开，你好' }).waitFor();
    await page.clock.install();
    await page.reload();
    await page.getByRole('link', { name: '去考' }).waitFor();
    await page.clock.runFor(185_000);
    await page.getByText('还在吗？').waitFor();
    await page.getByRole('button', { name: '我还在' }).click();
    await page.clock.runFor(185_000);
    await page.getByText('还在吗？').waitFor();
    await shot(page, 'kiosk-idle');
    await page.clock.runFor(31_000);
    await page.getByRole('heading', { name: '请先登录' }).waitFor();
    expect((await kept(context, page)).text).not.toContain(person.name);
    await context.close();
  }, 90_000);

  it('A39 asks for the PIN again when the browser was killed in mid-exam, and goes on', async () => {
    const profile = mkdtempSync(join(tmpdir(), 'zhian-kiosk-'));
    const before = await killableBrowser(profile);
    let after: Awaited<ReturnType<typeof killableBrowser>> | null = null;
    try {
      const person = await worker('丁重来');
      const page = before.context.pages()[0] ?? (await before.context.newPage());
      await pair(page, exam.sessionId);
      const credential = (await before.context.cookies(`${t.url}/api/v1/kiosk`)).find(
        (one) => one.name === 'zhian_kiosk',
      );
      await enterBy(page, person);
      // The device is bound: straight to the exam.
      await page.getByRole('button', { name: '开始考试' }).click();
      await page.getByText('第 1 题').waitFor();
      await answerSome(page, 2);
      await footSays(page, '已保存 2');
      const attemptId = await attemptOf(person);
      await before.context.setOffline(true);
      await answerSome(page, 1);
      await footSays(page, '待上传 1 题');
      await before.kill();
      after = await killableBrowser(profile);
      // Chromium writes cookies to disk every half minute; a real device was paired long before.
      if (credential) await after.context.addCookies([credential]);
      const again = after.context.pages()[0] ?? (await after.context.newPage());
      again.setDefaultTimeout(15_000);
      await again.goto(`${t.url}/exam/${attemptId}`);
      await again.goto(`${t.url}/kiosk`);
      await again.getByRole('heading', { name: '请先登录' }).waitFor();
      await enterBy(again, person);
      await footSays(again, '已保存 3');
      expect(await storedAnswers(t, attemptId)).toBe(3);
    } finally {
      await before.kill();
      await after?.kill();
      rmSync(profile, { recursive: true, force: true });
    }
  }, 90_000);
});
