import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import {
  FONT_FILES,
  keyIdOf,
  layoutCertificate,
  openFonts,
  renderCertificate,
  signCertificate,
  verifyCertificate,
  type CertificateFields,
  type CertificateFonts,
  type CertificateSignature,
  type VerificationOutcome,
} from '@zhian/certificates';
import { Injectable } from '@nestjs/common';
import { KeyStore } from '../../platform/crypto/key-store.js';

/** Signs, checks and prints with the key and the fonts of this installation. Fonts are opened once, when first needed. */
@Injectable()
export class CertificatePress {
  private fonts: Promise<CertificateFonts> | null = null;
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
    layoutCertificate(fields, await this.openFonts(), signature);
    return signature;
  }

  check(fields: CertificateFields, signature: CertificateSignature): VerificationOutcome {
    return verifyCertificate(fields, signature, this.publicKeys);
  }

  /** The same bytes for the same fields and signature. */
  async print(fields: CertificateFields, signature: CertificateSignature): Promise<Uint8Array> {
    return renderCertificate(fields, signature, await this.openFonts());
  }

  publishedKeys(): { keyId: string; algorithm: 'Ed25519'; publicKeyPem: string }[] {
    return [...this.publicKeys].map(([keyId, key]) => ({
      keyId,
      algorithm: 'Ed25519',
      publicKeyPem: key.export({ type: 'spki', format: 'pem' }).toString(),
    }));
  }

  private openFonts(): Promise<CertificateFonts> {
    this.fonts ??= readFonts().catch((error: unknown) => {
      this.fonts = null;
      throw error;
    });
    return this.fonts;
  }
}

type Role = (typeof FONT_FILES)[number]['role'];

async function readFonts(): Promise<CertificateFonts> {
  const resolve = createRequire(import.meta.url).resolve;
  const files = await Promise.all(
    FONT_FILES.map(async ({ role, package: name, file }) => ({
      role,
      bytes: await readFile(resolve(`${name}/${file}`)),
    })),
  );
  const of = (role: Role): Buffer[] => files.filter((file) => file.role === role).map((file) => file.bytes);
  const first = (role: Role): Buffer => {
    const [bytes] = of(role);
    if (!bytes) throw new Error(`the fonts of the certificate lack ${role}`);
    return bytes;
  };
  return openFonts({
    sansRegular: first('sansRegular'),
    sansMedium: first('sansMedium'),
    serifRegular: first('serifRegular'),
    serifBold: first('serifBold'),
    fallbackRegular: of('fallbackRegular'),
    fallbackBold: of('fallbackBold'),
  });
}
