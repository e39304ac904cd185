import {
  contentFingerprint,
  groupNearDuplicates,
  knowledgePath,
  nearMessage,
  type ComparedQuestion,
  type QuestionDraft,
  type ReadQuestion,
  type ReadResult,
  type ReadSheet,
} from '@zhian/question-bank';
import type { BankQuestion } from '../duplicates/group-questions.js';
import type { NearMark, StagedQuestion, StagedRow } from './staged-row.js';

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
  readonly sample: (ReadQuestion['source'] & Pick<ReadQuestion, 'type' | 'stem' | 'options' | 'key' | 'images'>)[];
  /** New questions with pictures; previews of before know of none. */
  readonly pictured?: number;
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

/** What a whole file comes to, once its questions have been taken. */
export interface Compared {
  readonly preview: Omit<ImportPreview, 'sheets'>;
  /** What is no new question. */
  readonly rows: StagedRow[];
  /** Of the questions staged before. */
  readonly near: NearMark[];
}

/**
 * Compares a file with a bank, batch by batch, so that a long file need not be in memory whole. A question is a duplicate
 * also when the bank has retired or edited it since: importing the same file again must change nothing (contract 17), and
 * must not bring back what somebody took out or corrected.
 */
export class ImportComparison {
  private readonly duplicates: { sheet: string; row: number; sameAs: string }[] = [];
  private readonly sample: ImportPreview['sample'] = [];
  /** Of the new questions, what near-duplicates are told by; null once there are too many. */
  private compared: ComparedQuestion[] | null = [];
  private staged = 0;
  private pictured = 0;

  /**
   * @param bank questions in use, to be told from the new ones that say nearly the same
   * @param makeId gives the ids that the questions will have in the bank
   */
  constructor(
    private readonly known: ReadonlyMap<string, Known>,
    private readonly bank: readonly BankQuestion[],
    private readonly makeId: () => string,
  ) {}

  /** The new ones of a batch of questions, each different from all before, as they wait for the confirmation. */
  take(batch: readonly ReadQuestion[]): StagedRow[] {
    const rows: StagedRow[] = [];
    for (const question of batch) {
      const fingerprint = contentFingerprint(toDraft(question));
      const same = this.known.get(fingerprint);
      if (same) {
        this.duplicates.push({ ...question.source, sameAs: SAME_AS[same] });
        continue;
      }
      const ids = { id: this.makeId(), versionId: this.makeId() };
      const staged = { ...toStaged(question), ...ids, fingerprint };
      rows.push({ seq: this.staged++, kind: 'new', ...question.source, ...NOTHING_SAID, question: staged });
      this.remember(question);
    }
    return rows;
  }

  finish(file: ReadResult): Compared {
    const inFile = file.duplicates.map(({ sheet, row, sameAs }) => ({
      sheet,
      row,
      sameAs: `同一份文件里 ${sameAs.sheet} 第 ${sameAs.row} 行`,
    }));
    const duplicates = [...inFile, ...this.duplicates];
    const near = this.compared === null ? [] : nearMarks(this.compared, this.bank);
    const preview = {
      format: file.format,
      counts: file.accepted,
      new: this.staged,
      near: near.filter(({ kind }) => kind === 'near').length,
      nearChecked: this.compared !== null,
      duplicates: duplicates.length,
      duplicateRows: duplicates.slice(0, LISTED),
      refused: file.refused,
      doubts: file.doubts.slice(0, LISTED),
      doubtful: file.doubts.length,
      sample: this.sample,
      pictured: this.pictured,
    };
    const others: Omit<StagedRow, 'seq'>[] = [
      ...duplicates.map(({ sheet, row, sameAs }) => ({
        kind: 'duplicate' as const,
        sheet,
        row,
        ...NOTHING_SAID,
        message: sameAs,
        question: null,
      })),
      ...file.refused.map((row) => ({ kind: 'refused' as const, ...row, question: null })),
      ...file.doubts.map((row) => ({ kind: 'doubt' as const, ...row, question: null })),
    ];
    return { preview, rows: others.map((row, index) => ({ seq: this.staged + index, ...row })), near };
  }

  private remember({ type, stem, options, key, images = [], source }: ReadQuestion): void {
    if (this.sample.length < SAMPLE) this.sample.push({ ...source, type, stem, options, key, images });
    if (images.length > 0) this.pictured += 1;
    if (this.staged + this.bank.length > MOST_COMPARED) this.compared = null;
    this.compared?.push({ type, stem, options, key, images });
  }
}

const NOTHING_SAID = { column: null, code: null, message: null } as const;

/** Which of the new questions hang together with others, by their place. */
function nearMarks(fresh: readonly ComparedQuestion[], bank: readonly BankQuestion[]): NearMark[] {
  if (fresh.length === 0) return [];
  return groupNearDuplicates([...bank, ...fresh]).flatMap(({ members, reason, similarity }, group) => {
    const ids = members.flatMap((at) => (at < bank.length ? [(bank[at] as BankQuestion).id] : []));
    const own = members.filter((at) => at >= bank.length).map((at) => at - bank.length);
    return own.map((seq, place): NearMark => {
      const mark = { seq, group, reason, similarity, ids: ids.slice(0, MOST_NAMED) };
      const later = ids.length > 0 || place > 0;
      return later
        ? { ...mark, kind: 'near', message: nearMessage({ reason, similarity }) }
        : { ...mark, kind: 'new', message: null };
    });
  });
}

function toDraft(question: ReadQuestion): QuestionDraft {
  const {
    type,
    stem,
    options,
    images = [],
    key,
    explanation,
    difficulty,
    knowledgePoint,
    category,
    sourceClause,
  } = question;
  return {
    content: { type, stem, options, images },
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
    images: question.images ?? [],
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
