import { Problem } from '../../shared/api/problem.js';

/** `/sections/2/title` → ['sections', 2, 'title'], the way antd names a field. */
export function namePath(pointer: string): (string | number)[] {
  return pointer
    .replace(/^#/u, '')
    .split('/')
    .filter((part) => part !== '')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/u.test(part) ? Number(part) : part));
}

/** The messages of a refusal, per form field; empty when the refusal names none. */
export function fieldErrors(error: unknown): { name: (string | number)[]; errors: string[] }[] {
  if (!(error instanceof Problem)) return [];
  return error.errors
    .filter((entry) => entry.pointer !== '')
    .map((entry) => ({ name: namePath(entry.pointer), errors: [entry.message] }));
}
