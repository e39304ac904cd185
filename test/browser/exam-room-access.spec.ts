import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { builtPages, enter, launchBrowser, shot, visitor } from '../support/browser.js';
import { makeCandidate, makeExam, type MadeExam } from '../support/exam.js';
import { answerSome, footSays } from '../support/exam-room.js';
import { startTestApp, type TestApp } from '../support/harness.js';

// Everybody can sit the exam: by axe, at 320 px, at 200 % and in large type.

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let t: TestApp;
let browser: Browser;
let exam: MadeExam;

beforeAll(async () => {
  t = await startTestApp({ env: builtPages });
  browser = await launchBrowser();
  exam = await makeExam(t, { session: { accessCode: 'LANSHUI7' } });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await t?.close();
}, 30_000);

interface Finding {
  id: string;
  impact: string;
  nodes: { html: string }[];
}

/** Colours are looked at when they have arrived: in the middle of a fade every text is pale. */
async function whenStill(page: Page): Promise<void> {
  await page.evaluate(
    `Promise.allSettled(document.getAnimations()
       .filter((animation) => animation.effect.getComputedTiming().endTime !== Infinity)
       .map((animation) => animation.finished)).then(() => undefined)`,
  );
  await page.evaluate(axe);
}

/** Serious and critical findings of axe on the page as it stands, and text of the exam below AAA. */
async function findings(page: Page): Promise<string[]> {
  await whenStill(page);
  const found = await page.evaluate<Finding[]>(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
       .then((result) => result.violations)`,
  );
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

/** Text of the exam with less contrast than AAA asks for (ui.md §3). */
async function belowAAA(page: Page): Promise<string[]> {
  await whenStill(page);
  const found = await page.evaluate<Finding[]>(
    `axe.run(document, { runOnly: { type: 'rule', values: ['color-contrast-enhanced'] }, rules: { 'color-contrast-enhanced': { enabled: true } } })
       .then((result) => result.violations)`,
  );
  return found.flatMap(({ nodes }) => nodes.map(({ html }) => html.slice(0, 200)));
}

/** Does the page stay within its width, and can what matters be reached? */
async function holds(page: Page): Promise<void> {
  const wider = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  expect(wider).toBeLessThanOrEqual(0);
}

async function candidate(context: BrowserContext): Promise<void> {
  await enter(context, t.url, await makeCandidate(t, exam.enterprise));
}

async function begin(page: Page): Promise<void> {
  await page.goto(`${t.url}/exams/${exam.sessionId}`);
  await page.getByLabel('考场口令').fill('lanshui7');
  await page.getByRole('button', { name: '开始考试' }).click();
  await page.waitForURL('**/exam/**');
  await page.getByText('第 1 题').waitFor();
}

async function handIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: '答题卡' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '交卷', exact: true }).click();
  await page.getByRole('button', { name: '现在交卷' }).click();
  await page.waitForURL('**/result');
}

describe('the exam for everybody', () => {
  it('has no serious finding of axe on any page of the exam, and AAA contrast in the room', async () => {
    const { page, context } = await visitor(browser, 'phone', t.url);
    await candidate(context);
    await page.goto(`/exams/${exam.sessionId}`);
    await page.getByLabel('考场口令').waitFor();
    expect(['start', await findings(page)]).toEqual(['start', []]);
    await shot(page, 'exam-start');
    await begin(page);
    expect(['question', await findings(page), await belowAAA(page)]).toEqual(['question', [], []]);
    await shot(page, 'exam-question');
    await page.getByRole('button', { name: '做个记号' }).click();
    await answerSome(page, 3);
    await context.setOffline(true);
    await answerSome(page, 2);
    await footSays(page, '待上传 2 题');
    expect(['offline', await findings(page), await belowAAA(page)]).toEqual(['offline', [], []]);
    await page.getByRole('button', { name: '答题卡' }).click();
    await page.getByRole('button', { name: '没答 5' }).waitFor();
    expect(['sheet', await findings(page)]).toEqual(['sheet', []]);
    await shot(page, 'exam-sheet');
    await page.getByRole('button', { name: '没答 5' }).click();
    await page.keyboard.press('Escape');
    await context.setOffline(false);
    await footSays(page, '已保存 5');
    await handIn(page);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    expect(['result', await findings(page)]).toEqual(['result', []]);
    await shot(page, 'exam-result');
    await context.close();
  }, 90_000);

  it.each([
    ['at 320 px', { width: 320, height: 640 }, false],
    ['at 320 px in large type', { width: 320, height: 640 }, true],
    ['at 200 % of a desktop', { width: 640, height: 450 }, false],
  ] as const)(
    'works %s',
    async (name, viewport, large) => {
      const { page, context } = await visitor(browser, 'phone', t.url);
      await page.setViewportSize(viewport);
      await candidate(context);
      await page.goto(`/exams/${exam.sessionId}`);
      await page.getByRole('switch', { name: '大字' }).waitFor();
      if (large) await page.getByRole('switch', { name: '大字' }).click();
      await holds(page);
      await begin(page);
      await holds(page);
      await shot(page, `exam-${viewport.width}${large ? '-large' : ''}`);
      await answerSome(page, 1);
      await footSays(page, '已保存 1');
      await page.getByRole('button', { name: '答题卡' }).click();
      await page.getByRole('button', { name: '继续答题' }).waitFor();
      await shot(page, `exam-${viewport.width}${large ? '-large' : ''}-sheet`);
      await holds(page);
      expect([name, await findings(page)]).toEqual([name, []]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await handIn(page);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await holds(page);
      await context.close();
    },
    60_000,
  );
});
