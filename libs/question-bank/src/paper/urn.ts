/** Things taken out one by one. The list itself stays as it is, so that many draws share it: only what was moved is kept. */
export class Urn<T> {
  readonly #moved = new Map<number, T>();
  #size: number;

  constructor(private readonly things: readonly T[]) {
    this.#size = things.length;
  }

  get size(): number {
    return this.#size;
  }

  /** Takes the thing at `index` out; the last one moves into its place. */
  take(index: number): T {
    const last = this.#size - 1;
    const taken = this.#at(index);
    this.#moved.set(index, this.#at(last));
    this.#moved.delete(last);
    this.#size = last;
    return taken;
  }

  #at(index: number): T {
    return this.#moved.get(index) ?? (this.things[index] as T);
  }
}
