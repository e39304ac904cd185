import { createHash } from 'node:crypto';

/**
 * The random numbers of algorithm zhian-draw-1, a pure function of seed and label: block i is
 * sha256(seed bytes ‖ 0x00 ‖ label in UTF-8 ‖ 0x00 ‖ i as 8 bytes big-endian), read as eight big-endian 32-bit
 * numbers. Separate labels give independent streams, so that shuffling does not change which questions are drawn.
 */
export class SeededStream {
  readonly #prefix: Buffer;
  #counter = 0n;
  #block: Buffer = Buffer.alloc(0);
  #offset = 0;

  /** @throws RangeError when the seed is not 64 hexadecimal digits. */
  constructor(seed: string, label: string) {
    if (!/^[0-9a-f]{64}$/i.test(seed)) throw new RangeError('seed must be 32 bytes in hexadecimal');
    this.#prefix = Buffer.concat([Buffer.from(seed, 'hex'), Buffer.from(`\0${label}\0`, 'utf8')]);
  }

  /** An integer in [0, bound), without modulo bias: numbers of the incomplete last round are thrown away. */
  below(bound: number): number {
    if (!Number.isInteger(bound) || bound < 1 || bound > 0x1_0000_0000) throw new RangeError('bound out of range');
    if (bound === 1) return 0;
    const limit = 0x1_0000_0000 - (0x1_0000_0000 % bound);
    for (;;) {
      const value = this.#next();
      if (value < limit) return value % bound;
    }
  }

  /** Fisher and Yates; returns a new array, every order equally likely. */
  shuffled<T>(values: readonly T[]): T[] {
    const result = [...values];
    for (let last = result.length - 1; last > 0; last -= 1) {
      const other = this.below(last + 1);
      [result[last], result[other]] = [result[other] as T, result[last] as T];
    }
    return result;
  }

  #next(): number {
    if (this.#offset >= this.#block.length) {
      const counter = Buffer.alloc(8);
      counter.writeBigUInt64BE(this.#counter);
      this.#counter += 1n;
      this.#block = createHash('sha256').update(this.#prefix).update(counter).digest();
      this.#offset = 0;
    }
    const value = this.#block.readUInt32BE(this.#offset);
    this.#offset += 4;
    return value;
  }
}
