import { canonicalCertificate, parseCanonicalCertificate } from '../model/canonical.js';
import type { CertificateFields } from '../model/fields.js';
import type { CertificateSignature } from './signature.js';

/** Entry of the file's information dictionary that carries the signed bytes and the signature. */
export const PROOF_KEY = 'ZhianProof';

export interface CertificateProof {
  readonly fields: CertificateFields;
  readonly signature: CertificateSignature;
}

/** `1.<signed bytes>.<algorithm>.<key id>.<signature>`, each part base64url or plain ASCII without a point. */
export function encodeProof(fields: CertificateFields, signature: CertificateSignature): string {
  const bytes = Buffer.from(canonicalCertificate(fields)).toString('base64url');
  return ['1', bytes, signature.algorithm, signature.keyId, signature.value].join('.');
}

/**
 * Reads what a certificate file says was signed, so that it can be checked without the network. The answer is unverified:
 * give it to `verifyCertificate`, and show the verified fields, not the page; a page redrawn by someone else is told from
 * ours by rendering those fields again and comparing the bytes.
 */
export function readProof(pdf: Uint8Array): CertificateProof | null {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1');
  const reference = new RegExp(`/${PROOF_KEY} (\\d{1,9}) 0 R`).exec(text)?.[1];
  if (reference === undefined) return null;
  const object = new RegExp(`\\n${reference} 0 obj\\n\\(([\\w.-]{1,65536})\\)\\nendobj`).exec(text)?.[1];
  const [version, bytes, algorithm, keyId, value, more] = (object ?? '').split('.');
  if (version !== '1' || bytes === undefined || keyId === undefined || value === undefined || more !== undefined)
    return null;
  const fields = parseCanonicalCertificate(Buffer.from(bytes, 'base64url'));
  if (fields === null || algorithm !== 'Ed25519') return null;
  return { fields, signature: { algorithm, keyId, value } };
}
