// Runs one Jest suite by name: `node tools/jest.mjs small libs/question-bank`. ES modules need a Node flag, so Jest is a child.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const jest = join(dirname(createRequire(import.meta.url).resolve('jest/package.json')), 'bin', 'jest.js');
const [suite, ...rest] = process.argv.slice(2);
const args = ['--experimental-vm-modules', '--no-warnings', jest, '--config', join(root, 'jest.config.mjs')];
if (suite) args.push('--selectProjects', suite);
// --selectProjects takes every bare word after it, so path filters go by their own flag.
for (const path of rest.filter((arg) => !arg.startsWith('-'))) args.push('--testPathPatterns', path);
const flags = rest.filter((arg) => arg.startsWith('-'));
const child = spawn(process.execPath, [...args, ...flags], { stdio: 'inherit', cwd: root });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
