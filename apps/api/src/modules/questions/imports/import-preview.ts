import {
  contentFingerprint,
  groupNearDuplicates,
  knowledgePath,
  nearMessage,
  type NearGroup,
  type QuestionDraft,
  type ReadQuestion,
  type ReadResult,
  type ReadSheet,
} from '@zhian/question-bank';
import type { BankQuestion } from '../duplicates/group-questions.js';
import type { StagedQuestion, StagedRow } from './staged-row.js';

/** A sheet as it was read, and how it is known again. */
export interface PreviewSheet extends ReadSheet {
  /** See sheetShape; null where there is nothing to correct. */
  readonly shape: string | null;
  /** Read the way somebody had said of such a sheet before. */
  readonly remembered: boolean;
}

/** What a preview shows, as it is stored. Rows of every kind are in their own table. */
export interface ImportPreview {
  readonly format: ReadResult['format'];
  readonly counts: ReadResult['accepted'];
  /** Near-duplicates among them. */
  readonly new: number;
  readonly near: number;
  /** False: there was too much to compare; the bank compares it after the import. */
  readonly nearChecked: boolean;
  readonly duplicates: number;
  readonly duplicateRows: { readonly sheet: string; readonly row: number; readonly sameAs: string }[];
  readonly refused: ReadResult['refused'];
  readonly doubts: ReadResult['doubts'];
  readonly doubtful: number;
  readonly sheets: PreviewSheet[];
  readonly sample: (ReadQuestion['source'] & Pick<ReadQuestion, 'type' | 'stem' | 'options' | 'key'>)[];
  /** Left out at the confirmation, as asked. */
  readonly skipped?: number;
}

/** What a bank knows of a question's content; see knownContent. */
export type Known = 'active' | 'retired' | 'edited';

const SAMPLE = 20;
/** Rows that an answer lists one by one; the count is always exact, and the pages of rows have them all. */
const LISTED = 1000;
/** Beyond so many questions, of the bank and the file together, near-duplicates are looked for after the import. */
const MOST_COMPARED = 60_000;
/** Questions of the bank that a row names as being like it. */
const MOST_NAMED = 20;

const SAME_AS: Readonly<Record<Known, string>> = {
  active: '题库里已有',
  retired: '题库里已停用，可以恢复',
  edited: '题库里已有，后来改过',
};

interface Near {
  readonly group: number;
  readonly reason: NearGroup['reason'];
  readonly similarity: number;
  readonly ids: string[];
  /** Says nearly what an earlier one says; the first of a group that the bank has nothing of does not. */
  readonly later: boolean;
}

/**
 * Compares a file with a bank. A question is a duplicate also when the bank has retired or edited it since: importing the
 * same file again must change nothing (contract 17), and must not bring back what somebody took out or corrected.
 *
 * @param bank questions in use, to be told from the new ones that say nearly the same
 * @param makeId gives the ids that the questions will have in the bank
 */
export function previewImport(
  file: ReadResult,
  known: ReadonlyMap<string, Known>,
  bank: readonly BankQuestion[],
  makeId: () => string,
): { readonly preview: Omit<ImportPreview, 'sheets'>; readonly rows: StagedRow[] } {
  const rows: StagedRow[] = [];
  const stage = (row: Omit<StagedRow, 'seq'>): void => void rows.push({ ...row, seq: rows.length });
  const duplicateRows = file.duplicates.map(({ sheet, row, sameAs }) => ({
    sheet,
    row,
    sameAs: `同一份文件里 ${sameAs.sheet} 第 ${sameAs.row} 行`,
  }));
  const fresh: { question: ReadQuestion; fingerprint: string }[] = [];
  for (const question of file.questions) {
    const fingerprint = contentFingerprint(toDraft(question));
    const same = known.get(fingerprint);
    if (same) duplicateRows.push({ ...question.source, sameAs: SAME_AS[same] });
    else fresh.push({ question, fingerprint });
  }
  const nearChecked = fresh.length + bank.length <= MOST_COMPARED;
  const near = nearChecked ? nearAmong(fresh, bank) : new Map<number, Near>();
  let nearCount = 0;
  fresh.forEach(({ question, fingerprint }, index) => {
    const alike = near.get(index);
    if (alike?.later) nearCount += 1;
    stage({
      kind: alike?.later ? 'near' : 'new',
      ...question.source,
      column: null,
      code: null,
      message: alike?.later ? nearMessage(alike) : null,
      question: { ...toStaged(question), id: makeId(), versionId: makeId(), fingerprint },
      near: alike ?? null,
    });
  });
  const listed = { question: null, near: null };
  for (const { sheet, row, sameAs } of duplicateRows)
    stage({ kind: 'duplicate', sheet, row, column: null, code: null, message: sameAs, ...listed });
  for (const row of file.refused) stage({ kind: 'refused', ...row, ...listed });
  for (const row of file.doubts) stage({ kind: 'doubt', ...row, ...listed });
  return {
    preview: {
      format: file.format,
      counts: file.accepted,
      new: fresh.length,
      near: nearCount,
      nearChecked,
      duplicates: duplicateRows.length,
      duplicateRows: duplicateRows.slice(0, LISTED),
      refused: file.refused,
      doubts: file.doubts.slice(0, LISTED),
      doubtful: file.doubts.length,
      sample: fresh.slice(0, SAMPLE).map(({ question: { type, stem, options, key, source } }) => ({
        ...source,
        type,
        stem,
        options,
        key,
      })),
    },
    rows,
  };
}

/** Which of the new questions hang together with others, by their place. */
function nearAmong(
  fresh: readonly { readonly question: ReadQuestion }[],
  bank: readonly BankQuestion[],
): Map<number, Near> {
  const found = new Map<number, Near>();
  if (fresh.length === 0) return found;
  const compared = [...bank, ...fresh.map(({ question }) => question)];
  groupNearDuplicates(compared).forEach(({ members, reason, similarity }, group) => {
    const ids = members.flatMap((at) => (at < bank.length ? [(bank[at] as BankQuestion).id] : []));
    const own = members.filter((at) => at >= bank.length).map((at) => at - bank.length);
    own.forEach((at, place) =>
      found.set(at, { group, reason, similarity, ids: ids.slice(0, MOST_NAMED), later: ids.length > 0 || place > 0 }),
    );
  });
  return found;
}

function toDraft(question: ReadQuestion): QuestionDraft {
  const { type, stem, options, key, explanation, difficulty, knowledgePoint, category, sourceClause } = question;
  return {
    content: { type, stem, options },
    key: { correct: key },
    explanation,
    difficulty,
    knowledgePoint,
    category,
    sourceClause,
  };
}

function toStaged(question: ReadQuestion): Omit<StagedQuestion, 'id' | 'versionId' | 'fingerprint'> {
  const { type, stem, options, key, explanation, difficulty, category, sourceClause, criteriaClause } = question;
  return {
    type,
    stem,
    options,
    correct: key,
    explanation,
    difficulty,
    knowledgePoint: knowledgePath(question.knowledgePoint),
    category,
    sourceClause,
    criteriaClause: criteriaClause ?? null,
  };
}

/** Fingerprint → what the bank knows of it; an active question outweighs a retired or past one. */
export function knownContent(
  current: readonly { readonly fingerprint: string; readonly status: string }[],
  past: readonly string[],
): Map<string, Known> {
  const known = new Map<string, Known>(past.map((fingerprint) => [fingerprint, 'edited']));
  for (const { fingerprint, status } of current) if (status === 'retired') known.set(fingerprint, 'retired');
  for (const { fingerprint, status } of current) if (status === 'active') known.set(fingerprint, 'active');
  return known;
}
