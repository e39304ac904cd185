// `npm run bench -- <name> [--quick]`: builds the product, then runs test/bench/<name>.bench.ts against it.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './lib/build.mjs';
import { root } from './lib/paths.mjs';

const folder = join(root, 'test', 'bench');
const names = readdirSync(folder).flatMap((file) => /^(.+)\.bench\.ts$/.exec(file)?.[1] ?? []);
const [name, ...rest] = process.argv.slice(2);
if (!names.includes(name)) {
  process.stderr.write(`usage: npm run bench -- <${names.join(' | ')}> [--quick]\n`);
  process.exit(2);
}
await build({ log: (text) => process.stderr.write(text) });
const loader = pathToFileURL(join(folder, 'support', 'loader.mjs')).href;
const args = ['--import', loader, join(folder, `${name}.bench.ts`), ...rest];
const child = spawn(process.execPath, args, { stdio: 'inherit', cwd: root });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
