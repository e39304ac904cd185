import { CERTIFICATE_FIELD_NAMES, normaliseFields, type CertificateFields } from './fields.js';

/** Separates these bytes from anything else that the same key may sign. */
const KIND = 'zhian-certificate';
const VERSION = 1;

/**
 * The signed form: RFC 8785 (JSON canonicalisation) of `{kind, version, fields}` in UTF-8, texts in NFC, numbers as integers.
 * Every member has a name and a JSON type, so no two different sets of fields share their bytes.
 * @throws InvalidCertificateFieldsError
 */
export function canonicalCertificate(fields: CertificateFields): Uint8Array {
  const normal = normaliseFields(fields);
  const ordered = Object.fromEntries(CERTIFICATE_FIELD_NAMES.map((name) => [name, normal[name]]));
  return new TextEncoder().encode(JSON.stringify({ fields: ordered, kind: KIND, version: VERSION }));
}

/** Reads the signed form back, or `null` when the bytes are not exactly a canonical certificate of a known version. */
export function parseCanonicalCertificate(bytes: Uint8Array): CertificateFields | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const fields = normaliseFields((JSON.parse(text) as { fields: CertificateFields }).fields);
    return new TextDecoder().decode(canonicalCertificate(fields)) === text ? fields : null;
  } catch {
    return null;
  }
}
