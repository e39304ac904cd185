import { certificateNumber, verificationCode, type CertificateFields } from '@zhian/certificates';
import { addMonths, civilDate } from '../../platform/clock/clock.js';

export const CERTIFICATE_TITLE = '安全生产培训合格证明';
/** 培训, the type in the number. */
const TYPE = 'PX';

/** Everything that decides what a certificate says; gathered from the rows at the moment of issue. */
export interface CertificateFacts {
  readonly holderName: string;
  readonly holderIdMasked: string;
  readonly enterpriseName: string;
  readonly regionCode: string;
  readonly postNames: readonly string[];
  readonly programme: string;
  readonly issuer: string;
  readonly validMonths: number | null;
  readonly metAt: Date;
  readonly scoreHundredths: number;
  readonly maxHundredths: number;
  readonly passHundredths: number;
}

/**
 * The printed fields. They are dated by the pass and not by the moment of issue, so that a crash or a late delivery does not
 * change what is signed; the true instant of issue is the row's `issued_at`. No hours: an exam counts for none (rules 4.2).
 */
export function fieldsOf(facts: CertificateFacts, entropy: Uint8Array, publicUrl: string): CertificateFields {
  const issuedOn = civilDate(facts.metAt);
  return {
    ...identityOf(facts.regionCode.slice(0, 6).padEnd(6, '0'), issuedOn, entropy, publicUrl),
    title: CERTIFICATE_TITLE,
    holderName: facts.holderName,
    holderIdMasked: facts.holderIdMasked,
    organisation: facts.enterpriseName,
    post: facts.postNames.join('、'),
    programme: facts.programme,
    startOn: null,
    endOn: issuedOn,
    requiredHours: null,
    completedHours: null,
    ...scoreOf(facts),
    issuer: facts.issuer,
    issuedOn,
    validUntil: facts.validMonths === null ? null : addMonths(issuedOn, facts.validMonths),
  };
}

type Identity = Pick<CertificateFields, 'number' | 'verificationCode' | 'verificationUrl'>;

function identityOf(divisionCode: string, issuedOn: string, entropy: Uint8Array, publicUrl: string): Identity {
  const code = verificationCode(entropy);
  return {
    number: certificateNumber({ divisionCode, year: Number(issuedOn.slice(0, 4)), type: TYPE, entropy }),
    verificationCode: code,
    verificationUrl: `${publicUrl}/verify/${code}`,
  };
}

type Score = Pick<CertificateFacts, 'scoreHundredths' | 'maxHundredths' | 'passHundredths'>;

function scoreOf(facts: Score): Pick<CertificateFields, 'scoreHundredths' | 'passHundredths' | 'assessment'> {
  return {
    scoreHundredths: facts.scoreHundredths,
    passHundredths: facts.passHundredths,
    assessment: `机考，满分 ${points(facts.maxHundredths)} 分`,
  };
}

/** Does the paper say another result than this one? */
export function saysOtherwise(fields: CertificateFields, facts: Score): boolean {
  return Object.entries(scoreOf(facts)).some(([name, value]) => fields[name as keyof CertificateFields] !== value);
}

/** The same certificate with another result: who, where, what and when stay as they were signed; number and code are new. */
export function correctedFields(
  fields: CertificateFields,
  facts: Score,
  entropy: Uint8Array,
  publicUrl: string,
): CertificateFields {
  return {
    ...fields,
    ...identityOf(fields.number.slice(0, 6), fields.issuedOn, entropy, publicUrl),
    ...scoreOf(facts),
  };
}

/** 8050 → 80.5. */
function points(hundredths: number): string {
  return String(hundredths / 100);
}

/** superseded 已更正: another one says the corrected result. */
export type CertificateStatus = 'valid' | 'expired' | 'revoked' | 'superseded';

/** The last day of validity is still valid. */
export function statusOf(
  certificate: {
    readonly status: 'effective' | 'revoked';
    readonly supersededBy: string | null;
    readonly validUntil: string | null;
  },
  today: string,
): CertificateStatus {
  if (certificate.status === 'revoked') return certificate.supersededBy === null ? 'revoked' : 'superseded';
  return certificate.validUntil !== null && certificate.validUntil < today ? 'expired' : 'valid';
}

/** 赵玉林 → 赵*林, 赵林 → 赵*: enough to compare with the person who holds the paper, too little to learn a name. */
export function maskName(name: string): string {
  const points = [...name];
  if (points.length < 2) return '*';
  if (points.length === 2) return `${points[0]}*`;
  return `${points[0]}${'*'.repeat(points.length - 2)}${points.at(-1)}`;
}
