// Runs one Jest suite by name: `node tools/jest.mjs small libs/question-bank`. ES modules need a Node flag, so Jest is a child.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const jest = createRequire(import.meta.url).resolve('jest/bin/jest.js');
const [suite, ...rest] = process.argv.slice(2);
const args = ['--experimental-vm-modules', '--no-warnings', jest, '--config', join(root, 'jest.config.mjs')];
if (suite) args.push('--selectProjects', suite);
const child = spawn(process.execPath, [...args, ...rest], { stdio: 'inherit', cwd: root });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
