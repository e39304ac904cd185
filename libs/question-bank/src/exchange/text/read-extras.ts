import type { QuestionDraft } from '../../model/question.js';
import { DIFFICULTY_WORDS } from '../difficulty-words.js';
import { unguard } from './guard.js';
import type { TextBlock, TextRemark } from './text-question.js';

type Extras = Pick<QuestionDraft, 'difficulty' | 'knowledgePoint' | 'category' | 'sourceClause' | 'criteriaClause'>;

/** Difficulty, knowledge point, category and clause from the lines below a question. */
export function readExtras(fields: TextBlock['fields'], doubts: TextRemark[]): Extras {
  return {
    difficulty: readDifficulty(fields.difficulty ?? '', doubts),
    knowledgePoint: unguard(fields.knowledgePoint ?? '') || null,
    category: readCategory(fields.category ?? '', doubts),
    sourceClause: unguard(fields.sourceClause ?? '') || null,
    ...(fields.criteriaClause === undefined ? {} : { criteriaClause: unguard(fields.criteriaClause) || null }),
  };
}

function readDifficulty(text: string, doubts: TextRemark[]): number | null {
  const word = text
    .normalize('NFKC')
    .trim()
    .replace(/[级星题。]$/u, '');
  if (word === '') return null;
  const value = DIFFICULTY_WORDS[word] ?? (/^[1-5]$/u.test(word) ? Number(word) : null);
  if (value === null) {
    const message = `看不懂难度「${word.slice(0, 20)}」，先空着；可以写 1 到 5，或易、中、难。`;
    doubts.push({ code: 'difficulty-not-understood', message });
  }
  return value;
}

function readCategory(text: string, doubts: TextRemark[]): QuestionDraft['category'] {
  const word = text.trim();
  if (word === '') return null;
  if (word.startsWith('通用')) return 'general';
  if (word.startsWith('专业')) return 'professional';
  const message = `看不懂类别「${word.slice(0, 20)}」，先空着；可以写通用或专业。`;
  doubts.push({ code: 'category-not-understood', message });
  return null;
}
