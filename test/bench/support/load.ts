/** What the generator is told to do, and what it says of it. Both go over the channel between processes. */

export interface Candidate {
  readonly token: string;
  /** Empty before the start. */
  readonly attemptId: string;
  /** Options of each question of the paper, in order. */
  readonly options: readonly number[];
}

export type Load =
  /** One answer of a random question of the connection's own candidates, again and again. */
  | { readonly kind: 'save'; readonly seconds: number; readonly perSecond?: number }
  /** The same body to a route that does nothing. */
  | { readonly kind: 'noop'; readonly seconds: number }
  /** Each candidate once. */
  | { readonly kind: 'start'; readonly sessionId: string; readonly packId?: string; readonly perSecond?: number }
  | { readonly kind: 'submit' }
  /** Start, one save per question, submission; each candidate once. */
  | { readonly kind: 'whole'; readonly sessionId: string }
  /** Every question answered, `perRequest` at a time: what a submission burst finds. */
  | { readonly kind: 'fill'; readonly perRequest: number };

export interface LoadJob {
  readonly port: number;
  readonly connections: number;
  readonly candidates: readonly Candidate[];
  readonly load: Load;
}

export interface LoadResult {
  readonly done: number;
  readonly seconds: number;
  /** By status other than 200 and 201. */
  readonly failed: Readonly<Record<string, number>>;
  /** Bytes of an answer as it was sent, without its head; the mean. */
  readonly received: number;
  /** Milliseconds; in an open loop counted from when the request was due. */
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  /** The generator's own CPU, in seconds: near `seconds` it is the limit, not the server. */
  readonly cpu: number;
  /** After 'start': with their attempts. */
  readonly candidates: readonly Candidate[];
}
