// `npm run test:laws [-- A02 A05 …]`: the laws at their full size, one file after the other, so that none is in another's way.
// What was run and how it ended is in artefacts/laws/report.json.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './lib/build.mjs';
import { FULL_SIZES } from './lib/laws.mjs';
import { root } from './lib/paths.mjs';
import { interruptSuite, runSuite } from './lib/suites.mjs';
import { ensureSystemTools } from './lib/system-tools.mjs';
import { table } from './lib/test-command.mjs';

const say = (text) => process.stderr.write(`${text}\n`);

const wanted = process.argv.slice(2);
const chosen = FULL_SIZES.filter(
  ({ law }) => wanted.length === 0 || law.split(' ').some((one) => wanted.includes(one)),
);
const known = new Set(FULL_SIZES.flatMap(({ law }) => law.split(' ')));
const unknown = wanted.filter((one) => !known.has(one));
if (unknown.length > 0) {
  say(`usage: npm run test:laws [-- ${[...known].join(' | ')} …]; every other law has its full size in npm test`);
  process.exit(2);
}

await build({ log: (text) => process.stderr.write(text) });
for (const line of (await ensureSystemTools({ suites: chosen.map(({ suite }) => suite), log: () => {} })).lines)
  say(line);

let stopped = false;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    stopped = true;
    interruptSuite();
  });
}

const results = [];
for (const { law, suite, test, env, size } of chosen) {
  if (stopped) break;
  say(`\n=== ${law}: ${size} ===`);
  const began = Date.now();
  const { passed, failed, note } = await runSuite(suite, [test, '--runInBand'], env);
  results.push({ law, test, env, size, passed, failed, note, seconds: Math.round((Date.now() - began) / 1000) });
}

const folder = join(root, 'artefacts', 'laws');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'report.json'), `${JSON.stringify(results, null, 2)}\n`);
const rows = results.map(({ law, passed, failed, seconds, size }) => [law, passed, failed, 0, seconds, size]);
process.stdout.write(`${table(rows)}\n`);
process.exit(stopped ? 130 : results.some(({ failed }) => failed > 0) ? 1 : 0);
