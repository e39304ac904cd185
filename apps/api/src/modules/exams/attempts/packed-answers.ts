import type { StorableAnswer } from './answers.js';
import type { FoldedAnswers } from './attempt.entity.js';

/**
 * The answers of an ended attempt as they rest: text with a place for each question of the paper, in its order, between commas;
 * the last places may be missing. As jsonb, written to the attempt and to its log, they were most of what a submission cost
 * PostgreSQL.
 *
 * | column | e.g. | a place holds |
 * |---|---|---|
 * | attempt.answers | `A,AC,,B` | the stored labels; nothing where nothing is chosen |
 * | attempt.answer_seqs | `1764,12,,-5` | what clientSeq is more than that of the place before; nothing where nothing was ever sent |
 */
export interface PackedAnswers {
  readonly choices: string;
  readonly seqs: string;
}

/** @param answers one per slot, in the order of the slots */
export function packAnswers(answers: readonly StorableAnswer[]): PackedAnswers {
  const choices: string[] = [];
  const seqs: string[] = [];
  let before = 0;
  for (const { slot, choice, clientSeq } of answers) {
    for (let place = choices.length + 1; place < slot; place += 1) {
      choices.push('');
      seqs.push('');
    }
    choices.push(choice);
    seqs.push(String(clientSeq - before));
    before = clientSeq;
  }
  return { choices: choices.join(), seqs: seqs.join() };
}

/** Slot → stored labels; what was taken back is not in it. */
export function unpackChoices(choices: string): FoldedAnswers {
  const answers: Record<string, string> = {};
  choices.split(',').forEach((choice, index) => {
    if (choice !== '') answers[String(index + 1)] = choice;
  });
  return answers;
}

/** Slot → clientSeq of its last answer, also of one that was taken back. */
export function unpackSeqs(seqs: string): Record<string, number> {
  const bySlot: Record<string, number> = {};
  let seq = 0;
  seqs.split(',').forEach((more, index) => {
    if (more !== '') bySlot[String(index + 1)] = seq += Number(more);
  });
  return bySlot;
}
