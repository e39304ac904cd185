import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { AUDIT_ACTIONS, actionTitle } from './audit-actions.js';

const modules = join(import.meta.dirname, '..');

/** Actions as the verbs write them: module.noun.verb in quotes, in a file that appends to the audit chain. */
function actionsInSource(): string[] {
  const files = readdirSync(modules, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'),
  );
  const found = files.flatMap((file) => {
    const text = readFileSync(join(modules, file), 'utf8');
    return [...text.matchAll(/\baction: ([^,\n]+)/g)].flatMap(([, value = '']) =>
      [...value.matchAll(/'([a-z-]+(?:\.[a-z-]+){2})'/g)].map(([, action = '']) => action),
    );
  });
  return [...new Set(found)].sort();
}

describe('audit actions', () => {
  it('every action in the source code has a title for the pages', () => {
    const actions = actionsInSource();
    expect(actions).toContain('identity.account.disable');
    expect(actions.filter((action) => !(action in AUDIT_ACTIONS))).toEqual([]);
  });

  it('an unknown action is shown as itself', () => {
    expect(actionTitle('identity.session.create')).toBe('登录');
    expect(actionTitle('old.noun.verb')).toBe('old.noun.verb');
  });
});
