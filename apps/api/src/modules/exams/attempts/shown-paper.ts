import { optionLabel, type Paper, type PaperSlot, type QuestionContent, type QuestionType } from '@zhian/question-bank';

/** A picture as a candidate sees it: its address is random, so that it tells no order in which pictures came. */
export interface ShownPicture {
  readonly url: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
}

/** What a candidate sees of a slot: never the version id, the seed, the stored order or the key. */
export interface ShownSlot {
  readonly slot: number;
  readonly type: QuestionType;
  readonly stem: string;
  readonly options: { readonly id: string; readonly text: string; readonly picture?: ShownPicture }[];
  readonly points: number;
  /** Of the stem. */
  readonly picture?: ShownPicture;
}

/** The picture in a place of the stored question: «stem» or the label of an option. */
export function pictureAt(content: QuestionContent, place: string): { picture?: ShownPicture } {
  const found = content.images?.find((image) => image.place === place);
  if (!found) return {};
  const { fileId, alt, width, height } = found;
  return { picture: { url: `/api/v1/files/${fileId}`, alt, width, height } };
}

export function showSlot(slot: PaperSlot, content: QuestionContent): ShownSlot {
  return {
    slot: slot.slot,
    type: slot.type,
    stem: content.stem,
    options: slot.optionOrder.map((original, position) => ({
      id: optionLabel(position),
      text: content.options[original]?.text ?? '',
      ...pictureAt(content, optionLabel(original)),
    })),
    points: slot.points,
    ...pictureAt(content, 'stem'),
  };
}

export function showPaper(paper: Pick<Paper, 'slots'>, contents: ReadonlyMap<string, QuestionContent>): ShownSlot[] {
  return paper.slots.map((slot) => {
    const content = contents.get(slot.versionId);
    if (!content) throw new Error(`question version ${slot.versionId} is missing`);
    return showSlot(slot, content);
  });
}
