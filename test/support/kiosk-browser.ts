import type { BrowserContext, Page } from 'playwright-core';
import { makeCandidate, type MadeExam } from './exam.js';
import type { TestApp } from './harness.js';
import { issuePin, registerKiosk } from './kiosk.js';

// What the tests of shared devices in a browser have in common.

export interface KioskWorker {
  readonly personId: string;
  readonly name: string;
  readonly pin: string;
}

/** Somebody who may sit the exam, with a PIN. */
export async function kioskWorker(t: TestApp, exam: MadeExam, name: string): Promise<KioskWorker> {
  const { personId } = await makeCandidate(t, exam.enterprise);
  await t.db.query(`UPDATE person SET name = $2 WHERE id = $1`, [personId, name]);
  await t.db.query(`UPDATE account SET display_name = $2 WHERE person_id = $1`, [personId, name]);
  const id = String(personId);
  return { personId: id, name, pin: await issuePin(t, exam.officer, exam.enterprise.id, id) };
}

/** Makes the page's browser a shared device and waits for its first page. */
export async function pairBrowser(t: TestApp, exam: MadeExam, page: Page, examSessionId?: string): Promise<void> {
  const { pairingCode } = await registerKiosk(t, exam.officer, exam.enterprise.id, examSessionId);
  page.setDefaultTimeout(15_000);
  await page.goto(`${t.url}/kiosk`);
  await page.getByLabel('配对码').fill(pairingCode);
  await page.getByRole('button', { name: '配对' }).click();
  await page.getByRole('heading', { name: '请先登录' }).waitFor();
}

export async function enterByName(page: Page, { name, pin }: Pick<KioskWorker, 'name' | 'pin'>): Promise<void> {
  await page.getByLabel('姓名').fill(name);
  await page.getByLabel('六位数字密码').fill(pin);
  await page.getByRole('button', { name: '进入' }).click();
}

export interface Kept {
  /** Storage, databases, addresses in caches, history and the page itself, as text. */
  readonly text: string;
  /** Rows in IndexedDB. */
  readonly rows: number;
  /** What a service worker has of the API: the name of the cache and the address. */
  readonly cachedAnswers: readonly string[];
  /** Names of cookies, those that scripts cannot read included. */
  readonly cookies: readonly string[];
}

/** Everything that the browser keeps for this origin. */
export async function keptBy(t: TestApp, context: BrowserContext, page: Page): Promise<Kept> {
  const stored = await page.evaluate<{ text: string; rows: number; cached: string[] }>(`(async () => {
    const found = { local: { ...localStorage }, session: { ...sessionStorage }, rows: [] };
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise((done, failed) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error);
      });
      for (const store of db.objectStoreNames) {
        const all = await new Promise((done, failed) => {
          const request = db.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => done(request.result);
          request.onerror = () => failed(request.error);
        });
        found.rows.push(...all.map((row) => JSON.stringify(row)));
      }
      db.close();
    }
    const cached = [];
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys()) cached.push(name + ' ' + url);
    const all = [found, cached, history.state, location.href];
    return { text: JSON.stringify(all) + document.documentElement.outerHTML, rows: found.rows.length, cached };
  })()`);
  const cookies = await context.cookies(`${t.url}/api/v1/kiosk`);
  return {
    text: stored.text,
    rows: stored.rows,
    cachedAnswers: stored.cached.filter((entry) => entry.includes('/api/')),
    cookies: cookies.map(({ name }) => name),
  };
}
