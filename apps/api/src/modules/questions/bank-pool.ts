import { Injectable } from '@nestjs/common';
import type { BankItem } from '@zhian/question-bank';
import type { ReadTx } from '../../platform/db/tx.js';
import { BankScope } from './bank-scope.js';
import { joinedGroups } from './duplicates/joined-groups.js';

/** A question as a draw would see it once it is approved. */
export interface WaitingItem extends BankItem {
  /** The caller wrote it, so somebody else reviews it. */
  readonly mine: boolean;
}

interface TaggedRow {
  version_id: string;
  question_id: string;
  type: BankItem['type'];
  category: BankItem['category'];
  knowledge_point: string | null;
  difficulty: number | null;
  criteria_clause: string | null;
  source_clause: string | null;
  option_texts: string[];
  post_ids: string[];
}

interface PoolRow extends TaggedRow {
  /** What this question may share with another: its content, what it was taken over from, a group of near-duplicates. */
  links: string[];
}

/** Of the question q in its version v. */
const TAGGED = `
  v.id AS version_id, q.id AS question_id, v.type, q.category, q.knowledge_point, q.difficulty, q.criteria_clause, q.source_clause,
  ARRAY(SELECT option ->> 'text' FROM jsonb_array_elements(v.options) WITH ORDINALITY AS t(option, n) ORDER BY n) AS option_texts,
  ARRAY(SELECT qp.post_id::text FROM question_post qp WHERE qp.question_id = q.id ORDER BY 1) AS post_ids`;

/** What papers of an organisation are drawn from. */
@Injectable()
export class BankPool {
  constructor(private readonly banks: BankScope) {}

  /**
   * Approved versions of the active questions, own and shared, by versionId; no keys, and no shared one that the bank has
   * hidden or uses in a version of its own.
   * Questions that say the same or nearly the same, in one bank or across banks, share a duplicate group, so that a paper
   * holds one of them and a check counts them once. No authorisation: the caller has decided whose bank it is.
   */
  async load(tx: ReadTx, organisationId: string): Promise<BankItem[]> {
    const parameters: unknown[] = [];
    const bank = await this.banks.of(tx, organisationId);
    const inBank = this.banks.inBank('q', bank, parameters);
    const own = `$${parameters.push(bank.organisationId)}`;
    const rows = await tx.query<PoolRow>(
      `SELECT ${TAGGED},
              ARRAY['content ' || q.approved_fingerprint, 'question ' || coalesce(q.origin_question_id, q.id)]
                || ARRAY(SELECT 'group ' || d.group_id FROM question_duplicate d
                         WHERE d.question_id = q.id AND d.organisation_id IN (${own}, q.organisation_id)) AS links
       FROM question q JOIN question_version v ON v.id = q.approved_version_id
       WHERE q.status = 'active' AND ${inBank}
         -- Sets, and not a look for each question: the planner knows nothing of a bank that was imported a moment ago.
         AND q.id NOT IN (SELECT h.question_id FROM question_hidden h WHERE h.organisation_id = ${own})
         AND q.id NOT IN (SELECT c.origin_question_id FROM question c WHERE c.origin_question_id IS NOT NULL
                          AND c.organisation_id = ${own} AND c.status = 'active' AND c.approved_version_id IS NOT NULL)
       ORDER BY v.id`,
      parameters,
    );
    const groups = joinedGroups(rows.map((row) => row.links));
    return rows.map((row, index) => itemOf(row, groups[index] ?? null));
  }

  /** What the organisation's own bank would have besides, if what waits for a review were approved. No authorisation. */
  async waiting(tx: ReadTx, organisationId: string): Promise<WaitingItem[]> {
    const bank = await this.banks.of(tx, organisationId);
    const rows = await tx.query<TaggedRow & { mine: boolean }>(
      `SELECT ${TAGGED}, v.created_by IS NOT DISTINCT FROM $2::uuid AS mine
       FROM question q JOIN question_version v ON v.id = q.current_version_id
       WHERE q.organisation_id = $1 AND q.status = 'active' AND q.review = 'in_review' AND q.approved_version_id IS NULL`,
      [bank.organisationId, tx.ctx.accountIdOrNull],
    );
    return rows.map((row) => ({ ...itemOf(row, null), mine: row.mine }));
  }
}

function itemOf(row: TaggedRow, duplicateGroup: string | null): BankItem {
  return {
    versionId: row.version_id,
    questionId: row.question_id,
    type: row.type,
    category: row.category,
    knowledgePoint: row.knowledge_point,
    postIds: row.post_ids,
    difficulty: row.difficulty,
    duplicateGroup,
    criteriaClause: row.criteria_clause,
    sourceClause: row.source_clause,
    optionTexts: row.option_texts,
  };
}
