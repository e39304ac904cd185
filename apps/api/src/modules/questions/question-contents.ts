import { Injectable } from '@nestjs/common';
import type { QuestionContent, QuestionImage } from '@zhian/question-bank';
import type { Queryable } from '../../platform/db/queryable.js';

/** One version as a candidate may see it: there is no key in it, nor in the query that fetches it. */
export interface VersionContent extends QuestionContent {
  readonly versionId: string;
  readonly questionId: string;
}

@Injectable()
export class QuestionContents {
  /** By versionId; versions that do not exist are left out. No authorisation. */
  async byVersion(sql: Queryable, versionIds: readonly string[]): Promise<ReadonlyMap<string, VersionContent>> {
    const rows = await sql.query<VersionContent & { readonly images: readonly QuestionImage[] }>(
      `SELECT id AS "versionId", question_id AS "questionId", type, stem, options, images FROM question_version WHERE id = ANY($1::uuid[])`,
      [versionIds],
    );
    return new Map(
      rows.map(({ images, ...content }) => [content.versionId, images.length > 0 ? { ...content, images } : content]),
    );
  }
}
