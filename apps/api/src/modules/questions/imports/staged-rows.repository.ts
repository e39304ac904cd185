import { Injectable } from '@nestjs/common';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import { uuidv7 } from '../../../platform/ids/uuid.js';
import type { NearChoice } from './near-choices.js';
import type { RowKind, StagedRow } from './staged-row.js';

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

const COLUMNS = `seq, kind, sheet, row_no, column_letter, code, message, id, version_id, fingerprint, type, stem, options, correct,
  explanation, difficulty, knowledge_point, category, source_clause, criteria_clause, near_group, near_ids, near_reason, near_similarity`;

/** Rows of a file that wait for the confirmation of their import. */
@Injectable()
export class StagedRowsRepository {
  async insert(tx: Tx, importId: string, rows: readonly StagedRow[]): Promise<void> {
    await tx.query(
      `INSERT INTO question_import_row (import_id, ${COLUMNS})
       SELECT $1, seq, kind, sheet, row_no, column_letter, code, message, id, version_id, fingerprint, type, stem, options, correct,
         explanation, difficulty, knowledge_point, category, source_clause, criteria_clause, near_group,
         CASE WHEN near_ids IS NOT NULL THEN ARRAY(SELECT jsonb_array_elements_text(near_ids)::uuid) END, near_reason, near_similarity
       FROM jsonb_to_recordset($2::jsonb) AS r(
         seq integer, kind text, sheet text, row_no integer, column_letter text, code text, message text, id uuid, version_id uuid,
         fingerprint text, type text, stem text, options jsonb, correct jsonb, explanation text, difficulty smallint,
         knowledge_point text, category text, source_clause text, criteria_clause text, near_group integer, near_ids jsonb,
         near_reason text, near_similarity real)`,
      [importId, JSON.stringify(rows.map(toRecord))],
    );
  }

  page(tx: ReadTx, importId: string, kind: RowKind, after: number, limit: number): Promise<ShownRow[]> {
    return tx.query<ShownRow>(
      `SELECT seq, kind, sheet, row_no AS row, column_letter AS column, code, message, type, stem, options, correct,
         near_group AS group, near_ids::text[] AS ids
       FROM question_import_row WHERE import_id = $1 AND kind = $2 AND seq > $3 ORDER BY seq LIMIT $4`,
      [importId, kind, after, limit],
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

  /** How many rows of near-duplicates these are; fewer than given when one of them is none. */
  async countNear(tx: ReadTx, importId: string, seqs: readonly number[]): Promise<number> {
    const row = await tx.one<{ n: number }>(
      `SELECT count(*)::int AS n FROM question_import_row WHERE import_id = $1 AND kind = 'near' AND seq = ANY($2::int[])`,
      [importId, seqs],
    );
    return row?.n ?? 0;
  }

  /** Takes out of the import what is to be skipped; returns how many. */
  async skip(tx: Tx, importId: string, choices: ChosenSql): Promise<number> {
    const rows = await tx.query<{ seq: number }>(
      `DELETE FROM question_import_row r USING (SELECT $1::uuid AS import_id) i
       WHERE r.import_id = i.import_id AND r.kind = 'near' AND ${CHOICE} = 'skip' RETURNING r.seq`,
      [importId, choices.all, JSON.stringify(choices.rows)],
    );
    return rows.length;
  }

  /** Takes out of the import what the bank knows by now; compared here, because new rows have no statistics to plan by. */
  async dropKnown(tx: Tx, importId: string, known: readonly string[]): Promise<void> {
    const rows = await tx.query<{ seq: number; fingerprint: string }>(
      `SELECT seq, fingerprint FROM question_import_row WHERE import_id = $1 AND kind IN ('new', 'near')`,
      [importId],
    );
    const met = new Set(known);
    const seqs = rows.filter(({ fingerprint }) => met.has(fingerprint)).map(({ seq }) => seq);
    if (seqs.length === 0) return;
    await tx.query(`DELETE FROM question_import_row WHERE import_id = $1 AND seq = ANY($2::int[])`, [importId, seqs]);
  }

  /** Rows that go into the group of what they are like: no paper draws two of them, from now on. */
  async joinGroups(tx: Tx, importId: string, organisationId: string, choices: ChosenSql): Promise<void> {
    const groups = await tx.query<{ group: number; own: string[]; bank: string[]; reason: string; similarity: number }>(
      `SELECT r.near_group AS group, array_agg(r.id::text ORDER BY r.seq) AS own, min(r.near_reason) AS reason, min(r.near_similarity) AS similarity,
         ARRAY(SELECT DISTINCT b.id::text FROM question_import_row n, unnest(n.near_ids) AS b(id)
               WHERE n.import_id = $1 AND n.near_group = r.near_group) AS bank
       FROM question_import_row r JOIN question q ON q.id = r.id
       WHERE r.import_id = $1 AND r.near_group IS NOT NULL AND (r.kind = 'new' OR ${CHOICE} = 'group')
       GROUP BY r.near_group`,
      [importId, choices.all, JSON.stringify(choices.rows)],
    );
    const known = await tx.query<{ question: string; id: string }>(
      `SELECT question_id AS question, group_id AS id FROM question_duplicate WHERE organisation_id = $1 AND question_id = ANY($2::uuid[])`,
      [organisationId, groups.flatMap(({ bank }) => bank)],
    );
    const groupOf = new Map(known.map(({ question, id }) => [question, id]));
    const rows = groups.flatMap(({ own, bank, reason, similarity }) => {
      if (own.length + bank.length < 2) return [];
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

  /**
   * Rows that stand for themselves are told apart from all that is like them, so that they are never grouped again.
   * Returns null when those are too many to be named, and nothing is written then.
   */
  async tellApart(
    tx: Tx,
    importId: string,
    organisationId: string,
    choices: ChosenSql & { readonly most: number; readonly at: Date },
  ): Promise<number | null> {
    const pairs = `
      SELECT DISTINCT least(r.id, o.id) AS a, greatest(r.id, o.id) AS b
      FROM question_import_row r JOIN question q ON q.id = r.id
      CROSS JOIN LATERAL (
        SELECT n.id FROM question_import_row n JOIN question nq ON nq.id = n.id
        WHERE n.import_id = $1 AND n.near_group = r.near_group AND n.seq <> r.seq
        UNION SELECT unnest(r.near_ids)) o
      WHERE r.import_id = $1 AND r.kind = 'near' AND ${CHOICE} = 'own'`;
    const parameters = [importId, choices.all, JSON.stringify(choices.rows)];
    const count = await tx.one<{ n: number }>(
      `SELECT count(*)::int AS n FROM (${pairs} LIMIT ${choices.most + 1}) AS p`,
      parameters,
    );
    if ((count?.n ?? 0) > choices.most) return null;
    await tx.query(
      `INSERT INTO question_distinct (organisation_id, question_id, other_id, decided_by_name, decided_at)
       SELECT $4, p.a, p.b, $5, $6 FROM (${pairs}) AS p ON CONFLICT DO NOTHING`,
      [...parameters, organisationId, tx.ctx.actorName, choices.at],
    );
    return count?.n ?? 0;
  }
}

/** What was chosen for all near-duplicates, and for single rows. */
export interface ChosenSql {
  readonly all: NearChoice | null;
  readonly rows: readonly { readonly seq: number; readonly choice: NearChoice }[];
}

/** SQL over r, $2 and $3: what was chosen for the row. */
const CHOICE = `coalesce((SELECT c.choice FROM jsonb_to_recordset($3::jsonb) AS c(seq integer, choice text) WHERE c.seq = r.seq LIMIT 1), $2::text)`;

function toRecord({ question, near, row, column, ...rest }: StagedRow): object {
  return {
    ...rest,
    row_no: row,
    column_letter: column,
    ...(question && {
      id: question.id,
      version_id: question.versionId,
      fingerprint: question.fingerprint,
      type: question.type,
      stem: question.stem,
      options: question.options,
      correct: question.correct,
      explanation: question.explanation,
      difficulty: question.difficulty,
      knowledge_point: question.knowledgePoint,
      category: question.category,
      source_clause: question.sourceClause,
      criteria_clause: question.criteriaClause,
    }),
    ...(near && {
      near_group: near.group,
      near_ids: near.ids,
      near_reason: near.reason,
      near_similarity: near.similarity,
    }),
  };
}
