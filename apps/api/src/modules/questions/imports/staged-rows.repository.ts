import { Injectable } from '@nestjs/common';
import type { QuestionImage } from '@zhian/question-bank';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import { uuidv7 } from '../../../platform/ids/uuid.js';
import type { NearGroupToStore, NearRow } from './near-choices.js';
import type { NearMark, RowKind } from './staged-row.js';

/** A row as its page shows it. */
export interface ShownRow {
  seq: number;
  kind: RowKind;
  sheet: string;
  row: number;
  column: string | null;
  code: string | null;
  message: string | null;
  type: 'single' | 'multiple' | 'true_false' | null;
  stem: string | null;
  options: { label: string; text: string }[] | null;
  images: QuestionImage[];
  correct: string[] | null;
  group: number | null;
  ids: string[] | null;
}

export interface LikeRow {
  group: number | null;
  questionId: string | null;
  sheet: string | null;
  row: number | null;
  stem: string;
  options: { label: string; text: string }[];
  correct: string[];
}

const COLUMNS = `seq, kind, sheet, row_no, column_letter, code, message, id, version_id, fingerprint, type, stem, options, images, correct,
  explanation, difficulty, knowledge_point, category, source_clause, criteria_clause`;

/** Rows of a file that wait for the confirmation of their import. */
@Injectable()
export class StagedRowsRepository {
  /** @param records see toRecords */
  async insert(tx: Tx, importId: string, records: string): Promise<void> {
    await tx.query(
      `INSERT INTO question_import_row (import_id, ${COLUMNS})
       SELECT $1, ${COLUMNS}
       FROM jsonb_to_recordset($2::jsonb) AS r(
         seq integer, kind text, sheet text, row_no integer, column_letter text, code text, message text, id uuid, version_id uuid,
         fingerprint text, type text, stem text, options jsonb, images jsonb, correct jsonb, explanation text, difficulty smallint,
         knowledge_point text, category text, source_clause text, criteria_clause text)`,
      [importId, records],
    );
  }

  /** Says of rows that wait already which of them hang together. */
  async markNear(tx: Tx, importId: string, marks: readonly NearMark[]): Promise<void> {
    await tx.query(
      `UPDATE question_import_row s SET kind = r.kind, message = r.message, near_group = r."group", near_reason = r.reason,
         near_similarity = r.similarity, near_ids = ARRAY(SELECT jsonb_array_elements_text(r.ids)::uuid)
       FROM jsonb_to_recordset($2::jsonb) AS r(
         seq integer, kind text, message text, "group" integer, reason text, similarity real, ids jsonb)
       WHERE s.import_id = $1 AND s.seq = r.seq`,
      [importId, JSON.stringify(marks)],
    );
  }

  page(
    tx: ReadTx,
    importId: string,
    { kind, pictured }: { readonly kind: RowKind; readonly pictured?: boolean | undefined },
    after: number,
    limit: number,
  ): Promise<ShownRow[]> {
    return tx.query<ShownRow>(
      `SELECT seq, kind, sheet, row_no AS row, column_letter AS column, code, message, type, stem, options, images, correct,
         near_group AS group, near_ids::text[] AS ids
       FROM question_import_row WHERE import_id = $1 AND kind = $2 AND seq > $3 AND ($5 OR images <> '[]') ORDER BY seq LIMIT $4`,
      [importId, kind, after, limit, pictured !== true],
    );
  }

  /** What rows of these groups are like: questions of the bank by their ids, and the first row of each group. */
  async like(
    tx: ReadTx,
    importId: string,
    groups: readonly number[],
    ids: readonly string[],
  ): Promise<{ readonly bank: Map<string, LikeRow>; readonly first: Map<number, LikeRow> }> {
    const bank = await tx.query<LikeRow>(
      `SELECT NULL::int AS group, q.id AS "questionId", NULL AS sheet, NULL::int AS row, v.stem, v.options, to_jsonb(k.correct) AS correct
       FROM question q JOIN question_version v ON v.id = q.current_version_id JOIN question_key k ON k.version_id = v.id
       WHERE q.id = ANY($1::uuid[])`,
      [ids],
    );
    const first = await tx.query<LikeRow>(
      `SELECT DISTINCT ON (near_group) near_group AS group, NULL::uuid AS "questionId", sheet, row_no AS row, stem, options, correct
       FROM question_import_row WHERE import_id = $1 AND near_group = ANY($2::int[]) ORDER BY near_group, seq`,
      [importId, groups],
    );
    return {
      bank: new Map(bank.map((row) => [row.questionId ?? '', row])),
      first: new Map(first.map((row) => [row.group ?? -1, row])),
    };
  }

  /** Rows that hang together with others, in their order. */
  near(tx: ReadTx, importId: string): Promise<NearRow[]> {
    return tx.query<NearRow>(
      `SELECT seq, kind, id, near_group AS group, near_ids::text[] AS ids, near_reason AS reason, near_similarity AS similarity
       FROM question_import_row WHERE import_id = $1 AND kind IN ('new', 'near') AND near_group IS NOT NULL ORDER BY seq`,
      [importId],
    );
  }

  async drop(tx: Tx, importId: string, seqs: readonly number[]): Promise<void> {
    if (seqs.length === 0) return;
    await tx.query(`DELETE FROM question_import_row WHERE import_id = $1 AND seq = ANY($2::int[])`, [importId, seqs]);
  }

  /** Takes out of the import what the bank knows by now; compared here, because new rows have no statistics to plan by. */
  async dropKnown(tx: Tx, importId: string, known: readonly string[]): Promise<void> {
    const rows = await tx.query<{ seq: number; fingerprint: string }>(
      `SELECT seq, fingerprint FROM question_import_row WHERE import_id = $1 AND kind IN ('new', 'near')`,
      [importId],
    );
    const met = new Set(known);
    const seqs = rows.filter(({ fingerprint }) => met.has(fingerprint)).map(({ seq }) => seq);
    await this.drop(tx, importId, seqs);
  }

  /** Which of these are questions of the bank now. */
  async stored(tx: ReadTx, ids: readonly string[]): Promise<Set<string>> {
    const rows = await tx.query<{ id: string }>(`SELECT id FROM question WHERE id = ANY($1::uuid[])`, [ids]);
    return new Set(rows.map(({ id }) => id));
  }

  /** No paper draws two of a group, from now on. A group that the bank knows grows; the bank's next comparison tidies up. */
  async joinGroups(tx: Tx, organisationId: string, groups: readonly NearGroupToStore[]): Promise<void> {
    if (groups.length === 0) return;
    const known = await tx.query<{ question: string; id: string }>(
      `SELECT question_id AS question, group_id AS id FROM question_duplicate WHERE organisation_id = $1 AND question_id = ANY($2::uuid[])`,
      [organisationId, groups.flatMap(({ bank }) => bank)],
    );
    const groupOf = new Map(known.map(({ question, id }) => [question, id]));
    const rows = groups.flatMap(({ own, bank, reason, similarity }) => {
      const group = bank.map((id) => groupOf.get(id)).find((id) => id !== undefined) ?? uuidv7();
      return [...bank, ...own].map((question) => ({ question, group, reason, similarity }));
    });
    await tx.query(
      `INSERT INTO question_duplicate (organisation_id, question_id, group_id, reason, similarity)
       SELECT $1, r.question, r.group, r.reason, r.similarity
       FROM jsonb_to_recordset($2::jsonb) AS r(question uuid, "group" uuid, reason text, similarity real)
       ON CONFLICT (organisation_id, question_id) DO UPDATE SET group_id = excluded.group_id`,
      [organisationId, JSON.stringify(rows)],
    );
  }
}
