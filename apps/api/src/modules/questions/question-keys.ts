import { Injectable } from '@nestjs/common';
import type { AnswerKey } from '@zhian/question-bank';
import type { Queryable } from '../../platform/db/queryable.js';

/** What a candidate must not see before the results are released. A type of its own: code that handles it has to name it. */
export interface VersionKey extends AnswerKey {
  readonly versionId: string;
  readonly explanation: string;
  readonly sourceClause: string | null;
}

@Injectable()
export class QuestionKeys {
  /** By versionId; versions that do not exist are left out. No authorisation: grading and released results only. */
  async byVersion(sql: Queryable, versionIds: readonly string[]): Promise<ReadonlyMap<string, VersionKey>> {
    const rows = await sql.query<VersionKey>(
      `SELECT k.version_id AS "versionId", k.correct, k.explanation, q.source_clause AS "sourceClause"
       FROM question_key k JOIN question_version v ON v.id = k.version_id JOIN question q ON q.id = v.question_id
       WHERE k.version_id = ANY($1::uuid[])`,
      [versionIds],
    );
    return new Map(rows.map((row) => [row.versionId, row]));
  }
}
