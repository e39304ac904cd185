import type { Question } from './question.dto.js';

/** One line of the bank, with its key: for people who may see the bank, never for candidates. */
export interface BankRow {
  id: string;
  organisation_id: string;
  organisation_name: string;
  own: boolean;
  type: Question['type'];
  stem: string;
  options: Question['options'];
  correct: string[];
  explanation: string;
  category: Question['category'];
  knowledge_point: string | null;
  difficulty: number | null;
  source_clause: string | null;
  posts: Question['posts'];
  status: Question['status'];
  no: number;
  updated_at: Date;
  /** The same instant with the database's precision, for the cursor. */
  updated_cursor: string;
  version: number;
}

/** `own` is an SQL expression over q and o. */
export function selectBankRow(own: string): string {
  return `
    SELECT q.id, q.organisation_id, o.name AS organisation_name, ${own} AS own, v.type, v.stem, v.options, k.correct, k.explanation,
           q.category, q.knowledge_point, q.difficulty, q.source_clause, q.status, v.no, q.updated_at, q.updated_at::text AS updated_cursor, q.version,
           coalesce((SELECT jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) ORDER BY p.name)
                     FROM question_post qp JOIN post p ON p.id = qp.post_id WHERE qp.question_id = q.id), '[]') AS posts
    FROM question q
    JOIN organisation o ON o.id = q.organisation_id
    JOIN question_version v ON v.id = q.current_version_id
    JOIN question_key k ON k.version_id = v.id`;
}

export function toQuestion(row: BankRow): Question {
  return {
    id: row.id,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    own: row.own,
    type: row.type,
    stem: row.stem,
    options: row.options,
    key: row.correct,
    explanation: row.explanation,
    category: row.category,
    knowledgePoint: row.knowledge_point,
    difficulty: row.difficulty,
    sourceClause: row.source_clause,
    posts: row.posts,
    status: row.status,
    versionNo: row.no,
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
  };
}
