import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';

/** What the API has acknowledged, and nothing else. */
export type Entry =
  | { readonly what: 'started'; readonly attempt: string; readonly person: string }
  | { readonly what: 'saved'; readonly attempt: string; readonly slot: number; readonly seq: number }
  | { readonly what: 'submitted'; readonly attempt: string; readonly score: number }
  | { readonly what: 'extended'; readonly minutes: number };

/** An attempt as the candidate knows it. */
export interface Promised {
  readonly person: string;
  /** slot → newest sequence number. */
  readonly saved: Map<number, number>;
  score: number | null;
}

export interface Account {
  readonly attempts: ReadonlyMap<string, Promised>;
  readonly minutes: number;
  readonly counts: Readonly<Record<Entry['what'], number>>;
}

/**
 * Kept outside of the processes that are killed, in a file that is only ever added to: what stands there was promised to
 * somebody, whatever becomes of API, PostgreSQL or this test.
 */
export class Ledger {
  private readonly file: number;
  private entries = 0;

  constructor(private readonly path: string) {
    this.file = openSync(path, 'a+', 0o600);
  }

  note(entry: Entry): void {
    writeSync(this.file, `${JSON.stringify(entry)}\n`);
    this.entries += 1;
  }

  get length(): number {
    return this.entries;
  }

  /** Everything up to now is on the disk afterwards. */
  sync(): void {
    fsyncSync(this.file);
  }

  /** Read back from the file, so that what is judged is what was kept. */
  account(): Account {
    this.sync();
    const attempts = new Map<string, Promised>();
    const counts = { started: 0, saved: 0, submitted: 0, extended: 0 };
    let minutes = 0;
    const of = (attempt: string): Promised => {
      const known = attempts.get(attempt);
      if (!known) throw new Error(`the ledger has no start of ${attempt}`);
      return known;
    };
    for (const line of readFileSync(this.path, 'utf8').split('\n').filter(Boolean)) {
      const entry = JSON.parse(line) as Entry;
      counts[entry.what] += 1;
      if (entry.what === 'started') {
        if (!attempts.has(entry.attempt))
          attempts.set(entry.attempt, { person: entry.person, saved: new Map(), score: null });
      } else if (entry.what === 'saved') {
        const { saved } = of(entry.attempt);
        saved.set(entry.slot, Math.max(entry.seq, saved.get(entry.slot) ?? 0));
      } else if (entry.what === 'submitted') of(entry.attempt).score = entry.score;
      else minutes += entry.minutes;
    }
    return { attempts, minutes, counts };
  }

  close(): void {
    closeSync(this.file);
  }
}
