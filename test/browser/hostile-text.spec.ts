import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { builtPages, enter, launchBrowser, visitor, type Visitor } from '../support/browser.js';
import { makeCandidate, makeExam, type MadeExam } from '../support/exam.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';
import { ELSEWHERE, HIT, HOSTILE_HTML } from '../support/hostile-html.js';

// Law A23: what people write is shown as they wrote it. Two hundred texts that are more than text where one takes them for HTML,
// in stems, options, explanations, titles, names and the messages of an import, on the pages that show them.

let t: TestApp;
let browser: Browser;
let exam: MadeExam;
let candidate: SignedIn;

const QUESTIONS = 20;
/** A stem and four options each, of twice as many questions as the paper takes: all of the texts, once. */
const textsOf = (at: number): readonly string[] => HOSTILE_HTML.slice(at * 5, at * 5 + 5);
const [TITLE = '', NAME = '', UNIT = ''] = HOSTILE_HTML;

beforeAll(async () => {
  t = await startTestApp({ env: builtPages });
  browser = await launchBrowser();
  const enterprise = await t.factory.organisation({ name: `岚水煤业${UNIT}` });
  exam = await makeExam(t, {
    enterprise,
    single: QUESTIONS,
    multiple: 0,
    trueFalse: 0,
    session: { title: `考试${TITLE}`, passHundredths: 1000 },
  });
  candidate = await makeCandidate(t, enterprise);
  await t.db.query(`UPDATE person SET name = $2 WHERE id = $1`, [candidate.personId, NAME]);
  const client = await t.db.connect();
  await client.query(`SET session_replication_role = replica`);
  for (const [at, id] of [...exam.questions.keys()].entries()) {
    const [stem, ...options] = textsOf(at);
    const lettered = options.map((text, index) => ({ label: 'ABCD'.charAt(index), text }));
    await client.query(
      `UPDATE question_version SET stem = $2, options = $3 WHERE id = (SELECT current_version_id FROM question WHERE id = $1)`,
      [id, stem, JSON.stringify(lettered)],
    );
    await client.query(
      `UPDATE question_key SET explanation = $2 WHERE version_id = (SELECT current_version_id FROM question WHERE id = $1)`,
      [id, stem],
    );
  }
  await client.query(`RESET session_replication_role`);
  client.release();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await t?.close();
});

interface Watched extends Visitor {
  /** Requests to anywhere but here. */
  readonly strayed: string[];
}

async function watched(kind: 'phone' | 'desktop', who: SignedIn): Promise<Watched> {
  const guest = await visitor(browser, kind, t.url);
  await enter(guest.context, t.url, who);
  const strayed: string[] = [];
  guest.page.on('request', (request) => {
    if (/^https?:/.test(request.url()) && !request.url().startsWith(t.url)) strayed.push(request.url());
  });
  return { ...guest, strayed };
}

/** In the page: what came alive of the texts; scripts that ran, handlers, addresses that run or lead elsewhere. */
const ALIVE = `(() => {
  const found = Object.hasOwn(window, '${HIT}') ? ['a script ran'] : [];
  const leads = ['src', 'href', 'action', 'data', 'style', 'content'];
  for (const element of document.querySelectorAll('*'))
    for (const { name, value } of element.attributes)
      if (
        /^on|^srcdoc$/i.test(name) ||
        /^\\s*(?:java\\s*script:|data:text\\/html)/i.test(value) ||
        (leads.includes(name) && value.includes('${ELSEWHERE}'))
      )
        found.push(element.tagName + ' ' + name + '=' + value);
  return found;
})()`;

/** What the texts brought about so far; nothing, when they were only shown. */
async function broughtAbout({ page, strayed, complaints }: Watched): Promise<unknown[]> {
  return [...((await page.evaluate(ALIVE)) as string[]), ...strayed, ...complaints];
}

describe('A23 hostile texts are shown, not obeyed', () => {
  it('known-bad twin: a page that takes them for HTML is found out', async () => {
    const page = await browser.newPage();
    await page.route('**', (route) => route.abort());
    await page.evaluate(
      // Not those that lead the page away at once.
      `for (const text of ${JSON.stringify(HOSTILE_HTML.filter((one) => !/<(?:meta|base)/i.test(one)))}) document.body.append(Object.assign(document.createElement('p'), { innerHTML: text }))`,
    );
    await page.waitForFunction(`window.${HIT}`);
    const found: unknown = await page.evaluate(ALIVE);
    expect(found).toContain('a script ran');
    expect(String(found).split(',').length).toBeGreaterThan(100);
    await page.close();
  });

  it('on the paper and in the result of a candidate', async () => {
    const phone = await watched('phone', candidate);
    const { page } = phone;
    await page.goto(`/exams/${exam.sessionId}`);
    await page.getByText(TITLE, { exact: false }).first().waitFor();
    expect(await broughtAbout(phone)).toEqual([]);
    await page.getByRole('button', { name: '开始考试' }).click();
    const seen = new Set<string>();
    for (let n = 1; n <= QUESTIONS; n += 1) {
      await page.getByText(`第 ${n} 题`, { exact: false }).first().waitFor();
      seen.add(await page.getByRole('heading', { level: 1 }).innerText());
      await page.locator('[data-option]').first().click();
      expect(await broughtAbout(phone)).toEqual([]);
      if (n < QUESTIONS) await page.keyboard.press('ArrowRight');
    }
    // As it was written, to the letter.
    const stems = new Set(HOSTILE_HTML.map((text) => text.replace(/\s+/g, ' ')));
    expect([...seen].filter((stem) => !stems.has(stem.replace(/\s+/g, ' ')))).toEqual([]);
    expect(seen.size).toBe(QUESTIONS);
    const { rows } = await t.db.query<{ id: string }>(`SELECT id FROM attempt WHERE person_id = $1`, [
      candidate.personId,
    ]);
    const attempt = String(rows[0]?.id);
    await t.http().post(`/api/v1/exam-attempts/${attempt}/submission`).set(candidate.headers).send({}).expect(200);
    await page.goto(`/exam/${attempt}/result`);
    await page.getByText(TITLE, { exact: false }).first().waitFor();
    expect(await broughtAbout(phone)).toEqual([]);
    await phone.context.close();
  }, 120_000);

  it('in the bank, the exam, its board and the roster of the office', async () => {
    const desk = await watched('desktop', exam.officer);
    const { page } = desk;
    for (const path of [
      '/office/questions',
      `/office/exams/${exam.sessionId}`,
      `/office/exams/${exam.sessionId}?tab=items`,
      `/office/exams/${exam.sessionId}/board`,
      '/office/people',
      '/office/exams',
    ]) {
      await page.goto(path);
      await page
        .getByText(/<|&lt;/)
        .first()
        .waitFor();
      expect(await broughtAbout(desk)).toEqual([]);
    }
    await page.goto('/office/questions');
    await page.getByRole('row').nth(2).click();
    await page.getByRole('dialog').waitFor();
    expect(await broughtAbout(desk)).toEqual([]);
    await desk.context.close();
  }, 120_000);

  it('in the preview of an import, where they are refused and where they are not', async () => {
    const desk = await watched('desktop', exam.officer);
    const { page } = desk;
    const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    const lines = HOSTILE_HTML.map((text, at) =>
      // Every other answer is nonsense: the refusal names it.
      [text, `甲${at}`, text, at % 2 === 0 ? 'A' : text].map(cell).join(','),
    );
    const buffer = Buffer.from(`\uFEFF题干,选项A,选项B,答案\r\n${lines.join('\r\n')}\r\n`, 'utf8');
    await page.goto('/office/questions/import');
    await page
      .getByLabel('选文件')
      .setInputFiles({ name: `${NAME}.csv`.replaceAll('/', '_'), mimeType: 'text/csv', buffer });
    await page.getByText('不能入库').first().waitFor();
    expect(await broughtAbout(desk)).toEqual([]);
    await page.getByRole('tab', { name: /可以入库/ }).click();
    await page.getByRole('table', { name: '核对样例' }).waitFor();
    expect(await broughtAbout(desk)).toEqual([]);
    await desk.context.close();
  }, 60_000);
});
