import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../platform/db/tx.js';
import { ComposedHandbooks } from './composed-handbook.js';

export interface SectionLink {
  readonly handbookId: string;
  /** null: the 通用 part. */
  readonly postId: string | null;
  readonly sectionId: string;
  readonly sectionKey: string;
  readonly title: string;
}

/** Where a question's explanation leads to. */
@Injectable()
export class SectionsOfQuestion {
  constructor(private readonly handbooks: ComposedHandbooks) {}

  /**
   * questionId → sections of the published handbooks that the caller himself has today; another enterprise's are never
   * named. Empty for a caller who is no person.
   */
  async execute(tx: ReadTx, questionIds: readonly string[]): Promise<ReadonlyMap<string, SectionLink[]>> {
    const { actor } = tx.ctx;
    const personId = actor.kind === 'account' ? actor.personId : null;
    return personId ? this.forPerson(tx, personId, questionIds) : new Map();
  }

  /** The same for a person named by the caller. */
  async forPerson(
    tx: ReadTx,
    personId: string,
    questionIds: readonly string[],
  ): Promise<ReadonlyMap<string, SectionLink[]>> {
    const posts = await this.handbooks.postsOf(tx, personId);
    const rows = await tx.query<SectionLink & { questionId: string }>(
      `SELECT sq.question_id AS "questionId", h.id AS "handbookId", h.post_id AS "postId", s.id AS "sectionId", s.key AS "sectionKey", s.title
       FROM handbook_section_question sq JOIN handbook_section s ON s.id = sq.section_id
       JOIN handbook h ON h.published_version_id = s.version_id
       WHERE sq.question_id = ANY($1::uuid[]) AND (h.post_id = ANY($2::uuid[]) OR (h.post_id IS NULL AND h.organisation_id = ANY($3::uuid[])))
       ORDER BY h.post_id NULLS LAST, s.position`,
      [questionIds, posts.map((post) => post.postId), posts.map((post) => post.enterpriseId)],
    );
    const links = new Map<string, SectionLink[]>();
    for (const { questionId, ...link } of rows) links.set(questionId, [...(links.get(questionId) ?? []), link]);
    return links;
  }
}
