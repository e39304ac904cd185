import { describe, expect, it } from '@jest/globals';
import type { ComposedHandbook } from './composed-handbook.js';
import { handbookErrors } from './handbooks.errors.js';
import { whyNotSign } from './receipt-rules.js';

const part = (versionId: string) => ({ handbookId: 'h', versionId, versionNo: 1, title: '手册' });
const section = (read: boolean) => ({
  id: 's',
  key: 's',
  part: 'general' as const,
  title: '',
  body: '',
  questionCount: 0,
  read,
});
const book = (more: Partial<ComposedHandbook>): ComposedHandbook => ({
  post: { postId: 'p', postName: '', enterpriseId: 'e', enterpriseName: '' },
  general: part('g'),
  professional: part('p'),
  sections: [section(true)],
  receiptAt: null,
  ...more,
});
const current = { generalVersionId: 'g', postVersionId: 'p' };

describe('a receipt', () => {
  it.each([
    ['everything read', book({}), current, null],
    ['only a general part', book({ professional: null }), { ...current, postVersionId: null }, null],
    ['another general version', book({ general: part('g2') }), current, 'handbook-version-changed'],
    ['a part published since', book({}), { ...current, postVersionId: null }, 'handbook-version-changed'],
    [
      'nothing published',
      book({ general: null, professional: null, sections: [] }),
      { generalVersionId: null, postVersionId: null },
      'handbook-empty',
    ],
    ['one section left', book({ sections: [section(true), section(false)] }), current, 'handbook-sections-unread'],
  ])('with %s', (_, handbook, signed, code) => {
    const refusal = whyNotSign(handbook, signed)?.code ?? null;
    expect(refusal).toBe(code);
    expect(refusal === null || refusal in handbookErrors).toBe(true);
  });
});
