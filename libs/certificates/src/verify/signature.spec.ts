import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  canonicalCertificate,
  CERTIFICATE_FIELD_NAMES,
  InvalidCertificateFieldsError,
  keyIdOf,
  parseCanonicalCertificate,
  signatureFingerprint,
  signCertificate,
  verifyCertificate,
  type CertificateFields,
  type CertificateSignature,
} from '../index.js';
import { sampleFields, sampleKey } from '../testing/samples.js';

const { privateKey, publicKey, keys } = sampleKey();
const fields = sampleFields();
const signature = signCertificate(fields, privateKey);

/** Other values for a field, the smallest changes first. */
function changesOf(name: keyof CertificateFields): unknown[] {
  const value = fields[name];
  if (typeof value === 'number') return [value + 1, value - 1, value * 10, 0, null];
  if (name === 'startOn' || name === 'validUntil') return ['2026-11-03', null];
  if (name === 'endOn' || name === 'issuedOn') return ['2026-11-21'];
  if (name === 'verificationUrl') return [`${value}A`, `${value}`.replace('https', 'http')];
  const text = String(value);
  return [`${text} `, text.slice(1), `${text}。`, [...text].toReversed().join('') + '1', text.replace(/.$/u, '假')];
}

const changed = (name: keyof CertificateFields, value: unknown) => ({ ...fields, [name]: value }) as CertificateFields;

/** Fields whose change leaves the signed bytes as they were. */
function uncovered(serialise: (fields: CertificateFields) => Uint8Array): string[] {
  const hex = (each: CertificateFields) => Buffer.from(serialise(each)).toString('hex');
  return CERTIFICATE_FIELD_NAMES.filter((name) =>
    changesOf(name).some((value) => hex(changed(name, value)) === hex(fields)),
  );
}

const forgetful = (each: CertificateFields) => canonicalCertificate({ ...each, validUntil: null });
const encode = (value: string) => new TextEncoder().encode(value);

describe('A37 certificate signature', () => {
  it('A37 is valid offline with the published key alone', () => {
    const published = createPublicKey(publicKey.export({ type: 'spki', format: 'pem' }));
    expect(verifyCertificate(fields, signature, new Map([[keyIdOf(published), published]]))).toBe('valid');
    expect(signature).toEqual({
      algorithm: 'Ed25519',
      keyId: keyIdOf(publicKey),
      value: expect.stringMatching(/^[\w-]{86}$/),
    });
    expect(signCertificate(fields, privateKey)).toEqual(signature);
  });

  it.each(CERTIFICATE_FIELD_NAMES)('A37 any change of %s makes it invalid', (name) => {
    for (const value of changesOf(name)) {
      expect([value, verifyCertificate(changed(name, value), signature, keys)]).toEqual([value, 'bad-signature']);
    }
  });

  it('A37 covers all fields of the type, and a serialisation that forgets one is found out (known-bad twin)', () => {
    expect(CERTIFICATE_FIELD_NAMES).toEqual(Object.keys(fields).sort());
    expect(uncovered(canonicalCertificate)).toEqual([]);
    expect(uncovered(forgetful)).toEqual(['validUntil']);
  });

  it('A37 every flipped bit of the signature makes it invalid', () => {
    const bytes = Buffer.from(signature.value, 'base64url');
    for (let bit = 0; bit < 512; bit++) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(verifyCertificate(fields, { ...signature, value: flipped.toString('base64url') }, keys)).toBe(
        'bad-signature',
      );
    }
  });

  it('A37 accepts one spelling of a signature only', () => {
    const { value } = signature;
    const last = value.slice(0, -1) + String.fromCharCode(value.charCodeAt(85) + 1);
    for (const other of ['', `${value}==`, `${value}\n`, ` ${value}`, `${value}AAAA`, value.slice(0, -2), last]) {
      expect(verifyCertificate(fields, { ...signature, value: other }, keys)).toBe('bad-signature');
    }
  });

  it('A37 tells a wrong key, an unknown key and an unknown algorithm apart', () => {
    const other = sampleKey(8);
    expect(verifyCertificate(fields, signature, new Map([[signature.keyId, other.publicKey]]))).toBe('bad-signature');
    expect(verifyCertificate(fields, signature, other.keys)).toBe('unknown-key');
    expect(verifyCertificate(fields, { ...signature, keyId: 'x' }, keys)).toBe('unknown-key');
    for (const algorithm of ['none', 'HS256', 'ed25519', '']) {
      const foreign = { ...signature, algorithm } as unknown as CertificateSignature;
      expect(verifyCertificate(fields, foreign, keys)).toBe('unknown-algorithm');
    }
    const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
    expect(verifyCertificate(fields, signature, new Map([[signature.keyId, rsa.publicKey]]))).toBe('unknown-key');
    expect(() => signCertificate(fields, rsa.privateKey)).toThrow(TypeError);
    expect(() => signCertificate(fields, publicKey)).toThrow(TypeError);
  });

  it('names keys and prints a fingerprint without look-alike letters', () => {
    expect(keyIdOf(publicKey)).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
    expect(keyIdOf(privateKey)).toBe(keyIdOf(publicKey));
    expect(keyIdOf(sampleKey(8).publicKey)).not.toBe(keyIdOf(publicKey));
    expect(signatureFingerprint(signature)).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  });
});

describe('canonicalCertificate', () => {
  it('is RFC 8785 JSON with a kind and a version', () => {
    const text = new TextDecoder().decode(canonicalCertificate(fields));
    expect(text).toMatch(
      /^\{"fields":\{"assessment":"机考，80 分合格","completedHours":2000,.*\},"kind":"zhian-certificate","version":1\}$/,
    );
  });

  it('does not depend on member order, further members or the Unicode form', () => {
    const reversed = Object.fromEntries(
      Object.entries({ ...fields, extra: 1 }).toReversed(),
    ) as unknown as CertificateFields;
    expect(canonicalCertificate(reversed)).toEqual(canonicalCertificate(fields));
    const [composed, decomposed] = ['Andr\u00e9', 'Andre\u0301'].map((holderName) =>
      canonicalCertificate(sampleFields({ holderName })),
    );
    expect(decomposed).toEqual(composed);
  });

  it('reads back what it wrote, and nothing else', () => {
    const text = fc
      .string({ unit: 'grapheme', maxLength: 20 })
      .map((value) => `岚${value.replace(/[\p{C}\p{Z}]/gu, '')}`);
    const hundredths = fc.option(fc.nat(1_000_000));
    fc.assert(
      fc.property(text, text, hundredths, hundredths, (holderName, programme, scoreHundredths, requiredHours) => {
        const each = sampleFields({ holderName, programme, scoreHundredths, requiredHours });
        const back = parseCanonicalCertificate(canonicalCertificate(each));
        expect(back && canonicalCertificate(back)).toEqual(canonicalCertificate(each));
      }),
      { numRuns: 500 },
    );
    const good = new TextDecoder().decode(canonicalCertificate(fields));
    for (const bad of [
      '',
      '{}',
      'null',
      ` ${good}`,
      good.replace('"version":1', '"version":2'),
      good.replace('2000', '2e3'),
    ]) {
      expect(parseCanonicalCertificate(encode(bad))).toBeNull();
    }
    expect(parseCanonicalCertificate(Uint8Array.of(0xff))).toBeNull();
  });

  it.each<[string, Partial<Record<keyof CertificateFields, unknown>>]>([
    ['a fraction of a hundredth', { scoreHundredths: 90.5 }],
    ['a negative number', { requiredHours: -1 }],
    ['not a number', { passHundredths: Number.NaN }],
    ['a number as text', { completedHours: '2000' }],
    ['a missing field', { post: undefined }],
    ['an empty name', { holderName: ' ' }],
    ['a date that does not exist', { endOn: '2026-02-30' }],
    ['a date in another form', { issuedOn: '2026-1-1' }],
    ['no date where one is due', { issuedOn: null }],
    ['a lone surrogate', { holderName: '\ud842' }],
    ['a line end', { programme: '安全\n培训' }],
    ['a change of direction', { holderName: '\u202e林树赵' }],
    ['an invisible joiner', { organisation: '长\u200b子' }],
    ['another scheme', { verificationUrl: 'javascript:alert(1)' }],
    ['an address that is not ASCII', { verificationUrl: 'https://例子.cn/' }],
  ])('refuses %s', (_, change) => {
    expect(() => canonicalCertificate({ ...fields, ...change } as CertificateFields)).toThrow(
      InvalidCertificateFieldsError,
    );
    expect(verifyCertificate({ ...fields, ...change } as CertificateFields, signature, keys)).toBe('bad-signature');
  });
});
