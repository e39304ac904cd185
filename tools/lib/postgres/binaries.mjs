// The PostgreSQL programs of the npm package: complete (its links are made by an install script npm may have refused to
// run), executable, and reachable for the user that runs them.
import { chmodSync, cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { canRun } from '../accounts.mjs';
import { readJson } from '../files.mjs';

/** Makes the links the package describes in pg-symlinks.json and sets the execute bits, as its own install script does. */
export function completePackage(native) {
  const top = dirname(native);
  for (const { source, target } of readJson(join(native, 'pg-symlinks.json')) ?? []) {
    if (existsSync(join(top, target))) continue;
    rmSync(join(top, target), { force: true });
    symlinkSync(basename(source), join(top, target));
  }
  for (const name of ['postgres', 'initdb', 'pg_ctl']) {
    const program = join(native, 'bin', name);
    const { mode } = statSync(program);
    if ((mode & 0o555) !== 0o555) chmodSync(program, mode | 0o555);
  }
}

/**
 * Programs the account can run: those of the package, or a copy of them in `fallback` when it cannot reach the package.
 * @returns {{bin: string, copied: boolean}} `copied`: a copy was made just now
 */
export function runnablePrograms(native, account, fallback) {
  completePackage(native);
  const postgres = join(native, 'bin', 'postgres');
  if (!account || canRun(account, postgres)) return { bin: join(native, 'bin'), copied: false };
  const copy = join(fallback, `native-${readJson(join(dirname(native), 'package.json')).version}`);
  const copied = !existsSync(copy);
  if (copied) {
    mkdirSync(fallback, { recursive: true, mode: 0o711 });
    const half = `${copy}.${process.pid}.tmp`;
    cpSync(native, half, { recursive: true, verbatimSymlinks: true });
    renameSync(half, copy);
  }
  return { bin: join(copy, 'bin'), copied };
}
