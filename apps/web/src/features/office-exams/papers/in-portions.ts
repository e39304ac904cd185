import { PAPERS_AT_ONCE } from './api.js';

/** Does the work for so many at a time as one request takes, and tells how far it is. */
export async function inPortions<T>(
  all: readonly T[],
  work: (portion: readonly T[]) => Promise<unknown>,
  tell: (done: number) => void,
): Promise<void> {
  for (let done = 0; done < all.length; done += PAPERS_AT_ONCE) {
    tell(done);
    await work(all.slice(done, done + PAPERS_AT_ONCE));
  }
  tell(all.length);
}
