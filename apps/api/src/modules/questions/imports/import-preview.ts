import { contentFingerprint, type QuestionDraft, type ReadQuestion, type ReadResult } from '@zhian/question-bank';
import type { ImportDefaults, ImportDraft } from './question-import.entity.js';

/** What a preview shows, as it is stored. */
export interface ImportPreview {
  readonly counts: ReadResult['accepted'];
  readonly new: number;
  readonly duplicates: number;
  readonly duplicateRows: { readonly sheet: string; readonly row: number; readonly sameAs: string }[];
  readonly refused: ReadResult['refused'];
  readonly doubts: ReadResult['doubts'];
  readonly sample: (ReadQuestion['source'] & Pick<ReadQuestion, 'type' | 'stem' | 'options' | 'key'>)[];
}

/** What a bank knows of a question's content; see knownContent. */
export type Known = 'active' | 'retired' | 'edited';

const SAMPLE = 20;
/** Repeated rows that are listed one by one; the count is always exact. */
const LISTED = 1000;

const SAME_AS: Readonly<Record<Known, string>> = {
  active: '题库里已有',
  retired: '题库里已停用，可以恢复',
  edited: '题库里已有，后来改过',
};

/**
 * Compares a file with a bank. A question is a duplicate also when the bank has retired or edited it since: importing the
 * same file again must change nothing (contract 17), and must not bring back what somebody took out or corrected.
 */
export function previewImport(
  file: ReadResult,
  bank: ReadonlyMap<string, Known>,
  defaults: ImportDefaults,
): { readonly preview: ImportPreview; readonly drafts: ImportDraft[] } {
  const drafts: ImportDraft[] = [];
  const sample: ImportPreview['sample'] = [];
  const duplicateRows = file.duplicates.map(({ sheet, row, sameAs }) => ({
    sheet,
    row,
    sameAs: `同一份文件里 ${sameAs.sheet} 第 ${sameAs.row} 行`,
  }));
  for (const question of file.questions) {
    const draft = toDraft(question, defaults);
    const fingerprint = contentFingerprint(draft);
    const known = bank.get(fingerprint);
    if (known) {
      duplicateRows.push({ ...question.source, sameAs: SAME_AS[known] });
      continue;
    }
    drafts.push({ draft, fingerprint });
    const { type, stem, options, key, source } = question;
    if (sample.length < SAMPLE) sample.push({ ...source, type, stem, options, key });
  }
  return {
    preview: {
      counts: file.accepted,
      new: drafts.length,
      duplicates: duplicateRows.length,
      duplicateRows: duplicateRows.slice(0, LISTED),
      refused: file.refused,
      doubts: file.doubts.slice(0, LISTED),
      sample,
    },
    drafts,
  };
}

function toDraft(question: ReadQuestion, defaults: ImportDefaults): QuestionDraft {
  const { type, stem, options, key, explanation, difficulty, sourceClause } = question;
  return {
    content: { type, stem, options },
    key: { correct: key },
    explanation,
    difficulty,
    knowledgePoint: question.knowledgePoint ?? defaults.knowledgePoint,
    category: question.category ?? defaults.category,
    sourceClause,
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
