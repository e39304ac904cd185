import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { builtPages, enter, launchBrowser, shot, visitor } from '../support/browser.js';
import { makeExam, type MadeExam } from '../support/exam.js';
import { FLAGGED_PEOPLE, sitFlaggedExam } from '../support/flagged-exam.js';
import { questionsOf } from '../support/graded-exam.js';
import { startTestApp, type TestApp } from '../support/harness.js';

// From the questions of an exam to the work list of the bank: what answers say, and saying what was done about it.

let t: TestApp;
let browser: Browser;
let exam: MadeExam;

beforeAll(async () => {
  t = await startTestApp({ env: builtPages });
  browser = await launchBrowser();
  const enterprise = await t.factory.organisation({ name: '岚水煤业有限责任公司' });
  exam = await makeExam(t, { enterprise, single: 3, multiple: 0, trueFalse: 0, session: { passHundredths: 1000 } });
  const people: { id: string; name: string }[] = [];
  for (let i = 0; i < FLAGGED_PEOPLE; i += 1) {
    const name = `考生${i}`;
    people.push({ id: (await t.factory.person(enterprise, { name })).id, name });
  }
  await sitFlaggedExam(t, exam, people, await questionsOf(t, exam));
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await t?.close();
});

describe('what answers say about questions', () => {
  it('stands with the questions of the exam, sortable, and in the list of the bank until somebody has dealt with it', async () => {
    const { context, page, complaints } = await visitor(browser, 'desktop', t.url);
    await enter(context, t.url, exam.officer);
    await page.goto(`/office/exams/${exam.sessionId}?tab=items`);
    const first = page.getByRole('row').nth(1);
    await page.getByRole('columnheader', { name: '区分度' }).click();
    await first.getByText('答案可能有误').waitFor();
    await first.getByRole('button', { name: /展开/ }).click();
    await page.getByRole('table', { name: '各选项的选择情况' }).waitFor();
    await shot(page, 'exam-item-statistics');

    await page.goto('/office/questions');
    await page.getByRole('link', { name: '统计提示 2' }).click();
    await page.getByText('成绩差的反而更容易答对，看看题干和答案').waitFor();
    await shot(page, 'question-flags');
    await page.getByRole('row').filter({ hasText: '几乎人人答对' }).click();
    await page.getByText('成绩靠前的 27%').waitFor();
    await shot(page, 'question-flags-one');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '处理…' }).first().click();
    await page.getByLabel('怎么处理的，或者为什么不用改').fill('答案核对过，没有错；题干已请矿上改写。');
    await shot(page, 'question-flags-handle');
    await page.getByRole('button', { name: '记下，不再提示' }).click();
    await page.getByText('处理过 1').click();
    await page.getByText('答案核对过，没有错；题干已请矿上改写。').waitFor();
    await shot(page, 'question-flags-handled');
    expect(complaints).toEqual([]);
    await context.close();
  }, 60_000);
});
