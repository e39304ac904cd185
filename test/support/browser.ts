import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { SignedIn } from './harness.js';
import { ROOT } from './source-files.js';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The browser of the machine: playwright's own download is not used. */
function browserPath(): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find((path) => existsSync(path));
  if (!found) throw new Error('no chromium on PATH: on Debian or Ubuntu, apt-get install chromium');
  return found;
}

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: browserPath(), args: [...FLAGS, ...more] });
}

/** For `launchBrowser`: a camera that shows a film (YUV4MPEG2), and nobody is asked whether the page may use it. */
export const cameraShowing = (film: string): string[] => [
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-video-capture=${film}`,
];

export interface Killable {
  /** The one context of the profile: what it stores outlives the browser. */
  readonly context: BrowserContext;
  /** The process dies without a word, as with a battery pulled out. Resolves when it is gone. */
  kill(): Promise<void>;
}

/** A browser on a profile folder of its own, to be killed and opened again. */
export async function killableBrowser(profile: string): Promise<Killable> {
  const child = spawn(browserPath(), [...FLAGS, '--remote-debugging-port=0', `--user-data-dir=${profile}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  const kill = async (): Promise<void> => {
    // The whole group: helpers of a dead browser would go on writing to its profile.
    const lives = child.exitCode === null && child.signalCode === null;
    if (child.pid !== undefined && lives) process.kill(-child.pid, 'SIGKILL');
    await gone;
  };
  try {
    const address = await new Promise<string>((found, failed) => {
      let said = '';
      child.stderr.on('data', (piece: Buffer) => {
        said += String(piece);
        const match = /DevTools listening on (ws:\S+)/.exec(said);
        if (match?.[1]) found(match[1]);
      });
      child.once('exit', () => failed(new Error(`chromium ended: ${said}`)));
    });
    const browser = await chromium.connectOverCDP(address);
    const [context] = browser.contexts();
    if (!context) throw new Error('the browser has no context');
    return { context, kill };
  } catch (error) {
    await kill();
    throw error;
  }
}

/** Signs a context in by the cookie, without the cost of a password. */
export async function enter(context: BrowserContext, baseURL: string, person: SignedIn): Promise<void> {
  const expires = Math.floor(Date.now() / 1000) + 86_400;
  await context.addCookies([
    { name: 'zhian_session', value: person.token, url: baseURL, httpOnly: true, sameSite: 'Strict', expires },
  ]);
}

/** Pages built elsewhere than in apps/web/dist, while several people build at once. */
export const builtPages: Readonly<Record<string, string>> = process.env['ZHIAN_TEST_WEB_DIST']
  ? { WEB_DIST: process.env['ZHIAN_TEST_WEB_DIST'] }
  : {};

/** A window of so many CSS pixels, in Chinese. */
export function screen(browser: Browser, baseURL: string, width: number, height: number): Promise<BrowserContext> {
  return browser.newContext({ baseURL, locale: 'zh-CN', viewport: { width, height } });
}

export interface Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Console errors and uncaught exceptions of the page. */
  readonly complaints: string[];
}

export async function visitor(browser: Browser, kind: 'phone' | 'desktop', baseURL: string): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    acceptDownloads: true,
    ...(kind === 'phone'
      ? { viewport: { width: 360, height: 780 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }
      : { viewport: { width: 1440, height: 900 } }),
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // A refused request is told by the browser too; whether it was right is the test's business.
    // Without a network the browser also complains that it cannot look for a newer service worker.
    const network = /Failed to load resource|net::ERR_INTERNET_DISCONNECTED|when fetching the script/;
    if (message.type() === 'error' && !network.test(message.text())) complaints.push(message.text());
  });
  page.setDefaultTimeout(15_000);
  return { context, page, complaints };
}

const SHOTS = join(ROOT, 'artefacts', 'browser');

/** Kept after the run, to be looked at. */
export async function shot(page: Page, name: string): Promise<void> {
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name}.png`) });
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
