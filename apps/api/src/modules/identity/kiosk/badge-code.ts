import { randomInt } from 'node:crypto';

/**
 * What the QR code of a badge says: forty random digits, 132 bits. Digits and nothing else, because scanners that type pass them
 * through any input method and any state of the shift key, and because QR codes pack digits closest.
 */
export const BADGE_CODE = /^\d{40}$/;

const GROUPS = 8;
const GROUP_DIGITS = 5;

export function newBadgeCode(): string {
  return Array.from({ length: GROUPS }, () => String(randomInt(10 ** GROUP_DIGITS)).padStart(GROUP_DIGITS, '0')).join(
    '',
  );
}
