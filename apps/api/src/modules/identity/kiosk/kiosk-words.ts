import { randomInt } from 'node:crypto';

/** Without I, L, O, 0 and 1, which people mix up when they copy from a screen. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const CODE_LENGTH = 8;

export const PIN = /^\d{6}$/;

/** What is typed on a device to pair it: 39 bits, good for one use within PAIRING_MS. */
export function newPairingCode(): string {
  const letters = Array.from({ length: CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** As people type it: any case, any width, with or without the hyphen. Null when it cannot be a code. */
export function tidyPairingCode(typed: string): string | null {
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '');
  return letters.length === CODE_LENGTH ? letters : null;
}

/** Would somebody who looks over the shoulder, or tries a few, find it? Same digits, steps of one, one half twice. */
export function isWeakPin(pin: string): boolean {
  const steps = [...pin].slice(1).map((digit, index) => (Number(digit) - Number(pin.charAt(index)) + 10) % 10);
  const even = steps.every((step) => step === steps[0]) && [0, 1, 9].includes(steps[0] ?? 0);
  return even || new Set(pin).size < 3 || pin.slice(0, 3) === pin.slice(3);
}

/** Six random digits that are not weak. */
export function newPin(): string {
  for (;;) {
    const pin = String(randomInt(1_000_000)).padStart(6, '0');
    if (!isWeakPin(pin)) return pin;
  }
}
