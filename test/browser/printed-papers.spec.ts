import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { toShown } from '../../apps/api/src/modules/exams/attempts/answers.js';
import { RunPaperJobs } from '../../apps/api/src/modules/exams/papers/jobs/run-paper-jobs.js';
import { rasterise } from '../../libs/certificates/src/testing/pdf.js';
import { PNG } from 'pngjs';
import { readFile } from 'node:fs/promises';
import { builtPages, enter, launchBrowser, shot, visitor } from '../support/browser.js';
import { makeCandidate, makeExam, storedPaper, type MadeExam } from '../support/exam.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';

// An exam on paper in the office: printed, found by a photo of its code, keyed in by two people with the keyboard, settled.

let t: TestApp;
let browser: Browser;
let exam: MadeExam;
let second: SignedIn;
let candidate: SignedIn;
const complaints: string[] = [];

beforeAll(async () => {
  t = await startTestApp({ env: builtPages });
  browser = await launchBrowser();
  const enterprise = await t.factory.organisation({ name: '岚水煤业有限责任公司' });
  candidate = await makeCandidate(t, enterprise);
  exam = await makeExam(t, { enterprise });
  second = await t.signIn('safety_officer', { organisationId: enterprise.id });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await t?.close();
});

async function as(who: SignedIn, kind: 'phone' | 'desktop', path: string): Promise<Page> {
  const guest = await visitor(browser, kind, t.url);
  guest.page.on('close', () => complaints.push(...guest.complaints));
  await enter(guest.context, t.url, who);
  await guest.page.goto(path);
  return guest.page;
}

/** What is typed for each question; `wrong` reads one of them as blank. */
async function lines(wrong: number | null): Promise<string[]> {
  const found = await t.db.query<{ id: string }>(
    `SELECT t.id FROM printed_paper d JOIN attempt t ON t.id = d.attempt_id WHERE t.session_id = $1 AND t.person_id = $2 AND d.status <> 'void'`,
    [exam.sessionId, candidate.personId],
  );
  const { slots } = await storedPaper(t.db, found.rows[0]?.id ?? '');
  return slots.map((slot) =>
    slot.slot === wrong
      ? '-'
      : toShown(slot, (exam.questions.get(slot.questionId)?.key ?? []).join(''))
          .join('')
          .toLowerCase(),
  );
}

async function type(page: Page, typed: readonly string[]): Promise<void> {
  const field = page.locator('.op-field input');
  for (const [index, line] of typed.entries()) {
    await page.getByText(`第 ${index + 1} 题`).waitFor();
    await field.pressSequentially(line);
    await field.press('Enter');
  }
}

it('prints for chosen people as one file, finds a paper by its photo, and grades what two have read and a third has settled', async () => {
  const page = await as(exam.officer, 'desktop', `/office/exams/${exam.sessionId}`);
  await page.getByRole('link', { name: '纸卷' }).click();
  await page.getByText('还没有印纸卷').waitFor();
  await shot(page, 'papers-empty');
  await page.getByRole('button', { name: '选人印纸卷' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: '全选' }).check();
  await dialog.getByText('已选 2 人').waitFor();
  await shot(page, 'papers-choosing');
  await dialog.getByRole('button', { name: '给这 2 人印纸卷' }).click();
  await page.getByRole('table').getByText('待录入').first().waitFor();
  await page.getByText('正在排队，共 2 份').waitFor();
  expect(await t.get(RunPaperJobs).execute()).toBe(true);
  const whole = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载 PDF' }).click();
  expect((await whole).suggestedFilename()).toBe('第四季度考试 纸卷 2份.pdf');
  const download = page.waitForEvent('download');
  await page.getByRole('table').getByRole('button', { name: '下载' }).first().click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('第四季度考试 纸卷 1份.pdf');
  const sheet = rasterise(new Uint8Array(await readFile(await file.path())), 120);
  await shot(page, 'papers-list');

  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name: 'sheet.png',
      mimeType: 'image/png',
      buffer: PNG.sync.write(sheet),
    });
  await page.waitForURL(/\/office\/exams\/papers\/[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  await page.locator('.op-field input').waitFor();
  const mine = await t.db.query<{ number: string }>(
    `SELECT d.number FROM printed_paper d JOIN attempt t ON t.id = d.attempt_id WHERE t.person_id = $1`,
    [candidate.personId],
  );
  await page.goto(`/office/exams/papers/${mine.rows[0]?.number.toLowerCase()}`);
  const right = await lines(null);
  await page.locator('.op-photos input[type=file]').setInputFiles({
    name: 'sheet.png',
    mimeType: 'image/png',
    buffer: PNG.sync.write(sheet),
  });
  await page.getByRole('img', { name: /答题卡，第 1 张/ }).waitFor();
  await type(page, right.slice(0, 4));
  await page.locator('.op-field input').pressSequentially('z');
  await page.locator('.op-field input').press('Enter');
  await page.getByRole('alert').waitFor();
  await shot(page, 'papers-keying');
  await page.reload();
  await page.getByText('第 5 题').waitFor();
  await page.locator('.op-sheet .op-filled').nth(3).waitFor();
  const rest = right.slice(4);
  for (const line of rest) {
    await page.locator('.op-field input').pressSequentially(line);
    await page.locator('.op-field input').press('Enter');
  }
  await page.getByRole('button', { name: '录完了，提交' }).click();
  await page.getByText('你录的已提交').waitFor();

  const phone = await as(second, 'phone', `/office/exams/papers/${mine.rows[0]?.number}`);
  await type(phone, await lines(3));
  await shot(phone, 'papers-keying-phone');
  await phone.getByRole('button', { name: '录完了，提交' }).click();
  await phone.getByText('等另一个人核定').waitFor();
  await phone.close();

  const third = await t.signIn('safety_officer', { organisationId: exam.enterprise.id });
  const settling = await as(third, 'phone', `/office/exams/papers/${mine.rows[0]?.number}`);
  await settling.getByText('两人录的有 1 题不一样').waitFor();
  await settling.getByRole('img', { name: /答题卡，第 1 张/ }).waitFor();
  await settling.getByRole('radio').first().check();
  await shot(settling, 'papers-settling-phone');
  await settling.getByRole('button', { name: '核定并交卷' }).click();
  await settling.getByText('这份纸卷已交卷').waitFor();
  const graded = await t.db.query(`SELECT status, score FROM attempt WHERE person_id = $1`, [candidate.personId]);
  expect(graded.rows).toEqual([{ status: 'submitted', score: 10_000 }]);
  await page.close();
  await settling.close();
  expect(complaints).toEqual([]);
}, 120_000);
