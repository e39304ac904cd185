/** Medians of interleaved rounds, and the table at the end. */

export interface Figures {
  readonly perSecond: number;
  readonly p50?: number;
  readonly p99?: number;
  /** CPU microseconds and bytes of WAL per operation. */
  readonly node: number;
  readonly postgres: number;
  readonly wal: number;
  /** Bytes of an answer over HTTP. */
  readonly received?: number;
  readonly failed: number;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

export class Report {
  private readonly rounds = new Map<string, Figures[]>();

  add(name: string, figures: Figures): void {
    this.rounds.set(name, [...(this.rounds.get(name) ?? []), figures]);
    process.stderr.write(`  ${line(name, figures)}\n`);
  }

  of(name: string): Figures {
    const rounds = this.rounds.get(name) ?? [];
    const of = (field: (figures: Figures) => number | undefined): number =>
      median(rounds.map((round) => field(round) ?? 0));
    return {
      perSecond: of((round) => round.perSecond),
      p50: of((round) => round.p50),
      p99: of((round) => round.p99),
      node: of((round) => round.node),
      postgres: of((round) => round.postgres),
      wal: of((round) => round.wal),
      received: of((round) => round.received),
      failed: rounds.reduce((sum, round) => sum + round.failed, 0),
    };
  }

  failures(): number {
    return [...this.rounds.values()].flat().reduce((sum, round) => sum + round.failed, 0);
  }

  ratio(name: string, base: string, field: keyof Figures = 'perSecond'): number {
    return (this.of(name)[field] ?? 0) / (this.of(base)[field] || Number.NaN);
  }

  has(name: string): boolean {
    return this.rounds.has(name);
  }

  /** Operations per CPU-second of Node and PostgreSQL together. */
  perCpuSecond(name: string): number {
    const { node, postgres } = this.of(name);
    return 1e6 / (node + postgres);
  }

  print(title: string): void {
    process.stdout.write(`\n${title}\n${HEAD}\n`);
    for (const name of this.rounds.keys()) process.stdout.write(`${line(name, this.of(name))}\n`);
  }

  /** One goal beside what was measured. It never fails: the reader judges. */
  static goal(what: string, measured: string, goal: string, met: boolean): void {
    process.stdout.write(`${met ? 'met   ' : 'missed'}  ${what.padEnd(66)} ${measured.padStart(12)}   goal ${goal}\n`);
  }
}

const HEAD = `${''.padEnd(44)} ${['per s', 'p50 ms', 'p99 ms', 'Node µs', 'PG µs', 'WAL B', 'HTTP B', 'failed'].map((text) => text.padStart(9)).join('')}`;

function line(name: string, figures: Figures): string {
  const { perSecond, p50 = 0, p99 = 0, node, postgres, wal, received = 0, failed } = figures;
  const cells = [
    perSecond.toFixed(0),
    p50.toFixed(1),
    p99.toFixed(1),
    node.toFixed(0),
    postgres.toFixed(0),
    wal.toFixed(0),
    received.toFixed(0),
    String(failed),
  ];
  return `${name.padEnd(44)} ${cells.map((text) => text.padStart(9)).join('')}`;
}

export const percent = (ratio: number): string => `${(ratio * 100).toFixed(1)} %`;
export const times = (ratio: number): string => `${ratio.toFixed(1)} ×`;
