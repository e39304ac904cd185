import { randomBytes, randomFillSync } from 'node:crypto';

let lastTime = 0;
let counter = 0;

/** Random bytes fetched ahead: a call for each id would be the dearest part of it. */
const pool = Buffer.alloc(4096);
let used = pool.length;

function fillRandom(bytes: Buffer, from: number): void {
  const count = bytes.length - from;
  if (used + count > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  pool.copy(bytes, from, used, used + count);
  used += count;
}

/** UUIDv7 (RFC 9562): time-ordered, and monotonic within this process through a 12-bit counter. Never a secret. */
export function uuidv7(now: number = Date.now()): string {
  if (now > lastTime) {
    lastTime = now;
    counter = randomBytes(2).readUInt16BE() & 0x7ff;
  } else if (++counter > 0xfff) {
    lastTime += 1;
    counter = 0;
  }
  const bytes = Buffer.allocUnsafe(16);
  fillRandom(bytes, 8);
  bytes.writeUIntBE(lastTime, 0, 6);
  bytes.writeUInt16BE(0x7000 | counter, 6);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export function isUuid(text: unknown): text is string {
  return typeof text === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
}
