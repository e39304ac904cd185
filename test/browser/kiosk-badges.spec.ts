import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { builtPages, cameraShowing, enter, launchBrowser, screen, shot } from '../support/browser.js';
import { makeCandidate, makeExam, type MadeExam } from '../support/exam.js';
import { startTestApp, type TestApp } from '../support/harness.js';
import { filmOfCode } from '../support/film.js';
import { hasBadge } from '../support/kiosk.js';
import { keptBy, kioskWorker, pairBrowser, type KioskWorker } from '../support/kiosk-browser.js';

// What the office gives out for shared devices, and what a badge opens there.

let t: TestApp;
let browser: Browser;
let exam: MadeExam;

beforeAll(async () => {
  t = await startTestApp({ env: builtPages });
  browser = await launchBrowser();
  exam = await makeExam(t);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await t?.close();
});

const worker = (name: string): Promise<KioskWorker> => kioskWorker(t, exam, name);
const pair = (page: Page): Promise<void> => pairBrowser(t, exam, page);

describe('the office', () => {
  it('registers a device, changes it, and takes it out of use', async () => {
    const context = await screen(browser, t.url, 1440, 900);
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await makeCandidate(t, exam.enterprise);
    await enter(context, t.url, exam.officer);
    await page.goto(`${t.url}/office`);
    await page.getByRole('link', { name: '共用设备' }).click();
    await page.getByText('还没有共用设备').waitFor();
    await page.getByRole('button', { name: '登记设备' }).first().click();
    await page.getByLabel('设备名称').fill('井口一号平板');
    await page.getByLabel('放在哪里').fill('井口候车室');
    await shot(page, 'office-kiosk-register');
    await page.getByRole('button', { name: '保存' }).click();
    const code = page.locator('output');
    await code.waitFor();
    expect(await code.innerText()).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/);
    await shot(page, 'office-kiosk-code');
    await page.getByRole('dialog').getByRole('button', { name: '关闭' }).last().click();
    await page.getByText('等待配对').waitFor();
    await page.getByRole('button', { name: '修改' }).click();
    await page.getByLabel('设备名称').fill('井口二号平板');
    await page.getByLabel('只扫登录牌就能进').click();
    await shot(page, 'office-kiosk-edit');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('井口二号平板').waitFor();
    await page.getByRole('cell', { name: '直接进' }).waitFor();
    await page.getByRole('button', { name: '停用' }).click();
    await page.getByRole('button', { name: '停用这台设备' }).click();
    await page.getByText('已停用').waitFor();
    await shot(page, 'office-kiosk-list');
    await context.close();
  }, 90_000);

  it('gives out badges and PINs as sheets, one PIN on the screen, and ends a badge that was lost', async () => {
    const context = await screen(browser, t.url, 1440, 900);
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const one = await worker('己领牌');
    await enter(context, t.url, exam.officer);
    await page.goto(`${t.url}/office/kiosks`);
    await page.getByRole('tab', { name: '登录牌和数字密码' }).click();
    await page.getByRole('cell', { name: /^己领牌 / }).waitFor();
    await shot(page, 'office-kiosk-people');
    const row = page.getByRole('row', { name: /己领牌/ });
    await row.getByRole('checkbox').check();
    await page.getByRole('button', { name: '给选中的 1 人发登录牌…' }).click();
    await shot(page, 'office-kiosk-issue');
    await page.getByRole('button', { name: '做登录牌' }).click();
    await page.getByText('登录牌做好了').waitFor();
    await shot(page, 'office-kiosk-sheet');
    const [sheet] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载 PDF' }).click(),
    ]);
    expect(sheet.suggestedFilename()).toBe('登录牌.pdf');
    await page.getByRole('button', { name: '关闭' }).last().click();
    await row.getByText(/发的$/).waitFor();
    await row.getByRole('checkbox').check();
    await page.getByRole('button', { name: '给选中的 1 人发数字密码…' }).click();
    await page.getByRole('button', { name: '发放' }).click();
    expect(await page.locator('output').innerText()).toMatch(/^\d{6}$/);
    await shot(page, 'office-kiosk-pin');
    await page.getByRole('button', { name: '关闭' }).last().click();
    await row.getByRole('button', { name: '挂失' }).click();
    await page.getByRole('button', { name: '挂失这张牌' }).click();
    await row.getByRole('button', { name: '挂失' }).waitFor({ state: 'detached' });
    const { rows } = await t.db.query(`SELECT ended_at IS NOT NULL AS ended FROM kiosk_badge WHERE person_id = $1`, [
      one.personId,
    ]);
    expect(rows).toEqual([{ ended: true }]);
    // For all who have no PIN yet: strips.
    await makeCandidate(t, exam.enterprise);
    await page.reload();
    await page.getByRole('button', { name: '发数字密码…' }).click();
    await page.getByRole('button', { name: '发放' }).click();
    await page.getByText('数字密码条做好了').waitFor();
    await context.close();
  }, 90_000);
});

describe('a badge at a shared device', () => {
  it('is read by a scanner that types, whatever has the focus; the PIN comes after it', async () => {
    const context = await screen(browser, t.url, 768, 1024);
    const page = await context.newPage();
    const person = await worker('庚扫枪');
    const badge = await hasBadge(t, exam.officer, person.personId);
    await pair(page);
    await page.getByLabel('姓名').fill('上一个人');
    await page.getByLabel('六位数字密码').focus();
    await page.keyboard.type(badge, { delay: 2 });
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '扫好了，输入数字密码' }).waitFor();
    expect(await page.getByText('数字密码是六位数字').count()).toBe(0);
    await shot(page, 'kiosk-badge-pin');
    await page.getByRole('button', { name: '不是我，重新扫' }).click();
    expect(await page.getByLabel('姓名').inputValue()).toBe('');
    await page.keyboard.type('1'.repeat(40), { delay: 2 });
    await page.getByLabel('六位数字密码').fill(person.pin);
    await page.getByRole('button', { name: '进入' }).click();
    await page.getByText('这张登录牌已经换新、挂失').waitFor();
    await page.getByRole('heading', { name: '请先登录' }).waitFor();
    await shot(page, 'kiosk-badge-refused');
    await page.keyboard.type(badge, { delay: 2 });
    await page.getByLabel('六位数字密码').fill(person.pin);
    await page.getByRole('button', { name: '进入' }).click();
    await page.getByRole('heading', { name: '庚扫枪，你好' }).waitFor();
    await page.getByRole('button', { name: '退出，换下一位' }).click();
    await page.getByRole('heading', { name: '请先登录' }).waitFor();
    const kept = await keptBy(t, context, page);
    expect([kept.rows, kept.cachedAnswers, kept.cookies]).toEqual([0, [], ['zhian_kiosk']]);
    for (const trace of [person.personId, person.name, badge, person.pin]) expect(kept.text).not.toContain(trace);
    await context.close();
  }, 60_000);

  it('is read by the camera, and is enough where the officer allows it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zhian-film-'));
    const person = await worker('辛扫码');
    const badge = await hasBadge(t, exam.officer, person.personId);
    const film = join(folder, 'badge.y4m');
    filmOfCode(film, badge);
    const filming = await launchBrowser(cameraShowing(film));
    try {
      const context = await screen(filming, t.url, 360, 780);
      const page = await context.newPage();
      await pair(page);
      await t.db.query(`UPDATE kiosk_device SET badge_alone = true`);
      await page.reload();
      await page.getByRole('button', { name: '扫登录牌' }).click();
      await page.getByRole('heading', { name: '辛扫码，你好' }).waitFor();
      await shot(page, 'kiosk-badge-camera-done');
      // The camera is off again.
      expect(await page.evaluate(`document.querySelectorAll('video').length`)).toBe(0);
      const { rows } = await t.db.query(
        `SELECT kiosk_entry FROM session s JOIN account a ON a.id = s.account_id WHERE a.person_id = $1 AND s.kiosk_id IS NOT NULL`,
        [person.personId],
      );
      expect(rows).toEqual([{ kiosk_entry: 'badge' }]);
    } finally {
      await t.db.query(`UPDATE kiosk_device SET badge_alone = false`);
      await filming.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }, 60_000);

  it('says what to do when there is no camera to be had', async () => {
    const context = await screen(browser, t.url, 768, 1024);
    const page = await context.newPage();
    await pair(page);
    await shot(page, 'kiosk-sign-in-tablet');
    await page.getByRole('button', { name: '扫登录牌' }).click();
    await page.getByText(/没有允许用摄像头|摄像头打不开/).waitFor();
    expect(await page.locator('video').isVisible()).toBe(false);
    await shot(page, 'kiosk-no-camera');
    await context.close();
  }, 60_000);
});
