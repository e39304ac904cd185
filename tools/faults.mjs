// `npm run test:faults -- <name> [--small] [jest flags …]`: builds the product, then runs test/faults/<name>*.spec.ts at the whole
// size of laws.md. What was done and found is put together in artefacts/faults/report.json.
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './lib/build.mjs';
import { root } from './lib/paths.mjs';
import { ensureSystemTools } from './lib/system-tools.mjs';

/** The sizes at which a green run means something; each can be set in the environment. See test/faults/support/sizes.ts. */
const WHOLE = {
  ZHIAN_KILLS: '200',
  ZHIAN_CANDIDATES: '500',
  ZHIAN_THINK_SECONDS: '3',
  ZHIAN_SHUFFLED: '20000',
  ZHIAN_CLOCK_JUMPS: '20',
  ZHIAN_IMPORT_ROWS: '60000',
};

const artefacts = join(root, 'artefacts', 'faults');
const say = (text) => process.stderr.write(text);

const specs = readdirSync(join(root, 'test', 'faults')).filter((file) => file.endsWith('.spec.ts'));
const [name = '', ...rest] = process.argv.slice(2);
if (!name || !specs.some((file) => file.startsWith(name))) {
  say(
    `usage: npm run test:faults -- <exam | ${specs.map((file) => file.replace('.spec.ts', '')).join(' | ')}> [--small]\n`,
  );
  process.exit(2);
}
const small = rest.includes('--small');

await build({ log: say });
const tools = await ensureSystemTools({ suites: ['faults'], log: say });
for (const line of tools.lines) say(`${line}\n`);
rmSync(artefacts, { recursive: true, force: true });
mkdirSync(artefacts, { recursive: true });

const args = [join(root, 'tools', 'jest.mjs'), 'faults', `test/faults/${name}`, '--runInBand'];
const child = spawn(process.execPath, [...args, ...rest.filter((arg) => arg !== '--small')], {
  stdio: 'inherit',
  cwd: root,
  env: { ...(small ? {} : WHOLE), ...process.env },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => {
  const parts = readdirSync(artefacts).filter((file) => file.endsWith('.json'));
  const report = Object.fromEntries(
    parts.map((file) => [file.replace('.json', ''), JSON.parse(readFileSync(join(artefacts, file), 'utf8'))]),
  );
  const file = join(artefacts, 'report.json');
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  say(`${file}\n`);
  process.exit(code ?? (signal ? 1 : 0));
});
