import type { Category, QuestionInput, QuestionType } from '../../shared/api/types.js';

/** A question as the form holds it: options by position, the key by positions. */
export interface QuestionDraft {
  readonly type: QuestionType;
  readonly stem: string;
  readonly options: readonly string[];
  readonly key: readonly number[];
  readonly explanation: string;
  readonly category?: Category | undefined;
  readonly knowledgePoint?: string | undefined;
  readonly difficulty?: number | undefined;
  readonly sourceClause?: string | undefined;
  readonly criteriaClause?: string | undefined;
  readonly field?: string | undefined;
  readonly postIds: readonly string[];
  /** Of the stem. */
  readonly picture?: DraftPicture | undefined;
  /** Of the options, by position. */
  readonly pictures?: readonly (DraftPicture | undefined)[] | undefined;
  readonly draft?: boolean | undefined;
}

/** A picture that is stored already, with the words beside it. */
export interface DraftPicture {
  readonly fileId: string;
  readonly url: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
}

type DraftProblem =
  | { readonly key: 'key.missing' | 'key.few' | 'options.few' | 'picture.alt' }
  | { readonly key: 'options.same'; readonly a: string; readonly b: string };

/** A, B, C … for the nth option. */
type OptionLabel = QuestionInput['options'][number]['label'];
const LABELS: readonly OptionLabel[] = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];

export const labelOf = (index: number): OptionLabel => LABELS[index] ?? 'H';

/** What is wrong with options and key, or null; the server checks again. */
export function draftProblem(draft: Pick<QuestionDraft, 'type' | 'options' | 'key' | 'pictures'>): DraftProblem | null {
  if (draft.type !== 'true_false') {
    const texts = draft.options.map((text) => text.trim());
    if (texts.filter((text, index) => text || draft.pictures?.[index]).length < 2) return { key: 'options.few' };
    if (draft.pictures?.some((picture) => picture && !picture.alt.trim())) return { key: 'picture.alt' };
    for (const [a, text] of texts.entries()) {
      const b = texts.findIndex((other, index) => index > a && other === text && text !== '');
      if (b > a) return { key: 'options.same', a: labelOf(a), b: labelOf(b) };
    }
  }
  if (draft.key.length === 0) return { key: 'key.missing' };
  if (draft.type === 'multiple' && draft.key.length < 2) return { key: 'key.few' };
  return null;
}

/** What the API takes. Judgement questions always have 正确 as A and 错误 as B. Empty options are dropped, labels close up. */
export function toInput(
  draft: QuestionDraft,
  judge: readonly [string, string],
  organisationId?: string | null,
): QuestionInput {
  const texts = draft.type === 'true_false' ? [...judge] : draft.options.map((text) => text.trim());
  const pictures = draft.type === 'true_false' ? [] : (draft.pictures ?? []);
  const kept = texts
    .map((text, index) => ({ text, index, picture: pictures[index] }))
    .filter(({ text, picture }) => text !== '' || picture);
  const images = [
    ...(draft.picture ? [{ place: 'stem' as const, picture: draft.picture }] : []),
    ...kept.flatMap(({ picture }, position) => (picture ? [{ place: labelOf(position), picture }] : [])),
  ].map(({ place, picture }) => ({ place, fileId: picture.fileId, alt: picture.alt.trim() }));
  const key = kept.flatMap(({ index }, position) => (draft.key.includes(index) ? [labelOf(position)] : []));
  return {
    type: draft.type,
    stem: draft.stem.trim(),
    options: kept.map(({ text }, position) => ({ label: labelOf(position), text })),
    key,
    explanation: draft.explanation.trim(),
    postIds: [...draft.postIds],
    ...(images.length > 0 ? { images } : {}),
    ...(draft.draft ? { draft: true } : {}),
    ...(draft.criteriaClause?.trim() ? { criteriaClause: draft.criteriaClause.trim() } : {}),
    ...(draft.field ? { field: draft.field } : {}),
    ...(organisationId ? { organisationId } : {}),
    ...(draft.category ? { category: draft.category } : {}),
    ...(draft.knowledgePoint?.trim() ? { knowledgePoint: draft.knowledgePoint.trim() } : {}),
    ...(draft.difficulty ? { difficulty: draft.difficulty } : {}),
    ...(draft.sourceClause?.trim() ? { sourceClause: draft.sourceClause.trim() } : {}),
  };
}
