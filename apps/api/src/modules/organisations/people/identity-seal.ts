import { Injectable } from '@nestjs/common';
import { FieldCipher } from '../../../platform/crypto/field-cipher.js';
import { maskIdNumber } from './id-document.js';
import { maskPhone } from './phone.js';

export interface SealedId {
  readonly id_cipher: string;
  readonly id_hash: string;
  readonly id_masked: string;
}

export interface SealedPhone {
  readonly phone_cipher: string | null;
  readonly phone_hash: string | null;
  readonly phone_masked: string | null;
}

/** How documents and phones are kept (contract 18). Takes normalised values. */
@Injectable()
export class IdentitySeal {
  constructor(private readonly cipher: FieldCipher) {}

  idHash(number: string): string {
    return this.cipher.lookup(number, 'person.id');
  }

  phoneHash(phone: string): string {
    return this.cipher.lookup(phone, 'person.phone');
  }

  id(number: string): SealedId {
    return {
      id_cipher: this.cipher.encrypt(number, 'person.id'),
      id_hash: this.idHash(number),
      id_masked: maskIdNumber(number),
    };
  }

  phone(phone: string | null): SealedPhone {
    if (phone === null) return { phone_cipher: null, phone_hash: null, phone_masked: null };
    return {
      phone_cipher: this.cipher.encrypt(phone, 'person.phone'),
      phone_hash: this.phoneHash(phone),
      phone_masked: maskPhone(phone),
    };
  }

  openId(cipher: string): string {
    return this.cipher.decrypt(cipher, 'person.id');
  }

  openPhone(cipher: string | null): string | null {
    return cipher === null ? null : this.cipher.decrypt(cipher, 'person.phone');
  }
}
