import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import type { ReadTx, Tx } from '../../platform/db/tx.js';
import { uuidv7 } from '../../platform/ids/uuid.js';
import type { DraftSection } from './handbook-draft.js';
import { HandbookRow, HandbookVersionRow } from './handbook.entity.js';

export interface StoredSection {
  id: string;
  key: string;
  title: string;
  body: string;
  questions: { id: string; stem: string }[];
}

@Injectable()
export class HandbookRepository {
  constructor(private readonly clock: Clock) {}

  /** The handbook's id, or null when the organisation has one for this post (or a general one) already. */
  async insert(
    tx: Tx,
    handbook: { organisationId: string; postId: string | null; title: string },
  ): Promise<string | null> {
    const id = uuidv7();
    const [made] = await tx.query<{ id: string }>(
      `INSERT INTO handbook (id, organisation_id, post_id, title, created_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (organisation_id, post_id) DO NOTHING RETURNING id`,
      [id, handbook.organisationId, handbook.postId, handbook.title, this.clock.now()],
    );
    if (!made) return null;
    await this.startDraft(tx, id, handbook.title);
    return id;
  }

  lock(tx: Tx, id: string): Promise<HandbookRow | null> {
    return tx.repository(HandbookRow).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** A new draft version without sections, numbered after the last version. */
  async startDraft(tx: Tx, handbookId: string, title: string): Promise<string> {
    const id = uuidv7();
    await tx.query(
      `INSERT INTO handbook_version (id, handbook_id, no, title, status, created_at)
       SELECT $1, $2, coalesce(max(no), 0) + 1, $3, 'draft', $4 FROM handbook_version WHERE handbook_id = $2`,
      [id, handbookId, title, this.clock.now()],
    );
    await tx.query(`UPDATE handbook SET draft_version_id = $2 WHERE id = $1`, [handbookId, id]);
    return id;
  }

  async saveDraft(
    tx: Tx,
    handbookId: string,
    versionId: string,
    title: string,
    sections: readonly DraftSection[],
  ): Promise<void> {
    const before = await tx.query<{ id: string; key: string }>(
      `SELECT id, key FROM handbook_section WHERE version_id = $1`,
      [versionId],
    );
    const idOf = new Map(before.map((section) => [section.key, section.id]));
    await tx.query(`DELETE FROM handbook_section WHERE version_id = $1`, [versionId]);
    const rows = sections.map((section, position) => ({ ...section, position, id: idOf.get(section.key) ?? uuidv7() }));
    await tx.query(
      `INSERT INTO handbook_section (id, version_id, position, key, title, body)
       SELECT id, $2, position, key, title, body FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, position integer, key text, title text, body text)`,
      [JSON.stringify(rows), versionId],
    );
    await tx.query(
      `INSERT INTO handbook_section_question (section_id, question_id)
       SELECT r.id, q.id::uuid FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, "questionIds" jsonb), jsonb_array_elements_text(r."questionIds") AS q(id)`,
      [JSON.stringify(rows)],
    );
    await tx.repository(HandbookVersionRow).update({ id: versionId }, { title });
    await this.touch(tx, handbookId);
  }

  async publish(tx: Tx, handbook: HandbookRow, versionId: string): Promise<void> {
    await tx.query(
      `UPDATE handbook_version SET status = 'published', published_at = $2, published_by = $3 WHERE id = $1`,
      [versionId, this.clock.now(), tx.ctx.accountIdOrNull],
    );
    await tx.query(
      `UPDATE handbook SET published_version_id = $2, draft_version_id = NULL, version = version + 1,
         title = (SELECT title FROM handbook_version WHERE id = $2) WHERE id = $1`,
      [handbook.id, versionId],
    );
  }

  async touch(tx: Tx, handbookId: string): Promise<void> {
    await tx.query(`UPDATE handbook SET version = version + 1 WHERE id = $1`, [handbookId]);
  }

  version(tx: ReadTx, id: string): Promise<HandbookVersionRow | null> {
    return tx.manager.getRepository(HandbookVersionRow).findOneBy({ id });
  }

  async countSections(tx: ReadTx, versionId: string): Promise<number> {
    const row = await tx.one<{ count: number }>(
      `SELECT count(*)::int AS count FROM handbook_section WHERE version_id = $1`,
      [versionId],
    );
    return row?.count ?? 0;
  }

  /** Sections with their questions as papers draw them now; retired questions, and those not yet approved, are left out. */
  sections(tx: ReadTx, versionId: string): Promise<StoredSection[]> {
    return tx.query<StoredSection>(
      `SELECT s.id, s.key, s.title, s.body,
              coalesce((SELECT jsonb_agg(jsonb_build_object('id', q.id, 'stem', v.stem) ORDER BY q.id)
                        FROM handbook_section_question sq JOIN question q ON q.id = sq.question_id AND q.status = 'active'
                        JOIN question_version v ON v.id = q.approved_version_id WHERE sq.section_id = s.id), '[]') AS questions
       FROM handbook_section s WHERE s.version_id = $1 ORDER BY s.position`,
      [versionId],
    );
  }

  /** Is it a post of the enterprise? */
  async isPostOf(tx: ReadTx, organisationId: string, postId: string): Promise<boolean> {
    return (
      (await tx.one(`SELECT 1 FROM post WHERE id = $1 AND organisation_id = $2`, [postId, organisationId])) !== null
    );
  }
}
