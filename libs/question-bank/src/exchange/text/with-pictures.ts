import { checkDraft } from '../../model/check-draft.js';
import type { DraftProblem } from '../../model/check-draft.js';
import type { QuestionDraft, QuestionImage } from '../../model/question.js';
import { UnusablePicture } from '../picture-intake.js';
import type { PictureIntake, PlacedPicture } from '../picture-intake.js';
import type { TextOutcome, TextQuestion } from './block-to-question.js';

/** Pictures of a question before anybody has looked at them. */
export interface UnseenPictures {
  readonly placed: readonly PlacedPicture[];
  /** zh-CN; why one of them has no place; null where each has one. */
  readonly unclear: string | null;
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
