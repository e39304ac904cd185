import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../support/source-files.js';

const FOLDER = join(ROOT, 'artefacts', 'faults');

/** What a suite did and found, kept for whoever reads the run; tools/faults.mjs puts the parts together. */
export function report(name: string, facts: object): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(
    join(FOLDER, `${name}.json`),
    `${JSON.stringify({ at: new Date().toISOString(), ...facts }, null, 2)}\n`,
  );
}

const EVERY_MS = 15_000;

/** How far it is and how long it will take, on stderr, at most every 15 s. */
export class Progress {
  private readonly began = Date.now();
  private told = Date.now();

  constructor(
    private readonly name: string,
    private readonly total: number,
  ) {}

  step(done: number, more: string): void {
    if (Date.now() - this.told < EVERY_MS) return;
    this.told = Date.now();
    const left = Math.ceil(((this.told - this.began) * (this.total - done)) / done / 60_000);
    process.stderr.write(`${this.name}: ${done} of ${this.total}, about ${left} min left; ${more}\n`);
  }
}
