import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { BankClient } from '../support/bank.js';
import { builtPages, enter, launchBrowser, shot, visitor } from '../support/browser.js';
import { startTestApp, type TestApp } from '../support/harness.js';

// The first page of the office: what waits for this person, and nothing that he may not see.

let t: TestApp;
let browser: Browser;

beforeAll(async () => {
  t = await startTestApp({ env: builtPages });
  browser = await launchBrowser();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await t?.close();
});

describe('the first page of the office', () => {
  it('tells a reviewer of the questions that wait for him, and not their author', async () => {
    const { id: organisationId } = await t.factory.organisation({ name: '岚水煤业有限责任公司' });
    const author = await t.signIn('safety_officer', { organisationId });
    const reviewer = await t.signIn('safety_officer', { organisationId });
    const bank = new BankClient(t, author);
    await bank.requireReview(true);
    const { id } = await bank.write();
    await bank.post(`/questions/${id}/review-request`).expect(200);

    const mine = await visitor(browser, 'desktop', t.url);
    await enter(mine.context, t.url, author);
    await mine.page.goto('/office');
    await mine.page.getByText('现在有').or(mine.page.getByText('头几步')).first().waitFor();
    expect(await mine.page.getByText('道题等你审').count()).toBe(0);
    await mine.context.close();

    const { context, page, complaints } = await visitor(browser, 'desktop', t.url);
    await enter(context, t.url, reviewer);
    await page.goto('/office');
    await page.getByText('有 1 道题等你审').waitFor();
    await shot(page, 'office-start-review');
    await page.getByRole('link', { name: '去审题' }).click();
    await page.waitForURL('**/office/questions/review');
    expect(complaints).toEqual([]);
    await context.close();
  }, 60_000);

  it('tells an author of his questions that came back, and leads to them', async () => {
    const { id: organisationId } = await t.factory.organisation({ name: '东沟煤业有限责任公司' });
    const author = await t.signIn('safety_officer', { organisationId });
    const officer = new BankClient(t, await t.signIn('safety_officer', { organisationId }));
    await officer.requireReview(true);
    const mine = new BankClient(t, author);
    const { id } = await mine.write({ stem: '采煤机割煤前要先做什么？' });
    await officer.post(`/questions/${id}/return`, { versionNo: 1, reason: '选项 C 不像' }).expect(200);
    await officer.write({ stem: '别人写的题' });

    const { context, page, complaints } = await visitor(browser, 'desktop', t.url);
    await enter(context, t.url, author);
    await page.goto('/office');
    await page.getByText('你写的 1 道题被退回了').waitFor();
    await shot(page, 'office-start-returned');
    await page.getByRole('link', { name: '去修改' }).click();
    await page.getByText('采煤机割煤前要先做什么？').waitFor();
    expect(await page.getByText('别人写的题').count()).toBe(0);
    await shot(page, 'questions-returned');
    expect(complaints).toEqual([]);
    await context.close();
  }, 60_000);

  it('shows a lecturer his exams, and no error about numbers that he may not see', async () => {
    const { id: organisationId } = await t.factory.organisation();
    const { context, page, complaints } = await visitor(browser, 'desktop', t.url);
    await enter(context, t.url, await t.signIn('lecturer', { organisationId }));
    await page.goto('/office');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await page.getByText('没有做这件事的权限').count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  }, 60_000);
});
