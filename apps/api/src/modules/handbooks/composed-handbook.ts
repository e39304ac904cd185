import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import type { ReadTx } from '../../platform/db/tx.js';

export interface HeldPost {
  readonly postId: string;
  readonly postName: string;
  readonly enterpriseId: string;
  readonly enterpriseName: string;
}

export interface PublishedPart {
  readonly handbookId: string;
  readonly versionId: string;
  readonly versionNo: number;
  readonly title: string;
}

export interface ComposedSection {
  readonly id: string;
  readonly key: string;
  readonly part: 'general' | 'professional';
  readonly title: string;
  readonly body: string;
  readonly questionCount: number;
  readonly read: boolean;
}

/** What one person reads for one post today: the published 通用 of the enterprise, then the published 专业 of the post. */
export interface ComposedHandbook {
  readonly post: HeldPost;
  readonly general: PublishedPart | null;
  readonly professional: PublishedPart | null;
  readonly sections: readonly ComposedSection[];
  /** When exactly this pair of versions was signed for. */
  readonly receiptAt: Date | null;
}

// A section that a new version left word for word as it was stays read; only what changed is asked for again.
const READ_MARK = `EXISTS (
  SELECT 1 FROM section_reading r JOIN handbook_section was ON was.id = r.section_id JOIN handbook_version wv ON wv.id = was.version_id
  WHERE r.person_id = $1 AND wv.handbook_id = v.handbook_id AND was.key = s.key AND was.title = s.title AND was.body = s.body)`;

@Injectable()
export class ComposedHandbooks {
  constructor(private readonly clock: Clock) {}

  /** Posts that the person holds today, by name. */
  postsOf(tx: ReadTx, personId: string): Promise<HeldPost[]> {
    return tx.query<HeldPost>(
      `SELECT DISTINCT p.id AS "postId", p.name AS "postName", o.id AS "enterpriseId", o.name AS "enterpriseName"
       FROM post_assignment a JOIN employment e ON e.id = a.employment_id JOIN post p ON p.id = a.post_id
       JOIN organisation o ON o.id = p.organisation_id
       WHERE a.person_id = $1 AND a.starts_on <= $2::date AND (a.ends_on IS NULL OR a.ends_on > $2::date)
         AND e.starts_on <= $2::date AND (e.ends_on IS NULL OR e.ends_on > $2::date)
       ORDER BY p.name, p.id`,
      [personId, this.clock.today()],
    );
  }

  async compose(tx: ReadTx, personId: string, post: HeldPost): Promise<ComposedHandbook> {
    const parts = await tx.query<PublishedPart & { postId: string | null }>(
      `SELECT h.id AS "handbookId", v.id AS "versionId", v.no AS "versionNo", v.title, h.post_id AS "postId"
       FROM handbook h JOIN handbook_version v ON v.id = h.published_version_id
       WHERE h.organisation_id = $1 AND (h.post_id IS NULL OR h.post_id = $2)`,
      [post.enterpriseId, post.postId],
    );
    const general = parts.find((part) => part.postId === null) ?? null;
    const professional = parts.find((part) => part.postId !== null) ?? null;
    const sections = await tx.query<ComposedSection>(
      `SELECT s.id, s.key, CASE WHEN s.version_id = $2 THEN 'general' ELSE 'professional' END AS part, s.title, s.body,
              (SELECT count(*)::int FROM handbook_section_question sq JOIN question q ON q.id = sq.question_id AND q.status = 'active'
               WHERE sq.section_id = s.id) AS "questionCount",
              ${READ_MARK} AS read
       FROM handbook_section s JOIN handbook_version v ON v.id = s.version_id
       WHERE s.version_id IN ($2, $3) ORDER BY part, s.position`,
      [personId, general?.versionId ?? null, professional?.versionId ?? null],
    );
    const receipt = await tx.one<{ at: Date }>(
      `SELECT at FROM handbook_receipt WHERE person_id = $1 AND post_id = $2
         AND general_version_id IS NOT DISTINCT FROM $3 AND professional_version_id IS NOT DISTINCT FROM $4`,
      [personId, post.postId, general?.versionId ?? null, professional?.versionId ?? null],
    );
    return { post, general, professional, sections, receiptAt: receipt?.at ?? null };
  }

  /** Is it a section of any published version of a handbook that is his today? */
  async holdsSection(
    tx: ReadTx,
    personId: string,
    sectionId: string,
  ): Promise<{ handbookId: string; enterpriseId: string } | null> {
    const posts = await this.postsOf(tx, personId);
    return tx.one(
      `SELECT h.id AS "handbookId", h.organisation_id AS "enterpriseId"
       FROM handbook_section s JOIN handbook_version v ON v.id = s.version_id AND v.status = 'published' JOIN handbook h ON h.id = v.handbook_id
       WHERE s.id = $1 AND (h.post_id = ANY($2::uuid[]) OR (h.post_id IS NULL AND h.organisation_id = ANY($3::uuid[])))`,
      [sectionId, posts.map((post) => post.postId), posts.map((post) => post.enterpriseId)],
    );
  }
}
