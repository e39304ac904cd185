import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import type { PostRisk } from './dispatch-rule.js';

export interface RegisteredPost extends PostRisk {
  readonly id: string;
  readonly enterpriseId: string;
  readonly active: boolean;
}

export interface Assignment {
  readonly employmentId: string;
  readonly personId: string;
  readonly postId: string;
  readonly startsOn: string;
}

/**
 * What the roster needs from the register of posts. People and their posts change together in one transaction, but posts
 * stand above organisations in the picture (docs/adr/001); so the lower module says what it needs and `posts` provides it.
 */
export abstract class PostRegister {
  /** The posts with these ids; they stay as they are until COMMIT. Unknown ids are left out. */
  abstract hold(tx: Tx, ids: readonly string[]): Promise<RegisteredPost[]>;

  /** Every post of an enterprise, those out of use included. */
  abstract ofEnterprise(tx: ReadTx, enterpriseId: string): Promise<RegisteredPost[]>;

  /** What the library says of posts with these names, for an enterprise of this field; names that it lacks are left out. */
  abstract fromLibrary(tx: ReadTx, field: string | null, names: readonly string[]): Promise<PostRisk[]>;

  /** Opens posts by name, with the library's flags where it has them. */
  abstract open(
    tx: Tx,
    enterprise: { id: string; field: string | null },
    names: readonly string[],
  ): Promise<RegisteredPost[]>;

  abstract assign(tx: Tx, assignments: readonly Assignment[]): Promise<void>;

  /** Ends assignments in force on a date: all of these employments', or one post's of each. */
  abstract end(tx: Tx, ended: readonly { employmentId: string; postId?: string }[], on: string): Promise<void>;

  /** The open assignments of these employments. */
  abstract held(tx: ReadTx, employmentIds: readonly string[]): Promise<{ employmentId: string; postId: string }[]>;

  /** Dispatch workers on underground or dangerous surface posts of an enterprise: what a mine must not have. */
  abstract dispatchWorkersAtRisk(tx: ReadTx, enterpriseId: string): Promise<number>;
}
