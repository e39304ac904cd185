import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { BuildPacks } from '../../apps/api/src/modules/exams/packs/build-packs.js';
import { builtPages, enter, launchBrowser, shot, visitor, type Visitor } from '../support/browser.js';
import { crowdedEnterprise, makeCandidate, makeExam, type MadeExam } from '../support/exam.js';
import { startTestApp, type TestApp } from '../support/harness.js';

// The questions come onto the phone before the exam opens, locked; the start brings the keys.

let t: TestApp;
let browser: Browser;
let exam: MadeExam;

beforeAll(async () => {
  t = await startTestApp({ env: builtPages, now: new Date().toISOString() });
  browser = await launchBrowser();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await t?.close();
}, 30_000);

interface Phone extends Visitor {
  /** Requests for packs and papers so far: «GET pack», «POST start», «GET paper». */
  readonly asked: string[];
}

/** A candidate on the page of an exam that opens in five minutes. */
async function waiting(): Promise<Phone> {
  const open = new Date((t.clock?.now().getTime() ?? 0) + 5 * 60_000).toISOString();
  exam = await makeExam(t, { enterprise: await crowdedEnterprise(t, 99), session: { opensAt: open } });
  while (await t.get(BuildPacks).execute());
  const phone = await visitor(browser, 'phone', t.url);
  await enter(phone.context, t.url, await makeCandidate(t, exam.enterprise));
  // No phone waits for its turn here.
  await phone.page.addInitScript('Math.random = () => 0');
  const asked: string[] = [];
  phone.page.on('request', (request) => {
    const path = new URL(request.url()).pathname;
    const what = path.endsWith('/pack')
      ? 'pack'
      : path.endsWith('/exam-attempts')
        ? 'start'
        : /\/exam-attempts\/[^/]+$/.test(path)
          ? 'paper'
          : null;
    if (what) asked.push(`${request.method()} ${what}`);
  });
  await phone.page.goto(`/exams/${exam.sessionId}`);
  await phone.page.getByText('考卷已提前下载，开考后才能打开').waitFor();
  return { ...phone, asked };
}

/** Five minutes later: the exam is open. */
async function opened(page: Page): Promise<void> {
  t.clock?.advance(6 * 60_000);
  await page.reload();
  await page.getByText('考卷已提前下载，开考后才能打开').waitFor();
}

/** What the room shows as its first question. */
async function firstQuestion(page: Page): Promise<string> {
  await page.locator('[data-option]').first().waitFor();
  return page.getByRole('heading', { level: 1 }).innerText();
}

const start = (page: Page): Promise<void> => page.getByRole('button', { name: '开始考试' }).click();

describe('question packs on a phone', () => {
  it('are fetched once, before the exam opens; the start sends no texts, and the room shows them', async () => {
    const { page, context, asked, complaints } = await waiting();
    await page.getByText('考卷已提前下载').scrollIntoViewIfNeeded();
    await shot(page, 'pack-waiting');
    await opened(page);
    expect(asked).toEqual(['GET pack']);
    const reply = page.waitForResponse((response) => response.url().endsWith('/exam-attempts'));
    await start(page);
    const shown = await firstQuestion(page);
    const { paper, unlocked } = (await (await reply).json()) as { paper: unknown; unlocked: { slots: unknown[] } };
    expect([paper, unlocked.slots.length]).toEqual([null, 10]);
    expect(shown).toMatch(/single \d+ 0\.\d+/);
    expect(asked.slice(0, 2)).toEqual(['GET pack', 'POST start']);
    // The whole paper, read from the server, begins with the same question.
    await page.reload();
    expect(await firstQuestion(page)).toBe(shown);
    expect(asked).toContain('GET paper');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('that is damaged costs nobody his start: the whole paper is asked for, silently', async () => {
    const { page, context, asked } = await waiting();
    await opened(page);
    await page.evaluate(DAMAGE);
    await start(page);
    expect(await firstQuestion(page)).toMatch(/single \d+ 0\.\d+/);
    expect(asked.slice(0, 3)).toEqual(['GET pack', 'POST start', 'GET paper']);
    await context.close();
  });
});

/** Changes every byte of the kept packs. */
const DAMAGE = `new Promise((done, failed) => {
  const opening = indexedDB.open('zhian-device');
  opening.onerror = failed;
  opening.onsuccess = () => {
    const store = opening.result.transaction('packs', 'readwrite').objectStore('packs');
    store.getAll().onsuccess = ({ target }) => {
      for (const pack of target.result) store.put({ ...pack, bytes: new Uint8Array(pack.bytes).map((byte) => byte ^ 1).buffer });
    };
    store.transaction.oncomplete = () => { opening.result.close(); done(); };
  };
})`;
