import { optionLabel, type Paper, type PaperSlot, type QuestionContent, type QuestionType } from '@zhian/question-bank';

/** What a candidate sees of a slot: never the version id, the seed, the stored order or the key. */
export interface ShownSlot {
  readonly slot: number;
  readonly type: QuestionType;
  readonly stem: string;
  readonly options: { readonly id: string; readonly text: string }[];
  readonly points: number;
}

export function showSlot(slot: PaperSlot, content: QuestionContent): ShownSlot {
  return {
    slot: slot.slot,
    type: slot.type,
    stem: content.stem,
    options: slot.optionOrder.map((original, position) => ({
      id: optionLabel(position),
      text: content.options[original]?.text ?? '',
    })),
    points: slot.points,
  };
}

export function showPaper(paper: Pick<Paper, 'slots'>, contents: ReadonlyMap<string, QuestionContent>): ShownSlot[] {
  return paper.slots.map((slot) => {
    const content = contents.get(slot.versionId);
    if (!content) throw new Error(`question version ${slot.versionId} is missing`);
    return showSlot(slot, content);
  });
}
