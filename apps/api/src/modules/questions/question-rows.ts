import type { QuestionImage } from '@zhian/question-bank';
import type { Question } from './question.dto.js';

/** One line of the bank, with its key: for people who may see the bank, never for candidates. */
export interface BankRow {
  id: string;
  organisation_id: string;
  organisation_name: string;
  own: boolean;
  hidden: boolean;
  type: Question['type'];
  stem: string;
  options: Question['options'];
  images: QuestionImage[];
  correct: string[];
  explanation: string;
  category: Question['category'];
  knowledge_point: string | null;
  difficulty: number | null;
  source_clause: string | null;
  criteria_clause: string | null;
  field: string | null;
  field_name: string | null;
  posts: Question['posts'];
  status: Question['status'];
  review: Question['review'];
  return_reason: string | null;
  no: number;
  in_use_no: number | null;
  written_by_name: string;
  written_by_me: boolean;
  origin: { questionId: string; organisationName: string; newer: boolean } | null;
  adopted_as: string | null;
  adopted_in_use: boolean;
  duplicate_group: string | null;
  updated_at: Date;
  /** The same instant with the database's precision, for the cursor. */
  updated_cursor: string;
  version: number;
}

/** SQL expressions over q and o that depend on who asks and for which bank. */
export interface BankView {
  readonly own: string;
  /** Id of the bank looked at; unset: the question's own. */
  readonly bank: string | null;
  /** Id of the account that asks. */
  readonly account: string;
}

export function selectBankRow({ own, bank, account }: BankView): string {
  const seenFrom = bank ?? 'q.organisation_id';
  return `
    SELECT q.id, q.organisation_id, o.name AS organisation_name, ${own} AS own, v.type, v.stem, v.options, v.images, k.correct, k.explanation,
           q.category, q.knowledge_point, q.difficulty, q.source_clause, q.criteria_clause, q.field, f.name AS field_name,
           q.status, q.review, q.return_reason, v.no, q.updated_at, q.updated_at::text AS updated_cursor, q.version,
           (SELECT a.no FROM question_version a WHERE a.id = q.approved_version_id) AS in_use_no,
           v.created_by_name AS written_by_name, coalesce(v.created_by = ${account}::uuid, false) AS written_by_me,
           EXISTS (SELECT 1 FROM question_hidden h WHERE h.organisation_id = ${seenFrom} AND h.question_id = q.id) AS hidden,
           (SELECT (array_agg(c.id))[1] FROM question c
            WHERE c.origin_question_id = q.id AND c.organisation_id = ${seenFrom} AND c.status = 'active') AS adopted_as,
           EXISTS (SELECT 1 FROM question c WHERE c.origin_question_id = q.id AND c.organisation_id = ${seenFrom}
                   AND c.status = 'active' AND c.approved_version_id IS NOT NULL) AS adopted_in_use,
           (SELECT jsonb_build_object('questionId', s.id, 'organisationName', so.name,
                                      'newer', s.approved_version_id IS DISTINCT FROM q.origin_version_id AND s.status = 'active')
            FROM question s JOIN organisation so ON so.id = s.organisation_id WHERE s.id = q.origin_question_id) AS origin,
           (SELECT d.group_id FROM question_duplicate d WHERE d.organisation_id = ${seenFrom} AND d.question_id = q.id) AS duplicate_group,
           coalesce((SELECT jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) ORDER BY p.name)
                     FROM question_post qp JOIN post p ON p.id = qp.post_id WHERE qp.question_id = q.id), '[]') AS posts
    FROM question q
    JOIN organisation o ON o.id = q.organisation_id
    JOIN question_version v ON v.id = q.current_version_id
    JOIN question_key k ON k.version_id = v.id
    LEFT JOIN supervision_field f ON f.code = q.field`;
}

/** Where a picture lies for whoever may see it. */
export function shownImages(images: readonly QuestionImage[]): Question['images'] {
  return images.map(({ place, fileId, alt, width, height }) => ({
    place,
    fileId,
    url: `/api/v1/files/${fileId}`,
    alt,
    width,
    height,
  }));
}

export function toQuestion(row: BankRow): Question {
  return {
    id: row.id,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    own: row.own,
    hidden: row.hidden,
    type: row.type,
    stem: row.stem,
    options: row.options,
    images: shownImages(row.images),
    key: row.correct,
    explanation: row.explanation,
    category: row.category,
    knowledgePoint: row.knowledge_point,
    difficulty: row.difficulty,
    sourceClause: row.source_clause,
    criteriaClause: row.criteria_clause,
    field: row.field === null ? null : { code: row.field, name: row.field_name ?? row.field },
    posts: row.posts,
    status: row.status,
    review: row.review,
    returnReason: row.return_reason,
    versionNo: row.no,
    inUseNo: row.in_use_no,
    writtenBy: row.written_by_name,
    writtenByMe: row.written_by_me,
    origin: row.origin,
    adoptedAs: row.adopted_as,
    adoptedInUse: row.adopted_in_use,
    duplicateGroup: row.duplicate_group,
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
  };
}
