// Install and build, one process at a time: start, test and cli may be run side by side in a fresh clone.
import { join } from 'node:path';
import { handOver, ownerOf } from './accounts.mjs';
import { build, isBuilt } from './build.mjs';
import { install, isInstalled } from './install.mjs';
import { lock } from './lock.mjs';
import { both } from './messages.mjs';
import { root } from './paths.mjs';

const unchanged = both('无变化', 'unchanged');

/**
 * Runs the two steps «packages» and «build» with progress.
 * @param {{progress: object, logs: object}} tools
 */
export async function setUp({ progress, logs }) {
  if (isSetUp()) {
    // also the way for a user who may read the clone but not write to it
    await progress.step(both('安装依赖', 'packages'), () => unchanged);
    await progress.step(both('构建', 'build'), () => unchanged);
    return;
  }
  const lockFile = join(root, '.nx', 'zhian-setup.lock');
  const held = await lock(lockFile, {
    onWait: () =>
      progress.line(
        both('另一个进程正在安装或构建，等待它完成……', 'Another process is installing or building; waiting for it …'),
      ),
  });
  handOver(join(root, '.nx'), ownerOf(root));
  const to = (name) => ({ log: (text) => logs.append(name, text), logFile: logs.pathOf(name) });
  try {
    const note = isInstalled()
      ? both('安装依赖', 'packages')
      : both('安装依赖（首次约需几分钟）', 'packages (minutes the first time)');
    await progress.step(note, async () => ((await install(to('install'))) === 'unchanged' ? unchanged : undefined));
    await progress.step(both('构建', 'build'), async () =>
      (await build(to('build'))) === 'unchanged' ? unchanged : undefined,
    );
  } finally {
    held.release();
  }
}

/** Whether `setUp` would have nothing to do. */
export const isSetUp = () => isInstalled() && isBuilt();
