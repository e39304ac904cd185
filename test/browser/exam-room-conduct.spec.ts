import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { builtPages, enter, launchBrowser, shot, visitor, type Visitor } from '../support/browser.js';
import { makeCandidate, makeExam, type MadeExam } from '../support/exam.js';
import { answerSome, footSays, sit, storedAnswers } from '../support/exam-room.js';
import { startTestApp, type TestApp } from '../support/harness.js';
import { until } from '../support/until.js';

// What a candidate sees when others act: more time, a pause, another phone, the word of the room.

let t: TestApp;
let browser: Browser;
const opened: Visitor[] = [];

beforeAll(async () => {
  t = await startTestApp({ env: builtPages });
  browser = await launchBrowser();
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

async function conduct(exam: MadeExam, what: string, body: object): Promise<void> {
  const reply = await t
    .http()
    .post(`/api/v1/exam-sessions/${exam.sessionId}/${what}`)
    .set(exam.officer.headers)
    .send({ reason: '考场停电', ...body });
  if (reply.status >= 300) throw new Error(`${what}: ${reply.status} ${JSON.stringify(reply.body)}`);
}

describe('A09 others change the time', () => {
  it('is told of more time within two seconds, by stream, and without one by the next save', async () => {
    const exam = await makeExam(t);
    const [streaming, blocked] = [await phone(), await phone()];
    await blocked.context.route('**/notices', (route) => route.abort());
    const one = await sit(t, streaming.context, exam);
    const two = await sit(t, blocked.context, exam);
    await conduct(exam, 'extensions', { minutes: 10 });
    await one.page.getByText(/加了 10 分钟，到 \d+:\d\d 结束/).waitFor({ timeout: 3_000 });
    await shot(one.page, 'exam-extended');
    expect(await two.page.getByText('加了 10 分钟').count()).toBe(0);
    await answerSome(two.page, 1);
    await two.page.getByText(/加了 10 分钟，到 \d+:\d\d 结束/).waitFor({ timeout: 3_000 });
    for (const { page } of [one, two]) {
      const left = await page.getByRole('timer').innerText();
      expect(left).toMatch(/^1:0\d:\d\d$/);
    }
    expect([...streaming.complaints, ...blocked.complaints.filter((text) => !text.includes('ERR_FAILED'))]).toEqual([]);
  }, 60_000);

  it('puts the paper away while the exam is paused, keeps what was tapped, and goes on by itself with the time given back', async () => {
    const exam = await makeExam(t);
    const { context, complaints } = await phone();
    const { page, attemptId } = await sit(t, context, exam);
    await answerSome(page, 1);
    await footSays(page, '已保存 1');
    const before = await t.db.query(`SELECT deadline FROM attempt WHERE id = $1`, [attemptId]);
    await conduct(exam, 'pause', {});
    await page.getByRole('heading', { name: '考试暂停' }).waitFor({ timeout: 3_000 });
    await page.getByText('时间已停住，答案都在').waitFor();
    expect(await page.locator('[data-option]').count()).toBe(0);
    await shot(page, 'exam-paused');
    await page.reload();
    await page.getByRole('heading', { name: '考试暂停' }).waitFor();
    expect(await page.locator('[data-option]').count()).toBe(0);
    await context.setOffline(true);
    await page.getByText('考试恢复了也不会马上知道').waitFor();
    expect(await page.getByText('时间已停住').count()).toBe(0);
    await context.setOffline(false);
    await page.getByText('时间已停住，答案都在').waitFor();
    await conduct(exam, 'resumption', {});
    await page.getByText(/考试继续，到 \d+:\d\d 结束/).waitFor({ timeout: 3_000 });
    await answerSome(page, 1);
    await footSays(page, '已保存 2');
    const after = await t.db.query(`SELECT deadline FROM attempt WHERE id = $1`, [attemptId]);
    expect(after.rows[0].deadline.getTime()).toBeGreaterThan(before.rows[0].deadline.getTime());
    expect(complaints).toEqual([]);
  }, 60_000);

  it('keeps what was answered without a network during a pause, and sends it when the exam goes on', async () => {
    const exam = await makeExam(t);
    const { context } = await phone();
    const { page, attemptId } = await sit(t, context, exam);
    await context.setOffline(true);
    await answerSome(page, 2);
    await footSays(page, '待上传 2 题');
    await conduct(exam, 'pause', {});
    // The half minute for answers under way is over.
    await t.db.query(`UPDATE attempt SET paused_at = paused_at - interval '60 seconds' WHERE id = $1`, [attemptId]);
    await context.setOffline(false);
    await page.getByRole('heading', { name: '考试暂停' }).waitFor();
    await page.getByText('待上传 2 题').waitFor();
    expect(await storedAnswers(t, attemptId)).toBe(0);
    await conduct(exam, 'resumption', {});
    await footSays(page, '已保存 2');
    expect(await storedAnswers(t, attemptId)).toBe(2);
  }, 60_000);

  it('says that it is handed in when somebody else did that', async () => {
    const exam = await makeExam(t);
    const { context } = await phone();
    const { page, person, attemptId } = await sit(t, context, exam);
    await answerSome(page, 1);
    await footSays(page, '已保存 1');
    await conduct(exam, 'force-submissions', { personIds: [person.personId] });
    await page.getByRole('heading', { name: '答卷已经交上去了' }).waitFor({ timeout: 4_000 });
    await page.getByRole('link', { name: '看结果' }).click();
    await page.waitForURL('**/result');
    const { rows } = await t.db.query(`SELECT status FROM attempt WHERE id = $1`, [attemptId]);
    expect(rows).toEqual([{ status: 'submitted' }]);
  }, 60_000);
});

describe('one phone at a time', () => {
  it('asks before it moves, tells the old one, keeps what that one had not sent, and moves back', async () => {
    const exam = await makeExam(t);
    const person = await makeCandidate(t, exam.enterprise);
    const [first, second] = [await phone(), await phone()];
    for (const { context } of [first, second]) await enter(context, t.url, person);
    await first.page.goto(`/exams/${exam.sessionId}`);
    await first.page.getByRole('button', { name: '开始考试' }).click();
    await first.page.waitForURL('**/exam/**');
    const attemptId = first.page.url().split('/').at(-1) ?? '';
    await answerSome(first.page, 1);
    await footSays(first.page, '已保存 1');
    await first.context.setOffline(true);
    await answerSome(first.page, 1);
    await footSays(first.page, '待上传 1 题');

    await second.page.goto(`/exams/${exam.sessionId}`);
    await second.page.getByRole('button', { name: '继续答题' }).click();
    const ask = second.page.getByRole('dialog');
    await ask.getByText(/在另一部手机上答.*那边就只能看/).waitFor();
    await shot(second.page, 'exam-move-ask');
    await ask.getByRole('button', { name: '先不' }).click();
    await ask.waitFor({ state: 'hidden' });
    await second.page.getByRole('button', { name: '继续答题' }).click();
    await second.page.getByRole('button', { name: '在这里继续' }).click();
    await second.page.waitForURL('**/exam/**');
    await second.page.getByText('第 2 题').waitFor();

    await first.context.setOffline(false);
    await first.page.getByText('你已在另一部手机上继续答题，这里只能看。').waitFor();
    await shot(first.page, 'exam-elsewhere');
    expect(await first.page.locator('[data-option]').first().isDisabled()).toBe(true);
    expect(await storedAnswers(t, attemptId)).toBe(1);
    await first.page.getByRole('button', { name: '在这部手机上继续' }).click();
    await footSays(first.page, '已保存 2');
    expect(await storedAnswers(t, attemptId)).toBe(2);
    await second.page.getByText('你已在另一部手机上继续答题，这里只能看。').waitFor({ timeout: 4_000 });
    expect([...first.complaints, ...second.complaints]).toEqual([]);
  }, 60_000);
});

describe('the start', () => {
  it('asks for the word of the room, says under the field when it is wrong, and starts with the right one', async () => {
    const exam = await makeExam(t, { session: { accessCode: 'LANSHUI7' } });
    const person = await makeCandidate(t, exam.enterprise);
    const { page, context, complaints } = await phone();
    await enter(context, t.url, person);
    await page.goto('/exams');
    await page.getByText('凭考场口令').waitFor();
    await page.goto(`/exams/${exam.sessionId}`);
    await page.getByRole('button', { name: '开始考试' }).click();
    await page.getByText('请先填考场口令').waitFor();
    await page.getByLabel('考场口令').fill('WRONG99');
    await page.keyboard.press('Enter');
    await until(async () => (await page.getByLabel('考场口令').getAttribute('aria-invalid')) === 'true');
    await shot(page, 'exam-access-code');
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.getByLabel('考场口令').fill('lanshui7');
    await page.getByRole('button', { name: '开始考试' }).click();
    await page.waitForURL('**/exam/**');
    await page.getByText('第 1 题').waitFor();
    expect(complaints).toEqual([]);
  }, 60_000);

  it('asks for the word of the room when it was set after the page was opened', async () => {
    const exam = await makeExam(t);
    const person = await makeCandidate(t, exam.enterprise);
    const { page, context } = await phone();
    await enter(context, t.url, person);
    await page.goto(`/exams/${exam.sessionId}`);
    await page.getByRole('button', { name: '开始考试' }).waitFor();
    const set = await t
      .http()
      .put(`/api/v1/exam-sessions/${exam.sessionId}/access-code`)
      .set(exam.officer.headers)
      .send({ accessCode: 'LANSHUI7' });
    expect(set.status).toBe(204);
    await page.getByRole('button', { name: '开始考试' }).click();
    await page.getByText('口令不对').waitFor();
    await page.getByLabel('考场口令').fill('lanshui7');
    await page.getByRole('button', { name: '开始考试' }).click();
    await page.waitForURL('**/exam/**');
  }, 60_000);

  it('says in one calm sentence what is noted, and notes no more than that', async () => {
    const exam = await makeExam(t);
    const { page, context } = await phone();
    const person = await makeCandidate(t, exam.enterprise);
    await enter(context, t.url, person);
    await page.goto(`/exams/${exam.sessionId}`);
    await page.getByText('只供监考人员了解情况，不影响分数').waitFor();
    await page.getByRole('button', { name: '开始考试' }).click();
    await page.waitForURL('**/exam/**');
    await page.getByText('第 1 题').waitFor();
    // The paper may be seen a moment before the room listens; what it saves it saves afterwards.
    await answerSome(page, 1);
    await footSays(page, '已保存 1');
    await page.evaluate(`document.dispatchEvent(new Event('copy')); window.dispatchEvent(new Event('beforeprint'))`);
    await page.goto(`${t.url}/home`);
    const kinds = async (): Promise<string[]> => {
      const { rows } = await t.db.query<{ data: { signals?: { kind: string }[] } }>(
        `SELECT e.data FROM attempt_event e JOIN attempt a ON a.id = e.attempt_id WHERE a.person_id = $1 AND e.kind = 'signals'`,
        [person.personId],
      );
      return rows.flatMap(({ data }) => (data.signals ?? []).map(({ kind }) => kind));
    };
    await until(async () => (await kinds()).length > 0);
    expect(await kinds()).toEqual(expect.arrayContaining(['copy', 'print']));
  }, 60_000);
});
