import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { parseSignedHeads, signatureHolds, signHeads } from './record-heads.js';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const body = {
  format: 1 as const,
  date: '2026-11-23',
  signedAt: '2026-11-23T00:00:00.000Z',
  previous: null,
  heads: { audit: [['platform', 3, 'ab'.repeat(32)] as [string, number, string]], attempts: [] },
};

describe('signed heads of the record chains', () => {
  it('hold under their key, also after having been written and read', () => {
    const read = parseSignedHeads(JSON.stringify(signHeads(body, privateKey)));
    expect(read && signatureHolds(read, publicKey)).toBe(true);
  });

  it('do not hold when anything in them is changed, or under another key', () => {
    const signed = signHeads(body, privateKey);
    const changed = [
      { ...body, date: '2026-11-24' },
      { ...body, previous: { date: '2026-11-22', sha256: '0' } },
      { ...body, heads: { ...body.heads, audit: [['platform', 2, 'ab'.repeat(32)] as [string, number, string]] } },
      { ...body, heads: { attempts: [] } },
    ];
    for (const other of changed) expect(signatureHolds({ ...signed, body: other }, publicKey)).toBe(false);
    expect(signatureHolds(signed, generateKeyPairSync('ed25519').publicKey)).toBe(false);
  });

  it('anything else is no such file', () => {
    for (const text of ['', '{}', '[]', JSON.stringify({ body, signature: {} })])
      expect(parseSignedHeads(text)).toBeNull();
  });
});
