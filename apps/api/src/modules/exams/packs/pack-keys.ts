import { createCipheriv } from 'node:crypto';

/** Bytes of the key of a pack, from which the keys of its questions follow. */
export const MASTER_KEY_BYTES = 32;
/** Bytes of the key of one question (AES-128): half of what a start would send with AES-256, and out of reach all the same. */
export const ITEM_KEY_BYTES = 16;

/**
 * The keys of the first `count` questions of a pack, one after the other: question n has AES-256(master, n), the key stream of
 * counter mode. Whoever holds some of them learns nothing of the others.
 */
export function keysOf(master: Uint8Array, count: number): Buffer {
  return createCipheriv('aes-256-ctr', master, Buffer.alloc(16)).update(Buffer.alloc(count * ITEM_KEY_BYTES));
}

export function keyAt(keys: Buffer, item: number): Buffer {
  return keys.subarray(item * ITEM_KEY_BYTES, (item + 1) * ITEM_KEY_BYTES);
}
