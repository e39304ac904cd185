import { hash } from 'node:crypto';

/**
 * The random numbers of the algorithms zhian-draw-…, a pure function of seed and label: block i is
 * sha256(seed bytes ‖ 0x00 ‖ label in UTF-8 ‖ 0x00 ‖ i as 8 bytes big-endian), read as eight big-endian 32-bit
 * numbers. Separate labels give independent streams, so that shuffling does not change which questions are drawn.
 */
export class SeededStream {
  /** Seed, label and the counter of the next block. */
  readonly #input: Buffer;
  #counter = 0;
  /** A character per byte: a Buffer for each block would take three times the time of the hash. */
  #block = '';
  #offset = 0;

  /** @throws RangeError when the seed is not 64 hexadecimal digits. */
  constructor(seed: string, label: string) {
    const end = 33 + Buffer.byteLength(label);
    this.#input = Buffer.allocUnsafe(end + 9);
    // Stops at the first character that is no digit.
    if (seed.length !== 64 || this.#input.write(seed, 0, 32, 'hex') !== 32)
      throw new RangeError('seed must be 32 bytes in hexadecimal');
    this.#input[32] = 0;
    this.#input.write(label, 33, 'utf8');
    this.#input.fill(0, end);
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
      this.#input.writeUIntBE(this.#counter, this.#input.length - 6, 6);
      this.#counter += 1;
      this.#block = hash('sha256', this.#input, 'binary');
      this.#offset = 0;
    }
    let value = 0;
    for (const end = this.#offset + 4; this.#offset < end; this.#offset += 1)
      value = value * 256 + this.#block.charCodeAt(this.#offset);
    return value;
  }
}
