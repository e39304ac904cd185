import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { canonicalCertificate } from '../model/canonical.js';
import { encodeBits, groupByFour } from '../model/base32.js';
import type { CertificateFields } from '../model/fields.js';

export interface CertificateSignature {
  readonly algorithm: 'Ed25519';
  readonly keyId: string;
  /** base64url without padding, 64 bytes. */
  readonly value: string;
}

export type VerificationOutcome = 'valid' | 'bad-signature' | 'unknown-key' | 'unknown-algorithm';

/** Name of a public key: 80 bits of the SHA-256 of its SPKI form, 16 symbols. */
export function keyIdOf(publicKey: KeyObject): string {
  const key = publicKey.type === 'private' ? createPublicKey(publicKey) : publicKey;
  return encodeBits(
    createHash('sha256')
      .update(key.export({ type: 'spki', format: 'der' }))
      .digest(),
    16,
  );
}

/**
 * Signs every printed field with Ed25519.
 * @throws TypeError unless the key is a private Ed25519 key; InvalidCertificateFieldsError.
 */
export function signCertificate(fields: CertificateFields, privateKey: KeyObject): CertificateSignature {
  if (privateKey.type !== 'private' || privateKey.asymmetricKeyType !== 'ed25519') {
    throw new TypeError('a private Ed25519 key is needed');
  }
  const value = sign(null, canonicalCertificate(fields), privateKey).toString('base64url');
  return { algorithm: 'Ed25519', keyId: keyIdOf(privateKey), value };
}

/**
 * Checks a signature against the published keys, by key id, without the network. The algorithm is taken from the key, never
 * from the signature alone. Says nothing about revocation or expiry, which are not part of the printed fields.
 */
export function verifyCertificate(
  fields: CertificateFields,
  signature: CertificateSignature,
  publicKeys: ReadonlyMap<string, KeyObject>,
): VerificationOutcome {
  if (signature.algorithm !== 'Ed25519') return 'unknown-algorithm';
  const key = publicKeys.get(signature.keyId);
  if (key === undefined || key.asymmetricKeyType !== 'ed25519') return 'unknown-key';
  const bytes = Buffer.from(signature.value, 'base64url');
  // Only the one spelling that signing produces: a second spelling of the same signature would be a second valid document.
  if (bytes.length !== 64 || bytes.toString('base64url') !== signature.value) return 'bad-signature';
  try {
    return verify(null, canonicalCertificate(fields), key, bytes) ? 'valid' : 'bad-signature';
  } catch {
    return 'bad-signature';
  }
}

/** 80 bits of the signature's SHA-256 in groups of four, printed small so that a paper can be compared with the record. */
export function signatureFingerprint(signature: CertificateSignature): string {
  return groupByFour(encodeBits(createHash('sha256').update(signature.value).digest(), 16));
}
