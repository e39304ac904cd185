import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { ApplyRegrades } from '../../apps/api/src/modules/exams/index.js';
import { builtPages, enter, launchBrowser, shot, visitor } from '../support/browser.js';
import { makeCandidate, makeExam, type MadeExam } from '../support/exam.js';
import { endOverdue, openAttempts, questionsOf, type AskedQuestion } from '../support/graded-exam.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';

// What the organiser does after an exam: who is missing, which question went wrong, correcting it with a second person.

let t: TestApp;
let browser: Browser;
let exam: MadeExam;
let candidate: SignedIn;
let attemptId: string;
const complaints: string[] = [];

beforeAll(async () => {
  t = await startTestApp({ env: builtPages });
  browser = await launchBrowser();
  const enterprise = await t.factory.organisation({ name: '岚水煤业有限责任公司' });
  const team = await t.factory.organisation({ name: '综采一队（含胶带输送机检修班和辅助运输班）', parent: enterprise });
  exam = await makeExam(t, {
    enterprise,
    single: 6,
    multiple: 2,
    trueFalse: 0,
    session: { resitsAllowed: 1, passHundredths: 4800 },
  });
  const questions = (await questionsOf(t, exam)).slice(0, 8);
  candidate = await makeCandidate(t, enterprise);
  const people = [{ id: candidate.personId ?? '', name: '本人' }];
  for (const name of ['赵玉林', '欧阳明月', '买买提·艾合买提江', '李强']) {
    const person = await t.factory.person(team, { name, phone: '13800001234' });
    people.push({ id: person.id, name });
  }
  await t.factory.person(team, { name: '还没来的人', phone: '13900001234' });
  const sat = await openAttempts(
    t,
    exam,
    people,
    () => questions,
    (person: number, question: AskedQuestion) => {
      const index = questions.indexOf(question);
      const wrong = question.key === 'D' ? 'A' : 'D';
      if (person === 0) return index < 4 ? question.key : wrong;
      // The last one is the most often wrong.
      return index === 7 || (person + index) % 3 === 0 ? wrong : question.key;
    },
    new Date(Date.now() - 60_000),
  );
  attemptId = sat[0]?.id ?? '';
  await endOverdue(t);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await t?.close();
});

async function as(who: SignedIn, kind: 'phone' | 'desktop', path: string): Promise<Page> {
  const one = await visitor(browser, kind, t.url);
  complaints.push(...one.complaints);
  await enter(one.context, t.url, who);
  await one.page.goto(path);
  return one.page;
}

describe('after an exam', () => {
  it('the organiser sees who is missing and what went wrong, and corrects a question with a second person', async () => {
    const office = await as(exam.officer, 'desktop', `/office/exams/${exam.sessionId}`);
    await office.getByText('还没来的人').waitFor();
    await shot(office, 'exam-results-chase');
    await office.getByRole('tab', { name: '单位' }).click();
    await office.getByText('综采一队（含胶带输送机检修班和辅助运输班）').first().waitFor();
    await shot(office, 'exam-results-units');
    await office.getByRole('tab', { name: /^名单/ }).click();
    await office.getByRole('button', { name: '看答卷' }).first().click();
    await office.getByText('看过要留下记录').waitFor();
    await office
      .getByRole('dialog')
      .getByText(/交卷时/)
      .waitFor();
    await shot(office, 'exam-results-review');
    await office.keyboard.press('Escape');
    await office.getByRole('tab', { name: '更正' }).click();
    await office.getByText('这场考试没有更正过').waitFor();
    await office.getByRole('tab', { name: '题目' }).click();
    await office.getByRole('button', { name: '更正…' }).first().waitFor();
    await shot(office, 'exam-results-questions');
    await office.getByRole('button', { name: '更正…' }).first().click();
    await office.getByText('不计入总分').waitFor();
    await office.getByLabel('为什么更正（考生看得到）').fill('题干少了一个条件，两个选项都说得通');
    await office.getByRole('button', { name: '试算' }).click();
    await office.getByText('成绩会变').waitFor();
    await shot(office, 'exam-regrade-preview');
    await office.getByRole('button', { name: '提交，等另一个人批准' }).click();
    await office.getByRole('tab', { name: '更正' }).click();
    await office.getByText('这是你申请的').waitFor();
    await office.getByText('成绩会变').waitFor();
    expect(await office.getByRole('button', { name: '批准…' }).count()).toBe(0);
    await shot(office, 'exam-regrade-asked');

    const principal = await t.signIn('principal', { organisationId: exam.enterprise.id });
    const second = await as(principal, 'desktop', '/office');
    await second.getByText('有 1 个更正等你批准').waitFor();
    await shot(second, 'office-start-correction');
    await second.getByRole('link', { name: '去看更正' }).click();
    await second.getByRole('button', { name: '批准…' }).click();
    // What he decides on stands in the question itself: which one, what changes, for how many, who asked and why.
    const decision = second.getByRole('dialog', { name: '批准更正' });
    for (const part of ['作废：抽到的人都给满分', /其中 \d 份的成绩会变。变成合格 \d 人/, '题干少了一个条件'])
      await decision.getByText(part).waitFor();
    await second.getByRole('button', { name: '批准，重新算分' }).click();
    await second.getByText('正在重新算分').waitFor();
    await t.get(ApplyRegrades).execute();
    await second.getByText('已更正').waitFor();
    await second.getByRole('button', { name: '改前改后' }).click();
    await second.getByText('买买提·艾合买提江').first().waitFor();
    await shot(second, 'exam-regrade-changes');

    const phone = await as(candidate, 'phone', '/home');
    const told = phone.getByRole('link', { name: /成绩已更正：40 → 50 分，现已合格/ });
    await told.waitFor();
    await shot(phone, 'home-corrected');
    await told.click();
    await phone.waitForURL(`**/exam/${attemptId}/result`);
    await phone.getByText(/作废，都给满分，成绩由 40 改为 50。/).waitFor();
    await shot(phone, 'exam-result-regraded');
    await phone.goto('/practice');
    await phone.getByText('成绩已更正：40 → 50 分，现已合格').waitFor();
    await shot(phone, 'practice-corrected');
    expect(complaints).toEqual([]);
  }, 120_000);
});
