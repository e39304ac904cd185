import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { builtPages, enter, killableBrowser, launchBrowser, screen, shot } from '../support/browser.js';
import { makeCandidate, makeExam, type MadeExam } from '../support/exam.js';
import { answerSome, footSays, storedAnswers } from '../support/exam-room.js';
import { startTestApp, type TestApp } from '../support/harness.js';
import { enterByName, keptBy, kioskWorker, pairBrowser, type KioskWorker } from '../support/kiosk-browser.js';

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

const worker = (name: string): Promise<KioskWorker> => kioskWorker(t, exam, name);
const pair = (page: Page, examSessionId?: string): Promise<void> => pairBrowser(t, exam, page, examSessionId);

/** Nothing but the device's own credential is left, and no trace of whoever was here. */
async function expectNothingOf(context: BrowserContext, page: Page, traces: readonly string[]): Promise<void> {
  const kept = await keptBy(t, context, page);
  expect([kept.rows, kept.cachedAnswers, kept.cookies]).toEqual([0, [], ['zhian_kiosk']]);
  for (const trace of traces) expect(kept.text).not.toContain(trace);
}

async function attemptOf(person: KioskWorker): Promise<string> {
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

describe('a shared tablet', () => {
  it('A39 serves two workers in turn, and keeps nothing of the first', async () => {
    const context = await screen(browser, t.url, 1024, 768);
    const page = await context.newPage();
    const [first, second] = [await worker('甲先考'), await worker('乙后考')];
    await page.goto(`${t.url}/kiosk`);
    await page.getByLabel('配对码').waitFor();
    await shot(page, 'kiosk-pairing');
    await pair(page);
    await shot(page, 'kiosk-sign-in');
    await enterByName(page, { ...first, pin: first.pin === '908172' ? '271809' : '908172' });
    await page.getByText('姓名或数字密码不对').waitFor();
    await shot(page, 'kiosk-wrong-pin');
    await enterByName(page, first);
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
    const traces = [first.personId, first.name, await attemptOf(first)];
    await expectNothingOf(context, page, traces);
    for (let n = 0; n < 3; n += 1) {
      await page.goBack().catch(() => null);
      await page.getByRole('heading', { name: '请先登录' }).waitFor();
      await expectNothingOf(context, page, traces);
    }
    await page.goto(`${t.url}/kiosk`);
    await enterByName(page, second);
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
    const context = await screen(browser, t.url, 360, 780);
    const page = await context.newPage();
    const person = await worker('丙断网');
    await pair(page);
    await enterByName(page, person);
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
    await expectNothingOf(context, page, [person.name, attemptId]);
    await context.close();
  }, 90_000);

  it('takes the PIN that the worker has chosen on his own phone', async () => {
    const context = await screen(browser, t.url, 360, 780);
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
    const context = await screen(browser, t.url, 768, 1024);
    const page = await context.newPage();
    const person = await worker('戊走开');
    await pair(page);
    await enterByName(page, person);
    await page.getByRole('heading', { name: '戊走开，你好' }).waitFor();
    await page.clock.install();
    await page.reload();
    await page.getByRole('link', { name: '去考' }).waitFor();
    let told = 0;
    page.on('request', (request) => {
      if (request.url().endsWith('/sessions/current') && request.method() === 'GET') told += 1;
    });
    // Whoever only reads and scrolls asks the server nothing: it is told that he is there, lest it ends his session.
    await page.clock.runFor(70_000);
    expect(told).toBe(0);
    await page.getByRole('heading', { name: '戊走开，你好' }).click();
    await page.clock.runFor(2_000);
    expect(told).toBe(1);
    await page.clock.runFor(185_000);
    await page.getByText('还在吗？').waitFor();
    await page.getByRole('button', { name: '我还在' }).click();
    await page.clock.runFor(185_000);
    await page.getByText('还在吗？').waitFor();
    await shot(page, 'kiosk-idle');
    await page.clock.runFor(31_000);
    await page.getByRole('heading', { name: '请先登录' }).waitFor();
    await expectNothingOf(context, page, [person.name]);
    await context.close();
  }, 90_000);

  it('makes room when the session was ended elsewhere', async () => {
    const context = await screen(browser, t.url, 768, 1024);
    const page = await context.newPage();
    const person = await worker('壬被退');
    await pair(page);
    await enterByName(page, person);
    const hello = page.getByRole('heading', { name: '壬被退，你好' });
    await hello.waitFor();
    await page.clock.install();
    await page.reload();
    await page.getByRole('link', { name: '去考' }).waitFor();
    await t.db.query(`UPDATE session SET revoked_at = now() WHERE kiosk_id IS NOT NULL AND revoked_at IS NULL`);
    await page.clock.runFor(61_000);
    await hello.click();
    await page.clock.runFor(2_000);
    await page.getByRole('heading', { name: '请先登录' }).waitFor();
    await expectNothingOf(context, page, [person.name]);
    expect(await hello.count()).toBe(0);
    await context.close();
  }, 60_000);

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
      await enterByName(page, person);
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
      await enterByName(again, person);
      await footSays(again, '已保存 3');
      expect(await storedAnswers(t, attemptId)).toBe(3);
    } finally {
      await before.kill();
      await after?.kill();
      rmSync(profile, { recursive: true, force: true });
    }
  }, 90_000);
});
