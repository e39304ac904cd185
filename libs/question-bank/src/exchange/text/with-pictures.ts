import { checkDraft } from '../../model/check-draft.js';
import type { DraftProblem } from '../../model/check-draft.js';
import type { QuestionDraft, QuestionImage } from '../../model/question.js';
import { UnusablePicture, leftOutMessage } from '../picture-intake.js';
import type { PictureIntake, PlacedPicture } from '../picture-intake.js';
import type { TextOutcome, TextQuestion } from './block-to-question.js';
import type { KeyEntry, TextBlock, TextRemark } from './text-question.js';

/** Pictures of a question before anybody has looked at them. */
export interface UnseenPictures {
  readonly placed: readonly PlacedPicture[];
  /** zh-CN; why one of them has no place; null where each has one. */
  readonly unclear: string | null;
}

const BEHIND = '答案后面有图片，分不清是题干的、解析的，还是下一题的。请把它放到题干下面；不要的话删掉再导。';

/** Pictures of a question and of the material that it shares. */
export function unseenPictures(
  { material, fieldPictures }: TextBlock,
  { placed, unclear }: UnseenPictures,
): UnseenPictures {
  // The second has no place, and says so: were there thousands, every question of thousands would carry them.
  const shared = (material.pictures ?? []).slice(0, 2).map(({ picture }) => ({ place: 'stem', picture }));
  const isBehind = fieldPictures.some(({ field }) => field !== 'explanation');
  return { placed: [...shared, ...placed], unclear: unclear ?? (isBehind ? BEHIND : null) };
}

/** The bank has no place for pictures of explanations. */
export function explanationDoubts({ fieldPictures }: TextBlock, key: KeyEntry | undefined): TextRemark[] {
  const isPictured = fieldPictures.some(({ field }) => field === 'explanation') || Boolean(key?.pictures?.length);
  return isPictured ? [{ code: 'image-left-out', message: leftOutMessage('解析') }] : [];
}

/** What keeps a draft from becoming a question if all of its pictures can be had. */
export function checkPictured(draft: QuestionDraft, { placed }: UnseenPictures): DraftProblem[] {
  const places = [...new Set(placed.map(({ place }) => place))];
  const images = places.map((place) => ({ place, fileId: '', alt: '图', width: 1, height: 1 }));
  return checkDraft(shown(draft, images));
}

/**
 * What becomes of a question when its pictures are taken: it is refused without one that it had.
 *
 * @param intake null: nobody takes pictures, so that they are named as left out
 * @returns a promise only where there are pictures
 */
export function withPictures(
  question: Pick<TextQuestion, 'row' | 'pictures' | 'outcome'>,
  intake: PictureIntake | null,
): TextOutcome | Promise<TextOutcome> {
  const { pictures, outcome, row } = question;
  if ('refusal' in outcome || (pictures.placed.length === 0 && pictures.unclear === null)) return outcome;
  if (intake !== null) return taken(outcome, pictures, row, intake);
  const message = '图片没有读，请看看这道题没有图是否还完整。';
  return checked(outcome.draft, [...outcome.doubts, { code: 'image-left-out', message }]);
}

/** The words of a stem that cannot be understood without a picture. */
const SPEAKS_OF_PICTURE = /[上下左右如见]图|图中|图示|图片/u;

/** A question that speaks of a picture and has none, in a document that has pictures: it may have gone astray. */
export function missingPicture({ content }: QuestionDraft): TextRemark[] {
  if (content.images?.length || !SPEAKS_OF_PICTURE.test(content.stem)) return [];
  const message = '题干说到图，却没有读到它的图。图要放在这道题的题号后面，放在题号上面会算到上一题。';
  return [{ code: 'picture-expected', message }];
}

type Accepted = Extract<TextOutcome, { draft: QuestionDraft }>;

async function taken(
  { draft, doubts }: Accepted,
  { placed, unclear }: UnseenPictures,
  row: number,
  intake: PictureIntake,
): Promise<TextOutcome> {
  if (unclear !== null) return { refusal: { code: 'picture-place', message: unclear }, doubts };
  try {
    return checked(shown(draft, await intake.imagesOf(placed, row)), doubts);
  } catch (error) {
    if (!(error instanceof UnusablePicture)) throw error;
    return { refusal: { code: error.code, message: error.message }, doubts };
  }
}

function checked(draft: QuestionDraft, doubts: Accepted['doubts']): TextOutcome {
  const [problem] = checkDraft(draft);
  return problem === undefined ? { draft, doubts } : { refusal: problem, doubts };
}

function shown(draft: QuestionDraft, images: readonly QuestionImage[]): QuestionDraft {
  return images.length === 0 ? draft : { ...draft, content: { ...draft.content, images } };
}
