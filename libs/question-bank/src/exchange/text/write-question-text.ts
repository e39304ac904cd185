import { QUESTION_TYPE_NAMES, TRUE_FALSE_OPTIONS } from '../../model/question.js';
import type { QuestionDraft } from '../../model/question.js';
import type { WritableQuestion } from '../write-questions.js';
import { readTextQuestions } from './collect-lines.js';
import { guard } from './guard.js';

/** Stands behind a question while it is tried: what a question does to the next one counts too. */
const NEXT_STEM = '后面的一道题';

/**
 * Writes questions as the text that {@link readQuestionText} reads:
 *
 *     1.（单选题）动火作业前应当先做什么？
 *     A. 办理作业票
 *     B. 直接动火
 *     答案：A
 *     解析：…
 *
 * Reading it back gives the same questions (exact copies merge, carriage returns become line breaks). A question whose
 * words would be taken for marks is written with guards that nobody sees; each one is tried before it is written.
 */
export function writeQuestionText(questions: readonly WritableQuestion[]): string {
  const parts = questions.map((question, index) => writeOne(guardedIfMisread(question, index + 1), index + 1));
  return parts.map((part) => `${part}\n`).join('\n');
}

/**
 * The question as it can be printed under this number: unchanged, or with guards that nobody sees where its words would be
 * taken for marks of the format.
 *
 * @param print the question as it will stand there, the head of its section included
 */
export function guardedIfMisread(
  question: WritableQuestion,
  number: number,
  print: (question: WritableQuestion, number: number) => string = writeOne,
): WritableQuestion {
  if (isReadBack(print(question, number), question, number)) return question;
  return {
    ...question,
    stem: guard(question.stem),
    options: question.options.map((option) => ({ ...option, text: guard(option.text) })),
    explanation: guard(question.explanation),
    knowledgePoint: question.knowledgePoint && guard(question.knowledgePoint),
    sourceClause: question.sourceClause && guard(question.sourceClause),
    ...(question.criteriaClause ? { criteriaClause: guard(question.criteriaClause) } : {}),
  };
}

function writeOne(question: WritableQuestion, number: number): string {
  const { type, stem, options, key, explanation, difficulty, knowledgePoint, category, sourceClause } = question;
  const isJudgement = type === 'true_false';
  const answer = isJudgement ? (TRUE_FALSE_OPTIONS.find(({ label }) => label === key[0])?.text ?? '') : key.join('');
  const lines = [`${number}.（${QUESTION_TYPE_NAMES[type]}题）${stem}`];
  if (!isJudgement) lines.push(...options.map(({ label, text }) => `${label}. ${text}`));
  lines.push(`答案：${answer}`);
  if (explanation !== '') lines.push(`解析：${explanation}`);
  if (difficulty !== null) lines.push(`难度：${difficulty}`);
  if (knowledgePoint) lines.push(`知识点：${knowledgePoint}`);
  if (category !== null) lines.push(`类别：${category === 'general' ? '通用' : '专业'}`);
  if (sourceClause) lines.push(`依据条款：${sourceClause}`);
  if (question.criteriaClause) lines.push(`判定标准条款：${question.criteriaClause}`);
  return lines.join('\n');
}

function isReadBack(text: string, question: WritableQuestion, number: number): boolean {
  const { questions, remarks } = readTextQuestions(`${text}\n\n${number + 1}.（判断题）${NEXT_STEM}\n答案：正确\n`);
  const [first, second] = questions;
  if (questions.length !== 2 || remarks.length > 0 || first === undefined || !('draft' in first.outcome)) return false;
  return first.outcome.doubts.length === 0 && second?.stem === NEXT_STEM && isSame(first.outcome.draft, question);
}

function isSame(draft: QuestionDraft, question: WritableQuestion): boolean {
  return (
    draft.content.type === question.type &&
    draft.content.stem === question.stem &&
    draft.key.correct.join('') === question.key.join('') &&
    draft.content.options.length === question.options.length &&
    draft.content.options.every((option, index) => option.text === question.options[index]?.text) &&
    draft.explanation === question.explanation &&
    draft.difficulty === question.difficulty &&
    (draft.knowledgePoint ?? '') === (question.knowledgePoint ?? '') &&
    draft.category === question.category &&
    (draft.sourceClause ?? '') === (question.sourceClause ?? '') &&
    (draft.criteriaClause ?? '') === (question.criteriaClause ?? '')
  );
}
