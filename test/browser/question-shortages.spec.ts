import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { BankClient } from '../support/bank.js';
import { builtPages, enter, launchBrowser, shot, visitor } from '../support/browser.js';
import { makeExam } from '../support/exam.js';
import type { MadeOrganisation } from '../support/factory.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';

// From what an exam lacks to the questions that wait for a review, and from the exam to the matrix of gaps.

let t: TestApp;
let browser: Browser;
let enterprise: MadeOrganisation;
let officer: SignedIn;
let examId: string;

beforeAll(async () => {
  t = await startTestApp({ env: builtPages });
  browser = await launchBrowser();
  enterprise = await t.factory.organisation({ name: '岚水煤业有限责任公司' });
  const electrician = await t.factory.post(enterprise, '低压电工');
  officer = await t.signIn('safety_officer', { organisationId: enterprise.id });
  const colleague = new BankClient(t, await t.signIn('safety_officer', { organisationId: enterprise.id }));
  const tags = { category: 'professional', knowledgePoint: '触电急救', postIds: [electrician] };
  await t.factory.question(enterprise, { type: 'single', ...tags });
  await colleague.requireReview(true);
  await colleague.write({ ...tags, stem: '有人触电，第一步做什么？' });
  await colleague.write({ ...tags, stem: '触电的人没有呼吸，怎么办？' });
  await colleague.write({ stem: '巷道里闻到焦味先做什么？', knowledgePoint: '防灭火' });
  const strata = [
    {
      type: 'single',
      count: 4,
      points: 1000,
      category: 'professional',
      knowledgePoint: '触电急救',
      postId: electrician,
    },
  ];
  const overlap = { neighbourMax: 0 };
  const made = await makeExam(t, {
    enterprise,
    single: 0,
    multiple: 0,
    trueFalse: 0,
    publish: false,
    session: { title: '低压电工复训', passHundredths: 3000, blueprint: { strata, overlap } },
  });
  examId = made.sessionId;
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await t?.close();
});

describe('questions that an exam lacks', () => {
  it('a shortage leads whoever may review to just the questions that would fill it', async () => {
    const { context, page, complaints } = await visitor(browser, 'desktop', t.url);
    await enter(context, t.url, officer);
    await page.goto(`/office/exams/${examId}/edit`);
    const way = page.getByRole('link', { name: '去审 2 道待审题' });
    await way.waitFor();
    await page.getByText('都通过也还缺 1 题').waitFor();
    await shot(page, 'shortage-review');
    const [desk] = await Promise.all([context.waitForEvent('page'), way.click()]);
    await desk.getByText('只列出考试里缺的这类题。').waitFor();
    await desk.getByText('有人触电，第一步做什么？').first().waitFor();
    expect(await desk.getByText('巷道里闻到焦味先做什么？').count()).toBe(0);
    await shot(desk, 'review-narrowed');
    await desk.getByRole('button', { name: '看全部待审题' }).click();
    await desk.getByText('巷道里闻到焦味先做什么？').first().waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  }, 60_000);

  it('the matrix of gaps says that an exam asks for them, and how many', async () => {
    const { context, page, complaints } = await visitor(browser, 'desktop', t.url);
    const bank = new BankClient(t, officer);
    await bank.put('/question-gap-target', 0, { single: 2, multiple: 0, trueFalse: 0, perPoint: 0 }).expect(200);
    await enter(context, t.url, officer);
    await page.goto('/office/questions/gaps');
    await page.getByText('1 场考试要用，最多一次取 4 道，3 份卷子互不重题').first().waitFor();
    await page.getByRole('button', { name: '看低压电工的知识点' }).click();
    await page.getByRole('rowheader', { name: '触电急救' }).waitFor();
    await shot(page, 'gaps-of-exams');
    expect(complaints).toEqual([]);
    await context.close();
  }, 60_000);
});
