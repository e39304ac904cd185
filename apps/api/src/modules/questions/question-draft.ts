import type { QuestionDraft, QuestionImage } from '@zhian/question-bank';
import type { ReadTx } from '../../platform/db/tx.js';
import type { QuestionRow } from './question.entity.js';

export interface StoredContent {
  readonly type: QuestionDraft['content']['type'];
  readonly stem: string;
  readonly options: QuestionDraft['content']['options'][number][];
  readonly images: QuestionImage[];
  readonly correct: string[];
  readonly explanation: string;
}

/** What a version of the question says, with the tags that the question has now. No authorisation. */
export async function draftOf(tx: ReadTx, question: QuestionRow, versionId: string): Promise<QuestionDraft> {
  const version = await tx.one<StoredContent>(
    `SELECT v.type, v.stem, v.options, v.images, k.correct, k.explanation
     FROM question_version v JOIN question_key k ON k.version_id = v.id WHERE v.id = $1`,
    [versionId],
  );
  if (!version) throw new Error(`question version ${versionId} is missing`);
  const { type, stem, options, images, correct, explanation } = version;
  const { difficulty, knowledgePoint, category, sourceClause, criteriaClause } = question;
  return {
    content: { type, stem, options, ...(images.length > 0 ? { images } : {}) },
    key: { correct },
    explanation,
    difficulty,
    knowledgePoint,
    category,
    sourceClause,
    criteriaClause,
  };
}

/** What the question says in papers now; null when it is in none. */
export async function draftInUse(tx: ReadTx, question: QuestionRow): Promise<QuestionDraft | null> {
  if (question.status !== 'active' || question.approvedVersionId === null) return null;
  return draftOf(tx, question, question.approvedVersionId);
}
