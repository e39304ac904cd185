import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { builtPages, enter, launchBrowser, shot, visitor } from '../support/browser.js';
import { makeExam, type MadeExam } from '../support/exam.js';
import { startTestApp, type TestApp } from '../support/harness.js';
import { CAST, CAST_SIZE, examine, lookAway, seatSideBySide, sitWatchedExam } from '../support/watched-exam.js';

// 请看一眼 after an exam: what is said, and noting what was made of it.

let t: TestApp;
let browser: Browser;
let exam: MadeExam;

beforeAll(async () => {
  t = await startTestApp({ env: builtPages });
  browser = await launchBrowser();
  const enterprise = await t.factory.organisation({ name: '岚水煤业有限责任公司' });
  const team = await t.factory.organisation({ name: '综采一队（含胶带输送机检修班和辅助运输班）', parent: enterprise });
  exam = await makeExam(t, { enterprise, single: 12, multiple: 0, trueFalse: 0 });
  const people: { id: string; name: string }[] = [];
  for (let i = 0; i < CAST_SIZE; i += 1) {
    const name = i === CAST.copier ? '买买提·艾合买提江' : `${'赵钱孙李周吴郑王冯陈褚卫蒋沈'.charAt(i)}玉林`;
    people.push({ id: (await t.factory.person(team, { name })).id, name });
  }
  const { sat } = await sitWatchedExam(t, exam, people, (open) => lookAway(t, exam, open));
  await seatSideBySide(t, exam, [sat[CAST.source]?.personId, sat[CAST.copier]?.personId]);
  await examine(t);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await t?.close();
});

describe('请看一眼 (EXM-8)', () => {
  it('says in words what is to be looked at, and keeps what somebody notes', async () => {
    const { context, page, complaints } = await visitor(browser, 'desktop', t.url);
    await enter(context, t.url, exam.officer);
    await page.goto(`/office/exams/${exam.sessionId}`);
    await page.getByRole('tab', { name: '请看一眼 4' }).click();
    const pair = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: /错得一模一样/ }) });
    await pair.getByRole('heading', { name: /周玉林/ }).waitFor();
    await pair.getByRole('heading', { name: /买买提·艾合买提江/ }).waitFor();
    await pair.getByText('挨着坐', { exact: true }).waitFor();
    await shot(page, 'exam-integrity');
    await pair.getByText('是哪几题').click();
    await pair
      .getByText(/都选了/)
      .first()
      .waitFor();
    await page.getByText('是怎么看出来的').click();
    await shot(page, 'exam-integrity-questions');
    await pair.getByRole('button', { name: '要处理' }).click();
    await pair.getByText('要处理的，写明看到了什么、怎么处理。').waitFor();
    await pair.getByLabel('看到了什么').fill('邻座，监考记录里有人提过。下次隔开坐。');
    await pair.getByRole('button', { name: '要处理' }).click();
    await page.getByRole('tab', { name: '请看一眼 3' }).waitFor();
    await page.getByText('看过', { exact: true }).click();
    await page.getByText('邻座，监考记录里有人提过。下次隔开坐。').waitFor();
    await shot(page, 'exam-integrity-seen');
    expect(complaints).toEqual([]);
    await context.close();
  });
});
