// Runs a bench in TypeScript: `node --import ./loader.mjs exam.bench.ts`. Types come from the sources of the API, what runs is
// its build: apps/api/src/… becomes apps/api/dist/….
import { existsSync, readFileSync } from 'node:fs';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import swc from '@swc/core';

if (isMainThread) register(import.meta.url);

export function resolve(specifier, context, next) {
  if (!specifier.startsWith('.') || !context.parentURL) return next(specifier, context);
  const url = new URL(specifier, context.parentURL);
  if (url.pathname.includes('/apps/api/src/')) {
    return { url: url.href.replace('/apps/api/src/', '/apps/api/dist/'), shortCircuit: true };
  }
  const source = new URL(url.href.replace(/\.js$/, '.ts'));
  return url.pathname.endsWith('.js') && existsSync(source)
    ? { url: source.href, shortCircuit: true }
    : next(specifier, context);
}

export function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const options = {
    filename: fileURLToPath(url),
    sourceMaps: 'inline',
    jsc: {
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      target: 'es2022',
      keepClassNames: true,
    },
    module: { type: 'es6' },
  };
  const { code } = swc.transformSync(readFileSync(fileURLToPath(url), 'utf8'), options);
  return { format: 'module', source: code, shortCircuit: true };
}
