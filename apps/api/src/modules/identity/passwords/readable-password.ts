import { randomInt } from 'node:crypto';

/** Without i, l, o, 0 and 1, which people mix up when they copy from paper. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A temporary password to be read from paper: four groups of four, 79 bits, with letters, digits and hyphens. */
export function readablePassword(): string {
  for (;;) {
    const groups = Array.from({ length: 4 }, () =>
      Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join(''),
    );
    const password = groups.join('-');
    if (/[a-z]/.test(password) && /\d/.test(password)) return password;
  }
}
