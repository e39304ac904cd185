import {
  TRUE_FALSE_OPTIONS,
  checkDraft,
  type DraftField,
  type DraftProblem,
  type QuestionCategory,
  type QuestionDraft,
  type QuestionOption,
  type QuestionType,
} from '@zhian/question-bank';
import type { FieldError } from '../../platform/errors/domain-error.js';

/** What a form sends, before it is known to be a question. */
export interface GivenQuestion {
  readonly type: QuestionType;
  readonly stem: string;
  readonly options: readonly QuestionOption[];
  readonly key: readonly string[];
  readonly explanation: string;
  readonly category?: QuestionCategory | null | undefined;
  readonly knowledgePoint?: string | null | undefined;
  readonly difficulty?: number | null | undefined;
  readonly sourceClause?: string | null | undefined;
}

const RIGHT = new Set(['正确', '对', '√', '✓', '是']);
const WRONG = new Set(['错误', '错', '×', '✗', '否']);

/** 对/错 and their like are stored as the canonical 正确/错误, so that equal questions are equal. */
function canonicalOptions(given: GivenQuestion): readonly QuestionOption[] {
  const options = given.options.map(({ label, text }) => ({ label, text: text.trim() }));
  if (given.type !== 'true_false') return options;
  const [first, second] = options;
  const isPair = options.length === 2 && RIGHT.has(first?.text ?? '') && WRONG.has(second?.text ?? '');
  return isPair || options.length === 0 ? TRUE_FALSE_OPTIONS : options;
}

const textOrNull = (text: string | null | undefined): string | null => text?.trim() || null;

/** The draft that a form means: texts trimmed, key sorted and without repeats. */
export function toDraft(given: GivenQuestion): QuestionDraft {
  return {
    content: { type: given.type, stem: given.stem.trim(), options: canonicalOptions(given) },
    key: { correct: [...new Set(given.key)].sort() },
    explanation: given.explanation.trim(),
    difficulty: given.difficulty ?? null,
    knowledgePoint: textOrNull(given.knowledgePoint),
    category: given.category ?? null,
    sourceClause: textOrNull(given.sourceClause),
  };
}

const POINTERS: Readonly<Record<DraftField, string>> = {
  type: '/type',
  stem: '/stem',
  options: '/options',
  key: '/key',
  explanation: '/explanation',
  difficulty: '/difficulty',
  knowledgePoint: '/knowledgePoint',
  category: '/category',
  sourceClause: '/sourceClause',
};

function pointerOf(problem: DraftProblem): string {
  const { index } = problem.params;
  const base = POINTERS[problem.field];
  return problem.field === 'options' && typeof index === 'number' ? `${base}/${index}/text` : base;
}

/** What keeps a draft from being a question, as errors of the request; `base` is the pointer to the question itself. */
export function draftErrors(draft: QuestionDraft, base = ''): FieldError[] {
  return checkDraft(draft).map((problem) => ({
    pointer: `${base}${pointerOf(problem)}`,
    code: problem.code,
    params: problem.params,
    message: problem.message,
  }));
}

/** Do two drafts ask and answer the same, word for word? Tags do not count: they make no version. */
export function sameContent(a: QuestionDraft, b: QuestionDraft): boolean {
  return canonicalContent(a) === canonicalContent(b);
}

function canonicalContent({ content, key, explanation }: QuestionDraft): string {
  const options = content.options.map(({ label, text }) => [label, text]);
  return JSON.stringify([content.type, content.stem, options, key.correct, explanation]);
}
