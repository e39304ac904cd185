import { describe, expect, it } from '@jest/globals';
import { mayTakeOver, shellAnswer } from './shell-rules.js';

const origin = 'https://zhian.test';
const files = new Set(['/index.html', '/assets/index-1.js', '/favicon.svg']);
const ask = (path: string, more: { method?: string; mode?: string } = {}) =>
  shellAnswer({ method: 'GET', mode: 'cors', url: new URL(path, origin).href, ...more }, origin, files);

describe('the shell on the device', () => {
  it('opens pages and gives the files it holds', () => {
    expect(ask('/exam/1', { mode: 'navigate' })).toBe('page');
    expect(ask('/', { mode: 'navigate' })).toBe('page');
    expect(ask('/assets/index-1.js')).toBe('asset');
    expect(ask('/assets/office-1.js')).toBeNull();
  });

  it('A39 never comes between a page and the API, nor answers for others or for writes', () => {
    expect(ask('/api/v1/exam-attempts/1')).toBeNull();
    expect(ask('/api/v1/certificates/1/file', { mode: 'navigate' })).toBeNull();
    expect(ask('/health/ready', { mode: 'navigate' })).toBeNull();
    expect(ask('https://elsewhere.test/assets/index-1.js')).toBeNull();
    expect(ask('/assets/index-1.js', { method: 'POST' })).toBeNull();
  });

  it('gives way to a new version only from a fresh page that is alone and in no exam', () => {
    const at = (path: string): string => `${origin}${path}`;
    expect(mayTakeOver(files, '/assets/index-1.js', [at('/home')])).toBe(true);
    expect(mayTakeOver(files, '/assets/index-0.js', [at('/home')])).toBe(false);
    expect(mayTakeOver(files, '/assets/index-1.js', [at('/exam/1')])).toBe(false);
    expect(mayTakeOver(files, '/assets/index-1.js', [at('/home'), at('/exam/1')])).toBe(false);
    expect(mayTakeOver(files, '/assets/index-1.js', [at('/exams/1')])).toBe(true);
  });
});
