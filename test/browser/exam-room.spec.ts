import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import { builtPages, enter, killableBrowser, launchBrowser, shot, visitor, type Visitor } from '../support/browser.js';
import { makeCandidate, makeExam, setOfVersions, type MadeExam } from '../support/exam.js';
import { answerSome, footSays, sit, storedAnswers } from '../support/exam-room.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';
import { photo } from '../support/pictures.js';
import { until } from '../support/until.js';

// What a candidate's phone does when the network, the browser or the clock does not do what one would like.

let t: TestApp;
let browser: Browser;
let exam: MadeExam;
const opened: Visitor[] = [];

beforeAll(async () => {
  t = await startTestApp({ env: builtPages });
  browser = await launchBrowser();
  exam = await makeExam(t);
}, 120_000);

afterEach(async () => {
  for (const { context } of opened.splice(0)) await context.close();
}, 30_000);

afterAll(async () => {
  await browser?.close();
  await t?.close();
}, 30_000);

async function phone(): Promise<Visitor> {
  const one = await visitor(browser, 'phone', t.url);
  opened.push(one);
  return one;
}

async function deadlineIn(attemptId: string, seconds: number): Promise<void> {
  await t.db.query(
    `UPDATE attempt SET deadline = now() + $2 * interval '1 second', revision = revision + 1 WHERE id = $1`,
    [attemptId, seconds],
  );
}

async function resultOf(person: SignedIn, attemptId: string): Promise<Record<string, unknown>> {
  const reply = await t.http().get(`/api/v1/exam-attempts/${attemptId}/result`).set(person.headers);
  expect([reply.status, reply.body.code]).toEqual([200, undefined]);
  return reply.body as Record<string, unknown>;
}

/** An exam in which every question has a picture at its stem. */
async function withPictures(): Promise<MadeExam> {
  const made = await makeExam(t, { publish: false });
  const upload = await t
    .http()
    .post('/api/v1/files')
    .set(made.officer.headers)
    .attach('file', await photo('png', 320, 180), 'roof.png');
  expect(upload.status).toBe(201);
  const image = { place: 'stem', fileId: upload.body.id, alt: '顶板和支架', width: 320, height: 180 };
  await setOfVersions(t, made.enterprise, `images = '${JSON.stringify([image])}'`);
  await t.http().post(`/api/v1/exam-sessions/${made.sessionId}/publication`).set(made.officer.headers).send({});
  return made;
}

/** The pages are kept on the device: from now on they open without a network. */
async function shellKept(context: BrowserContext): Promise<void> {
  const [page] = context.pages();
  await page?.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
}

describe('A39 the network comes and goes', () => {
  it('takes answers without it, says so, and brings them up when it is back', async () => {
    const { context, complaints } = await phone();
    const { page, attemptId } = await sit(t, context, exam);
    await answerSome(page, 2);
    await footSays(page, '已保存 2');
    await context.setOffline(true);
    await answerSome(page, 3);
    await page.getByText('没有网络，接着答就行').waitFor();
    await footSays(page, '待上传 3 题');
    expect(await storedAnswers(t, attemptId)).toBe(2);
    await shot(page, 'exam-offline');
    await context.setOffline(false);
    await page.getByText('已连上，3 题都上传了').waitFor();
    await footSays(page, '已保存 5');
    expect(await storedAnswers(t, attemptId)).toBe(5);
    expect(complaints).toEqual([]);
  }, 60_000);

  it('opens the room again without it: pages, paper, pictures and answers are on the device', async () => {
    const { context, complaints } = await phone();
    const { page, attemptId } = await sit(t, context, await withPictures());
    await answerSome(page, 2);
    await footSays(page, '已保存 2');
    await shellKept(context);
    await context.setOffline(true);
    await answerSome(page, 1);
    await footSays(page, '待上传 1 题');
    await page.reload();
    await page.getByText('第 4 题').waitFor();
    await page.getByText('没有网络，接着答就行').waitFor();
    const drawn = (): Promise<number> => page.evaluate<number>(`document.querySelector('main img').naturalWidth`);
    await until(async () => (await drawn()) === 320);
    await answerSome(page, 1);
    await footSays(page, '待上传 2 题');
    // The stroke of the fraction is drawn, not written.
    await footSays(page, '待上传 2 题 2 10');
    // Every other page says what can be done: the exam goes on.
    await page.goto(`${t.url}/home`);
    await page.getByRole('link', { name: '继续答题' }).click();
    await footSays(page, '待上传 2 题');
    await shot(page, 'exam-reopened-offline');
    await context.setOffline(false);
    await footSays(page, '已保存 4');
    expect(await storedAnswers(t, attemptId)).toBe(4);
    expect(complaints).toEqual([]);
  }, 60_000);

  it('loses nothing when the browser is killed in mid-exam, offline', async () => {
    const profile = mkdtempSync(join(tmpdir(), 'zhian-profile-'));
    const first = await killableBrowser(profile);
    let second: Awaited<ReturnType<typeof killableBrowser>> | null = null;
    try {
      const { page, attemptId, person } = await sit(t, first.context, exam);
      await answerSome(page, 1);
      await footSays(page, '已保存 1');
      await first.context.setOffline(true);
      await answerSome(page, 4);
      await footSays(page, '待上传 4 题');
      await first.kill();
      expect(await storedAnswers(t, attemptId)).toBe(1);
      second = await killableBrowser(profile);
      // Chromium writes cookies to disk every half minute; the sign-in of a real candidate is older than that.
      await enter(second.context, t.url, person);
      const again = second.context.pages()[0] ?? (await second.context.newPage());
      await again.goto(`${t.url}/home`);
      await again.getByRole('link', { name: '继续答题' }).click();
      await footSays(again, '已保存 5');
      await again.getByText('第 6 题').waitFor();
      expect(await storedAnswers(t, attemptId)).toBe(5);
    } finally {
      await first.kill();
      await second?.kill();
      rmSync(profile, { recursive: true, force: true });
    }
  }, 60_000);
});

describe('a page that met no network', () => {
  it('opens when it is back, without a tap; and a phone that lost it at once gets the pages kept later', async () => {
    const { context, page, complaints } = await phone();
    const person = await makeCandidate(t, exam.enterprise);
    await enter(context, t.url, person);
    await page.goto('/home');
    await page.getByRole('link', { name: '首页' }).waitFor();
    // Before the pages begin to come down, a second and a half after the first visit.
    await context.setOffline(true);
    await sleep(2_500);
    await context.setOffline(false);
    await shellKept(context);
    await context.setOffline(true);
    await page.reload();
    await page.getByText('没有连上网络').waitFor();
    await context.setOffline(false);
    await page.getByRole('link', { name: '首页' }).waitFor();
    expect(await page.getByText('没有连上网络').count()).toBe(0);
    expect(complaints).toEqual([]);
  }, 60_000);
});

describe('A08 the time runs out without a network', () => {
  it('locks at zero, says that the answers are there, and hands them in within the grace', async () => {
    const { context, complaints } = await phone();
    const { page, attemptId, person } = await sit(t, context, exam);
    await deadlineIn(attemptId, 6);
    await page.reload();
    await answerSome(page, 1);
    await footSays(page, '已保存 1');
    await context.setOffline(true);
    await answerSome(page, 2);
    await page.getByRole('heading', { name: '时间到' }).waitFor();
    await page.getByText('答案都存在这部手机里，来网后自动交上去').waitFor();
    expect(await page.locator('[data-option]').count()).toBe(0);
    await shot(page, 'exam-time-up-offline');
    await context.setOffline(false);
    await page.waitForURL('**/result');
    expect(await resultOf(person, attemptId)).toMatchObject({ answeredCount: 3, lateAnswers: 0 });
    expect(complaints).toEqual([]);
  }, 60_000);

  it('says what did not count when the grace is over too', async () => {
    const { context } = await phone();
    const { page, attemptId, person } = await sit(t, context, exam);
    await answerSome(page, 2);
    await footSays(page, '已保存 2');
    await context.setOffline(true);
    await answerSome(page, 1);
    await footSays(page, '待上传 1 题');
    await deadlineIn(attemptId, -60);
    await context.setOffline(false);
    await page.getByRole('heading', { name: '考试时间已到' }).waitFor();
    await page.getByText('最后这 1 题没有算进去。前面 2 题都在。').waitFor();
    await shot(page, 'exam-too-late');
    await page.getByRole('link', { name: '看结果' }).click();
    await page.waitForURL('**/result');
    expect(await resultOf(person, attemptId)).toMatchObject({ status: 'expired', answeredCount: 2 });
  }, 60_000);

  it('gives back the time that was added while the phone heard nothing', async () => {
    const { context } = await phone();
    const { page, attemptId } = await sit(t, context, exam);
    await deadlineIn(attemptId, 4);
    await page.reload();
    await answerSome(page, 1);
    await footSays(page, '已保存 1');
    await context.setOffline(true);
    await page.getByRole('heading', { name: '时间到' }).waitFor();
    await deadlineIn(attemptId, 600);
    await context.setOffline(false);
    await page.getByText('第 2 题').waitFor();
    const { rows } = await t.db.query(`SELECT status FROM attempt WHERE id = $1`, [attemptId]);
    expect(rows).toEqual([{ status: 'open' }]);
  }, 60_000);
});

describe('the exam by keyboard alone', () => {
  it('from the start page to the result', async () => {
    const { page, context, complaints } = await phone();
    const person = await makeCandidate(t, exam.enterprise);
    await enter(context, t.url, person);
    await page.goto(`/exams/${exam.sessionId}`);
    await page.getByRole('button', { name: '开始考试' }).waitFor();
    await page.getByRole('button', { name: '开始考试' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/exam/**');
    await page.getByText('第 1 题').waitFor();
    for (let n = 1; n <= 10; n += 1) {
      await page.getByText(`第 ${n} 题`, { exact: false }).first().waitFor();
      await page.keyboard.press(n % 2 === 1 ? '1' : 'b');
      if (n === 3) await page.keyboard.press('m');
      if (n < 10) await page.keyboard.press(n % 3 === 0 ? 'ArrowRight' : 'Enter');
    }
    await footSays(page, '已保存 10');
    await page.keyboard.press('ArrowLeft');
    await page.getByText('第 9 题').first().waitFor();
    await page.keyboard.press('g');
    await page.getByText('第 3 题做了记号').waitFor();
    await page.keyboard.press('Escape');
    // The page listens again once the sheet has gone from it, not when the browser has closed it.
    await page.locator('.sheet-body').waitFor({ state: 'detached' });
    await until(async () => {
      await page.keyboard.press('ArrowRight');
      return (await page.getByText('第 10 题').count()) > 0;
    });
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('10 题都答了').waitFor();
    for (let n = 0; n < 6; n += 1) {
      const focused = await page.evaluate<string>('document.activeElement?.textContent');
      if (focused === '现在交卷') break;
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.waitForURL('**/result');
    const attempt = await t.db.query(`SELECT status FROM attempt WHERE person_id = $1`, [person.personId]);
    expect(attempt.rows).toEqual([{ status: 'submitted' }]);
    expect(complaints).toEqual([]);
  }, 60_000);
});
