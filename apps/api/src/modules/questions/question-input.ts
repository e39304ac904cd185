import {
  TRUE_FALSE_OPTIONS,
  checkDraft,
  knowledgePath,
  type DraftField,
  type DraftProblem,
  type QuestionCategory,
  type QuestionContent,
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
  readonly criteriaClause?: string | null | undefined;
  readonly images?: readonly GivenImage[] | null | undefined;
}

/** A picture that was uploaded before; its size is read from where it lies. */
export interface GivenImage {
  readonly place: string;
  readonly fileId: string;
  readonly alt: string;
}

/** Pixels of the pictures that exist, by their id. */
export type PictureSizes = ReadonlyMap<string, { readonly width: number; readonly height: number }>;

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

/** The stem's picture first, then the options' in their order. */
function canonicalImages(given: GivenQuestion, sizes: PictureSizes): Pick<QuestionContent, 'images'> {
  const images = (given.images ?? []).map(({ place, fileId, alt }) => ({
    place,
    fileId,
    alt: alt.trim(),
    ...(sizes.get(fileId) ?? { width: 0, height: 0 }),
  }));
  const rank = (place: string): string => (place === 'stem' ? '' : place);
  return images.length === 0 ? {} : { images: images.sort((a, b) => (rank(a.place) < rank(b.place) ? -1 : 1)) };
}

/** The draft that a form means: texts trimmed, key sorted and without repeats, the knowledge point as a path. */
export function toDraft(given: GivenQuestion, sizes: PictureSizes = new Map()): QuestionDraft {
  return {
    content: {
      type: given.type,
      stem: given.stem.trim(),
      options: canonicalOptions(given),
      ...canonicalImages(given, sizes),
    },
    key: { correct: [...new Set(given.key)].sort() },
    explanation: given.explanation.trim(),
    difficulty: given.difficulty ?? null,
    knowledgePoint: knowledgePath(given.knowledgePoint),
    category: given.category ?? null,
    sourceClause: textOrNull(given.sourceClause),
    criteriaClause: textOrNull(given.criteriaClause),
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
  criteriaClause: '/criteriaClause',
  images: '/images',
};

function pointerOf(problem: DraftProblem): string {
  const { index } = problem.params;
  const base = POINTERS[problem.field];
  if (typeof index !== 'number') return base;
  if (problem.field === 'options') return `${base}/${index}/text`;
  return problem.field === 'images' ? `${base}/${index}` : base;
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
  const images = (content.images ?? []).map(({ place, fileId, alt }) => [place, fileId, alt]);
  return JSON.stringify([content.type, content.stem, options, key.correct, explanation, images]);
}
