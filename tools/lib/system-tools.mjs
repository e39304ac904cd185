// Programs outside npm that some suites need: found on PATH, installed through apt when we may, otherwise explained.
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { isRoot } from './accounts.mjs';
import { capture } from './process.mjs';

/** The first of the named programs on PATH; null when there is none. */
export function findProgram(...names) {
  for (const name of names) {
    for (const directory of (process.env.PATH ?? '').split(delimiter)) {
      const path = join(directory, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // not here
      }
    }
  }
  return null;
}

async function hasChineseFont() {
  if (process.platform !== 'linux') return true;
  if (!findProgram('fc-list')) return existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc');
  return (await capture('fc-list', [':lang=zh-cn', 'family'])).output.trim() !== '';
}

/** `suites` cannot run at all without the tool; the others only have single tests that need it. */
const TOOLS = [
  {
    name: 'chromium',
    apt: 'chromium',
    brew: 'chromium',
    suites: ['browser'],
    found: () =>
      process.env.CHROME_PATH || findProgram('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'),
  },
  { name: 'redis-server', apt: 'redis-server', brew: 'redis', suites: [], found: () => findProgram('redis-server') },
  {
    name: 'poppler-utils',
    apt: 'poppler-utils',
    brew: 'poppler',
    suites: [],
    found: () => findProgram('pdftotext') && findProgram('pdftoppm'),
  },
  {
    name: 'faketime',
    apt: 'faketime',
    brew: 'libfaketime',
    suites: [],
    // It goes between a process and its clock on Linux only.
    found: () => process.platform !== 'linux' || findProgram('faketime'),
  },
  { name: 'fonts-noto-cjk', apt: 'fonts-noto-cjk', brew: 'font-noto-sans-cjk', suites: [], found: hasChineseFont },
];

/** Suites with tests that start one of these programs. */
const NEEDING_TOOLS = new Set(['small', 'medium', 'e2e', 'faults', 'browser']);

const missingOf = async (tools) => {
  const answers = await Promise.all(tools.map((tool) => tool.found()));
  return tools.filter((_, index) => !answers[index]);
};

/** How a person gets a tool, as one line. */
const advice = ({ name, apt, brew, suites }) => {
  const how = process.platform === 'darwin' ? `brew install ${brew}` : `sudo apt-get install -y ${apt}`;
  const effect = suites.length ? ` （${suites.join('、')} 测试不能运行/cannot run）` : '';
  return `缺少/missing ${name}：${how}${effect}`;
};

async function aptInstall(tools, log) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
  const options = ['-o', 'DPkg::Lock::Timeout=180', '-o', 'Acquire::Retries=3'];
  await capture('apt-get', [...options, 'update'], { env, onData: log });
  await capture('apt-get', [...options, 'install', '-y', '--no-install-recommends', ...tools.map((tool) => tool.apt)], {
    env,
    onData: log,
  });
}

/**
 * Installs what is missing as root on Debian or Ubuntu.
 * @returns {Promise<{missing: string[], blocked: Set<string>, lines: string[]}>} what is still missing, the suites that cannot run, advice
 */
export async function ensureSystemTools({ suites, log }) {
  const wanted = suites.some((suite) => NEEDING_TOOLS.has(suite)) ? TOOLS : [];
  let missing = await missingOf(wanted);
  if (missing.length && isRoot() && findProgram('apt-get')) {
    await aptInstall(missing, log);
    missing = await missingOf(missing);
  }
  return {
    missing: missing.map((tool) => tool.name),
    blocked: new Set(missing.flatMap((tool) => tool.suites)),
    lines: missing.map(advice),
  };
}
