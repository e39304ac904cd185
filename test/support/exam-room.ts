import type { BrowserContext, Page } from 'playwright-core';
import { enter } from './browser.js';
import { makeCandidate, start, type MadeExam } from './exam.js';
import type { SignedIn, TestApp } from './harness.js';
import { until } from './until.js';

/** A candidate at a page of the exam, with what the database knows of him. */
export interface Sitting {
  readonly person: SignedIn;
  readonly attemptId: string;
  readonly page: Page;
  readonly context: BrowserContext;
}

/** One candidate of `exam`, started over HTTP, in the open room. */
export async function sit(t: TestApp, context: BrowserContext, exam: MadeExam): Promise<Sitting> {
  const person = await makeCandidate(t, exam.enterprise);
  const { id } = await start(t, person, exam.sessionId);
  await enter(context, t.url, person);
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(15_000);
  await page.goto(`${t.url}/exam/${id}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return { person, attemptId: id, page, context };
}

/** Taps the first option of `count` questions, going on after each. */
export async function answerSome(page: Page, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    await page.locator('[data-option]').first().click();
    await page.getByRole('button', { name: '下一题' }).click();
  }
}

/** Waits until the foot of the page says so: 「已保存 3」 or 「待上传 2 题」. */
export async function footSays(page: Page, words: string): Promise<void> {
  const foot = page.getByRole('contentinfo');
  const wanted = words.replaceAll(' ', '');
  await until(async () => (await foot.innerText()).replace(/\s/g, '').includes(wanted));
}

/** Answers that are in the database, cleared ones aside. */
export async function storedAnswers(t: TestApp, attemptId: string): Promise<number> {
  const { rows } = await t.db.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM answer WHERE attempt_id = $1 AND choice <> ''`,
    [attemptId],
  );
  return rows[0]?.n ?? 0;
}
