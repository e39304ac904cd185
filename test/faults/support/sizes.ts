/** CI runs a few of everything; `npm run test:faults` sets the whole size (tools/faults.mjs). */
const size = (name: string, small: number): number => Number(process.env[name] ?? small);

export const SIZES = {
  /** kill -9 of the API, and as many of PostgreSQL. */
  kills: size('ZHIAN_KILLS', 3),
  candidates: size('ZHIAN_CANDIDATES', 20),
  /** Seconds that a candidate thinks about a question, on average. */
  thinkSeconds: size('ZHIAN_THINK_SECONDS', 0.1),
  /** Requests that a bad network delays, repeats and mixes up. */
  shuffled: size('ZHIAN_SHUFFLED', 600),
  clockJumps: size('ZHIAN_CLOCK_JUMPS', 2),
  /** Rows of the large one of two imports whose memory is compared. */
  importRows: size('ZHIAN_IMPORT_ROWS', 15_000),
} as const;
