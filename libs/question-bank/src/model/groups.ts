/** Things that belong together, by pairs: a union-find whose groups remember their weakest tie. */
export class Groups<Reason extends string> {
  readonly #parent: Int32Array;
  readonly #ties = new Map<number, { reason: Reason; similarity: number }>();

  /** @param reasons strongest first */
  constructor(
    size: number,
    private readonly reasons: readonly Reason[],
  ) {
    this.#parent = Int32Array.from({ length: size }, (_, index) => index);
  }

  together(a: number, b: number): boolean {
    return this.#root(a) === this.#root(b);
  }

  join(a: number, b: number, reason: Reason, similarity: number): void {
    const [first, second] = [this.#root(a), this.#root(b)].sort((x, y) => x - y) as [number, number];
    const ties = [this.#ties.get(first), this.#ties.get(second), { reason, similarity }].filter(
      (tie) => tie !== undefined,
    );
    this.#parent[second] = first;
    this.#ties.delete(second);
    this.#ties.set(first, {
      reason: this.reasons[Math.max(...ties.map((tie) => this.reasons.indexOf(tie.reason)))] ?? reason,
      similarity: Math.min(...ties.map((tie) => tie.similarity)),
    });
  }

  /** Groups of two and more, in the order of their first members. */
  list(): { members: number[]; reason: Reason; similarity: number }[] {
    const members = new Map<number, number[]>();
    this.#parent.forEach((_, index) => {
      const root = this.#root(index);
      if (!this.#ties.has(root)) return;
      const group = members.get(root);
      if (group === undefined) members.set(root, [index]);
      else group.push(index);
    });
    return [...members].flatMap(([root, found]) => {
      const tie = this.#ties.get(root);
      return tie === undefined ? [] : [{ members: found, ...tie }];
    });
  }

  #root(index: number): number {
    let at = index;
    while (this.#parent[at] !== at) {
      this.#parent[at] = this.#parent[this.#parent[at] as number] as number;
      at = this.#parent[at] as number;
    }
    return at;
  }
}
