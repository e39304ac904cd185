import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../../platform/db/queryable.js';
import { QuestionKeys } from '../../questions/index.js';

const MAX_KNOWN = 100_000;

/**
 * The right options of question versions, in memory, for grading alone. A version's key never changes: the table takes no
 * update, a mended question is a new version.
 */
@Injectable()
export class GradingKeys {
  private known = new Map<string, readonly string[]>();

  constructor(private readonly keys: QuestionKeys) {}

  /**
   * Keys of these versions, and of others that happen to be known: a map of their own for a batch of submissions cost a tenth of
   * what the API spends on them.
   *
   * @throws when a version has no key: what cannot be graded must not be graded as wrong
   */
  async of(sql: Queryable, versionIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    let missing = [...new Set(versionIds.filter((id) => !this.known.has(id)))];
    if (this.known.size + missing.length > MAX_KNOWN) {
      // A new map: whoever grades by the old one at this moment goes on with it.
      this.known = new Map();
      missing = [...new Set(versionIds)];
    }
    const { known } = this;
    if (missing.length > 0)
      for (const [id, { correct }] of await this.keys.byVersion(sql, missing)) known.set(id, correct);
    const without = missing.find((id) => !known.has(id));
    if (without !== undefined) throw new Error(`question version ${without} has no key`);
    return known;
  }
}
