/** 更正: what was decided, by two people, about a question of a session after it was set. Pure. */

export const VOID_POLICIES = ['full', 'drop'] as const;
/** full: full points for everybody who was asked it. drop: out of score and maximum, the pass line goes down with the maximum. */
export type VoidPolicy = (typeof VOID_POLICIES)[number];

interface Decided {
  readonly regradeId: string;
  readonly versionId: string;
}
export type Correction = Decided &
  (
    | { readonly kind: 'void'; readonly policy: VoidPolicy }
    /** Labels of the options that are right instead. */
    | { readonly kind: 'key'; readonly correct: readonly string[] }
  );

/** By question version: of several decisions about one question the newest counts. */
export function inForce(corrections: readonly Correction[]): ReadonlyMap<string, Correction> {
  return new Map(corrections.map((correction) => [correction.versionId, correction]));
}
