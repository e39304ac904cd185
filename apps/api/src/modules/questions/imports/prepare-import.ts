import {
  UnreadableFileError,
  readQuestionFile,
  type FileCorrections,
  type QuestionFile,
  type ReadOptions,
  type ReadResult,
  type SheetCorrection,
  type UnreadableCode,
} from '@zhian/question-bank';
import { uuidv7 } from '../../../platform/ids/uuid.js';
import type { BankQuestion } from '../duplicates/group-questions.js';
import { previewImport, type ImportPreview, type Known, type PreviewSheet } from './import-preview.js';
import { sheetShape } from './sheet-shape.js';
import type { StagedRow } from './staged-row.js';

/** Everything that reading needs, as a structured clone carries it into a thread. */
export interface PrepareInput {
  readonly file: QuestionFile;
  readonly companions: readonly QuestionFile[];
  /** What a person said; null: nothing, so that what is remembered holds. */
  readonly corrections: FileCorrections | null;
  /** Of the first reading, by the name of the sheet; with corrections the columns may look different. */
  readonly shapes: Readonly<Record<string, string | null>>;
  readonly memory: readonly (readonly [shape: string, correction: SheetCorrection])[];
  readonly keepUnrecognised: boolean;
  readonly known: readonly (readonly [fingerprint: string, known: Known])[];
  readonly bank: readonly BankQuestion[];
}

/** Takes what is read, on its way. What it throws ends the reading. */
export interface PrepareSink {
  progress(done: number, total: number): Promise<void> | void;
  rows(batch: readonly StagedRow[]): Promise<void>;
}

/** Errors do not keep their class on the way out of a worker, so an unreadable file is an answer like another. */
export type PrepareReply =
  | { readonly preview: ImportPreview; readonly corrections: Partial<FileCorrections> }
  | { readonly unreadable: UnreadableCode; readonly params: UnreadableFileError['params'] };

const BATCH = 2000;

/** Reads a file, with corrections or with what is remembered of its sheets, and compares it with the bank. */
export async function prepareImport(
  input: PrepareInput,
  sink: PrepareSink,
  signal?: AbortSignal,
): Promise<PrepareReply> {
  try {
    const { result, corrections, shapes } = await readCorrected(input, sink, signal);
    const sheets = result.sheets.map((sheet): PreviewSheet => ({
      ...sheet,
      shape: shapes[sheet.sheet] ?? null,
      remembered: input.corrections === null && corrections.sheets?.[sheet.sheet] !== undefined,
    }));
    const { preview, rows } = previewImport(result, new Map(input.known), input.bank, () => uuidv7());
    for (let at = 0; at < rows.length; at += BATCH) await sink.rows(rows.slice(at, at + BATCH));
    return { preview: { ...preview, sheets }, corrections };
  } catch (error) {
    if (error instanceof UnreadableFileError) return { unreadable: error.code, params: error.params };
    throw error;
  }
}

interface Corrected {
  readonly result: ReadResult;
  readonly corrections: Partial<FileCorrections>;
  readonly shapes: Readonly<Record<string, string | null>>;
}

async function readCorrected(input: PrepareInput, sink: PrepareSink, signal?: AbortSignal): Promise<Corrected> {
  const { file, keepUnrecognised, corrections } = input;
  const options: ReadOptions = {
    companions: input.companions,
    keepUnrecognised,
    // Not awaited: the reader goes on meanwhile, and the next batch of rows finds out that nobody listens any more.
    onProgress: (done, total) => void sink.progress(done, total),
    ...(signal ? { signal } : {}),
  };
  if (corrections !== null) {
    const result = await readQuestionFile(file, { ...options, corrections });
    return { result, corrections, shapes: { ...shapesOf(result), ...input.shapes } };
  }
  const memory = new Map(input.memory);
  const result = await readQuestionFile(file, { ...options, keepUnrecognised: keepUnrecognised || memory.size > 0 });
  const shapes = shapesOf(result);
  const remembered = Object.entries(shapes).flatMap(([sheet, shape]) => {
    const correction = shape === null ? undefined : memory.get(shape);
    return correction === undefined ? [] : [[sheet, correction] as const];
  });
  if (remembered.length > 0) {
    const sheets = Object.fromEntries(remembered);
    const again = await readQuestionFile(file, { ...options, corrections: { sheets } }).catch(ifNotUnreadable);
    if (again) return { result: again, corrections: { sheets }, shapes };
  }
  // What was kept only to look for something remembered is refused in the reader's own words.
  const unrecognised = !keepUnrecognised && memory.size > 0 && result.sheets.every((sheet) => sheet.layout === null);
  return { result: unrecognised ? await readQuestionFile(file, options) : result, corrections: {}, shapes };
}

/** A sheet of the same shape may hold what the correction does not fit; then it is as if nothing were remembered. */
function ifNotUnreadable(error: unknown): null {
  if (error instanceof UnreadableFileError) return null;
  throw error;
}

function shapesOf(result: ReadResult): Record<string, string | null> {
  return Object.fromEntries(result.sheets.map((sheet) => [sheet.sheet, sheetShape(sheet)]));
}
