import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

const SOURCE = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs a module in a Node process of its own and gives what it prints. It imports folders of this library, compiled from
 * source, as `./model/….js` and `./paper/….js`.
 */
export function runElsewhere(script: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'zhian-paper-'));
  try {
    for (const part of ['model', 'paper']) {
      mkdirSync(join(folder, part));
      for (const file of readdirSync(join(SOURCE, part)).filter((name) => /(?<!\.spec)\.ts$/.test(name))) {
        const { code } = transformSync(readFileSync(join(SOURCE, part, file), 'utf8'), {
          jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
          module: { type: 'es6' },
        });
        writeFileSync(join(folder, part, file.replace(/\.ts$/, '.js')), code);
      }
    }
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    writeFileSync(join(folder, 'run.js'), script);
    return execFileSync(process.execPath, [join(folder, 'run.js')], { encoding: 'utf8', maxBuffer: 1e8 });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
