import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { KeyStore } from './key-store.js';

/** Encryption of single values at rest (contract 18): AES-256-GCM, random nonce, key id in front, purpose bound as extra data. */
export class FieldCipher {
  constructor(private readonly keys: KeyStore['fields']) {}

  /** `purpose` (e.g. 'person.id') is authenticated: a value moved to another column does not decrypt. */
  encrypt(plain: string, purpose: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.keyOf(this.keys.current), nonce).setAAD(Buffer.from(purpose));
    const sealed = Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${this.keys.current}.${sealed.toString('base64url')}`;
  }

  decrypt(value: string, purpose: string): string {
    const dot = value.indexOf('.');
    const sealed = Buffer.from(value.slice(dot + 1), 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', this.keyOf(value.slice(0, dot)), sealed.subarray(0, 12)).setAAD(
      Buffer.from(purpose),
    );
    decipher.setAuthTag(sealed.subarray(-16));
    return decipher.update(sealed.subarray(12, -16)).toString('utf8') + decipher.final('utf8');
  }

  /** Keyed hash for finding and for uniqueness; callers normalise the value first. */
  lookup(plain: string, purpose: string): string {
    return createHmac('sha256', this.keys.lookup).update(`${purpose}\n${plain}`).digest('base64url');
  }

  private keyOf(id: string): Buffer {
    const key = this.keys.keys.get(id);
    if (!key) throw new Error(`field key ${id} is not in the key store`);
    return key;
  }
}
