import { InvalidCertificateFieldsError } from './errors.js';

/**
 * Every field that a certificate prints. All of them are covered by the signature (contract 15).
 * Dates are civil dates `YYYY-MM-DD` (Asia/Shanghai), hours and points are integer hundredths.
 */
export interface CertificateFields {
  readonly number: string;
  /** For example 培训合格证明. Never the name of a certificate that only an authority may issue (rules 4.1). */
  readonly title: string;
  readonly holderName: string;
  /** Already masked, for example `140428********0718`; empty: nothing is printed. */
  readonly holderIdMasked: string;
  readonly organisation: string;
  readonly post: string;
  readonly programme: string;
  readonly startOn: string | null;
  readonly endOn: string;
  /** Hundredths of a 学时. */
  readonly requiredHours: number | null;
  /** Hundredths of a 学时. */
  readonly completedHours: number | null;
  readonly scoreHundredths: number | null;
  readonly passHundredths: number | null;
  /** For example `机考，80 分合格`. */
  readonly assessment: string;
  readonly issuer: string;
  readonly issuedOn: string;
  /** `null`: no end of validity. */
  readonly validUntil: string | null;
  readonly verificationCode: string;
  /** http(s), printable ASCII; the only address that the file may open. */
  readonly verificationUrl: string;
}

type Kind = 'text' | 'required-text' | 'date' | 'date-or-null' | 'hundredths-or-null' | 'url';

/** One entry per field, so that a field added to the interface without a rule fails to compile. */
const KINDS: { readonly [K in keyof CertificateFields]-?: Kind } = {
  number: 'required-text',
  title: 'required-text',
  holderName: 'required-text',
  holderIdMasked: 'text',
  organisation: 'text',
  post: 'text',
  programme: 'required-text',
  startOn: 'date-or-null',
  endOn: 'date',
  requiredHours: 'hundredths-or-null',
  completedHours: 'hundredths-or-null',
  scoreHundredths: 'hundredths-or-null',
  passHundredths: 'hundredths-or-null',
  assessment: 'text',
  issuer: 'required-text',
  issuedOn: 'date',
  validUntil: 'date-or-null',
  verificationCode: 'required-text',
  verificationUrl: 'url',
};

/** Names of all fields in code-unit order, the order of the signed form. */
export const CERTIFICATE_FIELD_NAMES: readonly (keyof CertificateFields)[] = (
  Object.keys(KINDS) as (keyof CertificateFields)[]
).sort((a, b) => (a < b ? -1 : 1));

/**
 * Returns a copy with exactly the known fields, texts in Unicode NFC: what is signed is what is printed.
 * @throws InvalidCertificateFieldsError naming the first field that cannot be signed or printed.
 */
export function normaliseFields(fields: CertificateFields): CertificateFields {
  const entries = CERTIFICATE_FIELD_NAMES.map((name) => [name, check(name, KINDS[name], fields[name])] as const);
  return Object.fromEntries(entries) as unknown as CertificateFields;
}

function check(name: string, kind: Kind, value: unknown): string | number | null {
  const fail = (reason: string): never => {
    throw new InvalidCertificateFieldsError(name, reason);
  };
  if (value === null && (kind === 'date-or-null' || kind === 'hundredths-or-null')) return null;
  if (kind === 'hundredths-or-null') {
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
      return fail('not a count of hundredths');
    return value === 0 ? 0 : value;
  }
  if (typeof value !== 'string') return fail('not a text');
  // Lone surrogates have no UTF-8 form; control and format characters (line ends, bidi overrides, joiners) could make the
  // printed line read differently from the signed one.
  if (/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u.test(value)) return fail('holds a control or invisible character');
  const text = value.normalize('NFC');
  if (kind === 'required-text' && text.trim() === '') return fail('is empty');
  if ((kind === 'date' || kind === 'date-or-null') && !isCivilDate(text)) return fail('is not a date YYYY-MM-DD');
  if (kind === 'url' && !/^https?:\/\/[\x21-\x7e]+$/.test(text)) return fail('is not an http(s) address in ASCII');
  return text;
}

function isCivilDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
