// Mutation scores of the pure core (law A41): `npm run test:mutation [-- group …]`. Ten minutes and more; reports in artefacts/mutation.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GROUPS } from './groups.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const stryker = join(
  dirname(createRequire(import.meta.url).resolve('@stryker-mutator/core/package.json')),
  'bin/stryker.js',
);
const names = GROUPS.map(({ name }) => name);
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`No such group: ${unknown.join(', ')}. Groups: ${names.join(', ')}.\n`);
  process.exit(64);
}
for (const name of wanted.length > 0 ? wanted : names) {
  process.stdout.write(`\nMutation testing: ${name}\n`);
  const { status } = spawnSync(process.execPath, [stryker, 'run', 'test/mutation/stryker.config.mjs'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...GROUPS.find((group) => group.name === name).env, MUTATION_GROUP: name },
  });
  if (status !== 0) process.exitCode = 1;
}
