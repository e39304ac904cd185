import { createPublicKey, type KeyObject } from 'node:crypto';
import {
  keyIdOf,
  layoutCertificate,
  renderCertificate,
  signCertificate,
  verifyCertificate,
  type CertificateFields,
  type CertificateSignature,
  type VerificationOutcome,
} from '@zhian/certificates';
import { Injectable } from '@nestjs/common';
import { KeyStore } from '../../platform/crypto/key-store.js';
import { printFonts } from '../../platform/fonts/print-fonts.js';

/** Signs, checks and prints with the key and the fonts of this installation. */
@Injectable()
export class CertificatePress {
  private readonly publicKeys: ReadonlyMap<string, KeyObject>;

  constructor(private readonly keys: KeyStore) {
    const publicKey = createPublicKey(keys.certificateKey);
    this.publicKeys = new Map([[keyIdOf(publicKey), publicKey]]);
  }

  /**
   * Signs fields that are known to fit on the page.
   * @throws (rejects with) InvalidCertificateFieldsError, MissingGlyphsError, CertificateOverflowError: nothing may be issued then.
   */
  async sign(fields: CertificateFields): Promise<CertificateSignature> {
    const signature = signCertificate(fields, this.keys.certificateKey);
    layoutCertificate(fields, await printFonts(), signature);
    return signature;
  }

  check(fields: CertificateFields, signature: CertificateSignature): VerificationOutcome {
    return verifyCertificate(fields, signature, this.publicKeys);
  }

  /** The same bytes for the same fields and signature. */
  async print(fields: CertificateFields, signature: CertificateSignature): Promise<Uint8Array> {
    return renderCertificate(fields, signature, await printFonts());
  }

  publishedKeys(): { keyId: string; algorithm: 'Ed25519'; publicKeyPem: string }[] {
    return [...this.publicKeys].map(([keyId, key]) => ({
      keyId,
      algorithm: 'Ed25519',
      publicKeyPem: key.export({ type: 'spki', format: 'pem' }).toString(),
    }));
  }
}
