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
  private readonly known = new Map<string, readonly string[]>();

  constructor(private readonly keys: QuestionKeys) {}

  /** @throws when a version has no key: what cannot be graded must not be graded as wrong */
  async of(sql: Queryable, versionIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const missing = [...new Set(versionIds)].filter((id) => !this.known.has(id));
    if (missing.length > 0) {
      if (this.known.size + missing.length > MAX_KNOWN) this.known.clear();
      for (const [id, { correct }] of await this.keys.byVersion(sql, missing)) this.known.set(id, correct);
    }
    return new Map(versionIds.map((id) => [id, this.keyOf(id)]));
  }

  private keyOf(versionId: string): readonly string[] {
    const key = this.known.get(versionId);
    if (!key) throw new Error(`question version ${versionId} has no key`);
    return key;
  }
}
