import { describe, expect, it } from '@jest/globals';
import { isCertificateNumber, normaliseCertificateFields, normaliseVerificationCode } from '@zhian/certificates';
import {
  correctedFields,
  fieldsOf,
  maskName,
  saysOtherwise,
  statusOf,
  type CertificateFacts,
} from './certificate-fields.js';

const facts: CertificateFacts = {
  holderName: '赵玉林',
  holderIdMasked: '140499********0017',
  enterpriseName: '岚水煤业有限公司',
  regionCode: '140428101',
  postNames: ['瓦斯检查工', '安全检查工'],
  programme: '2026年全员安全培训',
  issuer: '长子县应急管理局',
  validMonths: 12,
  metAt: new Date('2026-11-21T16:30:00.000Z'),
  scoreHundredths: 8050,
  maxHundredths: 10_000,
  passHundredths: 8000,
};
const entropy = Uint8Array.from({ length: 16 }, (_, index) => index);

describe('certificate fields', () => {
  it('are dated by the civil date of the pass in China and can be signed', () => {
    const fields = fieldsOf(facts, entropy, 'https://zhian.example');
    expect(fields).toMatchObject({
      issuedOn: '2026-11-22',
      endOn: '2026-11-22',
      validUntil: '2027-11-22',
      post: '瓦斯检查工、安全检查工',
      assessment: '机考，满分 100 分',
    });
    expect(normaliseCertificateFields(fields)).toEqual(fields);
    expect(isCertificateNumber(fields.number)).toBe(true);
    expect(fields.number).toMatch(/^140428-2026-PX-/);
    expect(normaliseVerificationCode(fields.verificationCode)).toBe(fields.verificationCode);
    expect(fields.verificationUrl).toBe(`https://zhian.example/verify/${fields.verificationCode}`);
  });

  it.each([
    ['14', /^140000-/],
    ['140428', /^140428-/],
    ['140428101201', /^140428-/],
  ])('division of %s', (regionCode, shape) => {
    expect(fieldsOf({ ...facts, regionCode }, entropy, 'https://z.example').number).toMatch(shape);
  });

  it.each([
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-08-31', 6, '2027-02-28'],
  ])('%s plus %i months is %s', (date, validMonths, until) => {
    expect(
      fieldsOf({ ...facts, metAt: new Date(`${date}T04:00:00Z`), validMonths }, entropy, 'https://z.example')
        .validUntil,
    ).toBe(until);
  });

  it('A37 shows revoked before expired, and the last day as valid', () => {
    const inEffect = { status: 'effective' as const, supersededBy: null };
    expect(statusOf({ ...inEffect, validUntil: null }, '2999-01-01')).toBe('valid');
    expect(statusOf({ ...inEffect, validUntil: '2026-11-22' }, '2026-11-22')).toBe('valid');
    expect(statusOf({ ...inEffect, validUntil: '2026-11-22' }, '2026-11-23')).toBe('expired');
    const revoked = { ...inEffect, status: 'revoked' as const, validUntil: '2026-11-22' };
    expect(statusOf(revoked, '2026-11-23')).toBe('revoked');
    expect(statusOf({ ...revoked, supersededBy: 'another' }, '2026-11-23')).toBe('superseded');
  });

  it('of a corrected result differ in the result, the number and the code alone', () => {
    const old = fieldsOf(facts, entropy, 'https://zhian.example');
    expect(saysOtherwise(old, facts)).toBe(false);
    const moved = { scoreHundredths: 9050, maxHundredths: 9700, passHundredths: 7760 };
    for (const [name, value] of Object.entries(moved))
      expect(saysOtherwise(old, { ...facts, [name]: value })).toBe(true);
    const corrected = correctedFields(old, moved, entropy.toReversed(), 'https://zhian.example');
    const changed = Object.entries(corrected).filter(([name, value]) => old[name as keyof typeof old] !== value);
    expect(changed.map(([name]) => name).sort()).toEqual(
      ['assessment', 'number', 'passHundredths', 'scoreHundredths', 'verificationCode', 'verificationUrl'].sort(),
    );
    expect(corrected).toMatchObject({ scoreHundredths: 9050, passHundredths: 7760, assessment: '机考，满分 97 分' });
    expect(corrected.number).toMatch(/^140428-2026-PX-/);
    expect(normaliseCertificateFields(corrected)).toEqual(corrected);
  });

  it.each([
    ['赵玉林', '赵*林'],
    ['赵林', '赵*'],
    ['赵', '*'],
    ['欧阳玉林', '欧**林'],
    ['𠮷田林', '𠮷*林'],
    ['', '*'],
  ])('%s is masked as %s', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });
});
