// The build: `nx run-many -t build`, skipped in milliseconds when neither sources nor outputs changed since the last one.
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { handOver, ownerOf } from './accounts.mjs';
import { filesBelow, hashFiles, readJson, writeAtomically } from './files.mjs';
import { programOf, workspaces } from './install.mjs';
import { UserError, diskFull, saysDiskFull } from './messages.mjs';
import { entries, root } from './paths.mjs';
import { capture } from './process.mjs';

const stampFile = join(root, '.nx', 'zhian-build.json');
const SKIPPED = new Set(['node_modules', 'dist', 'coverage', 'artefacts', '.nx', '.data']);
const SHARED = ['package.json', 'package-lock.json', 'tsconfig.base.json', 'nx.json'];

function sourceStamp() {
  const sources = workspaces()
    .flatMap((path) => filesBelow(path, SKIPPED))
    .filter((path) => !/\.spec\.tsx?$|\.tsbuildinfo$/.test(path));
  return hashFiles(root, [...SHARED.map((name) => join(root, name)), ...sources]);
}

function outputStamp() {
  const outputs = workspaces().map((path) => filesBelow(join(path, 'dist')));
  return outputs
    .map((files) => `${files.length}:${files.reduce((sum, path) => sum + statSync(path).size, 0)}`)
    .join(' ');
}

/** Environment of Nx: no background process stays behind, no terminal interface, nothing outside the repository. */
export const nxEnvironment = () => ({
  ...process.env,
  NX_DAEMON: 'false',
  NX_TUI: 'false',
  NX_NO_CLOUD: 'true',
  NX_NATIVE_FILE_CACHE_DIRECTORY: join(root, '.nx', 'native'),
});

/** Command line of Nx through the Node that runs us. */
export const nx = (...args) => [process.execPath, [programOf('nx'), ...args]];

/** Whether the last build still fits. */
export function isBuilt() {
  const known = readJson(stampFile);
  return (
    Boolean(known) && existsSync(entries.api) && known.sources === sourceStamp() && known.outputs === outputStamp()
  );
}

/**
 * Builds what changed.
 * @param {{log?: (text: string) => void, logFile?: string}} options where the output goes
 */
export async function build({ log, logFile } = {}) {
  if (isBuilt()) return 'unchanged';
  const sources = sourceStamp();
  mkdirSync(join(root, '.nx'), { recursive: true });
  const [command, args] = nx('run-many', '-t', 'build', '--output-style=static');
  const result = await capture(command, args, { cwd: root, env: nxEnvironment(), onData: log });
  const owner = ownerOf(root);
  for (const path of workspaces()) handOver(join(path, 'dist'), owner);
  for (const path of filesBelowTop(root)) handOver(path, owner);
  if (result.signal) throw new UserError('构建被中断。', 'The build was interrupted.', { exitCode: 130 });
  if (result.code !== 0) {
    if (saysDiskFull(result.output)) throw diskFull(root, logFile);
    throw new UserError('构建失败。', 'The build failed.', { log: logFile });
  }
  writeAtomically(stampFile, JSON.stringify({ sources, outputs: outputStamp() }), 0o644);
  handOver(stampFile, owner);
  return 'built';
}

/** What a build leaves outside the `dist` folders: the cache of Nx and the incremental state of the compiler. */
const filesBelowTop = (top) => [
  join(top, '.nx'),
  ...workspaces().flatMap((path) => filesBelow(path, SKIPPED).filter((file) => file.endsWith('.tsbuildinfo'))),
];
