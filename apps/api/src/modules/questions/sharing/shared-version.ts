import type { QuestionDraft, QuestionImage } from '@zhian/question-bank';
import type { ReadTx } from '../../../platform/db/tx.js';
import type { QuestionRow } from '../question.entity.js';

/** What a question says in papers now, with its tags; null when it is in none. No authorisation. */
export async function versionInUse(tx: ReadTx, question: QuestionRow): Promise<QuestionDraft | null> {
  if (question.status !== 'active' || question.approvedVersionId === null) return null;
  const row = await tx.one<{
    type: QuestionDraft['content']['type'];
    stem: string;
    options: QuestionDraft['content']['options'];
    images: QuestionImage[];
    correct: string[];
    explanation: string;
  }>(
    `SELECT v.type, v.stem, v.options, v.images, k.correct, k.explanation
     FROM question_version v JOIN question_key k ON k.version_id = v.id WHERE v.id = $1`,
    [question.approvedVersionId],
  );
  if (!row) return null;
  const { type, stem, options, images, correct, explanation } = row;
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
