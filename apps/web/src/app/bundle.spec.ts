import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

interface Chunk {
  file: string;
  imports?: string[];
  dynamicImports?: string[];
  css?: string[];
}

const web = join(import.meta.dirname, '..', '..');
const office = 'src/app/office/office-routes.tsx';
const dir = mkdtempSync(join(tmpdir(), 'zhian-bundle-'));
let manifest: Record<string, Chunk> = {};

const chunk = (name: string): Chunk => {
  const found = manifest[name];
  if (!found) throw new Error(`${name} is not in the manifest`);
  return found;
};

/** Chunks that load with `from`; with `later`, also what is downloaded when pages are opened, the office aside. */
function reach(from: string, later: boolean, seen = new Set<string>()): Set<string> {
  if (seen.has(from)) return seen;
  seen.add(from);
  const { imports = [], dynamicImports = [] } = chunk(from);
  for (const next of [...imports, ...(later ? dynamicImports.filter((name) => name !== office) : [])]) {
    reach(next, later, seen);
  }
  return seen;
}

const read = (name: string): string => readFileSync(join(dir, chunk(name).file), 'utf8');
const weigh = (names: Iterable<string>): number =>
  [...names].reduce((sum, name) => sum + gzipSync(readFileSync(join(dir, chunk(name).file))).length, 0);

beforeAll(() => {
  const vite = join(dirname(createRequire(join(web, 'package.json')).resolve('vite/package.json')), 'bin', 'vite.js');
  execFileSync(process.execPath, [vite, 'build', '--outDir', dir, '--logLevel', 'error'], {
    cwd: web,
    env: { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '' },
  });
  manifest = JSON.parse(readFileSync(join(dir, '.vite', 'manifest.json'), 'utf8')) as Record<string, Chunk>;
}, 120_000);

afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('what a phone downloads', () => {
  it('holds neither antd nor echarts on any page of the learner', () => {
    const learner = reach('index.html', true);
    const heavy = [...learner].filter((name) => /\banticon\b|ant-design|echarts/.test(read(name)));
    expect(heavy).toEqual([]);
    // The marks are the right ones: the office does carry them.
    const officeChunks = [...reach(office, true)].filter((name) => !learner.has(name));
    expect(officeChunks.some((name) => /\banticon\b|ant-design/.test(read(name)))).toBe(true);
  });

  it('stays small', () => {
    const entry = weigh(reach('index.html', false));
    const exam = weigh(
      new Set([...reach('index.html', false), ...reach('src/features/exam-room/room-page.tsx', false)]),
    );
    console.log(
      `learner entry ${(entry / 1024).toFixed(0)} KiB gzip, with the exam room ${(exam / 1024).toFixed(0)} KiB`,
    );
    expect(entry).toBeLessThan(180 * 1024);
    expect(exam).toBeLessThan(200 * 1024);
  });

  it('keeps on the device what an exam needs, and nothing of the office', () => {
    const worker = readFileSync(join(dir, 'sw.js'), 'utf8');
    const kept = new Set(worker.match(/\/assets\/[\w.-]+/g)?.map((path) => path.slice(1)));
    const learner = new Set(
      [...reach('index.html', true)].flatMap((name) => [chunk(name).file, ...(chunk(name).css ?? [])]),
    );
    expect(kept).toEqual(learner);
    expect(worker).toContain('"/index.html"');
    expect(worker).not.toMatch(/SHELL_|\bimport\b/);
    expect([...kept].some((file) => file.includes('room-page'))).toBe(true);
  });
});
