import {
  UnreadableFileError,
  readQuestionFile,
  type FileCorrections,
  type QuestionFile,
  type ReadOptions,
  type ReadQuestion,
  type ReadResult,
  type SheetCorrection,
  type TakePicture,
  type UnreadableCode,
} from '@zhian/question-bank';
import { uuidv7 } from '../../../platform/ids/uuid.js';
import type { BankQuestion } from '../duplicates/group-questions.js';
import { ImportComparison, type ImportPreview, type Known, type PreviewSheet } from './import-preview.js';
import { sheetShape } from './sheet-shape.js';
import { toRecords, type NearMark, type StagedRow } from './staged-row.js';

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
  /** @param records see toRecords */
  rows(records: string): Promise<void>;
  /** Checks a picture and keeps it for the import. */
  readonly picture: TakePicture;
  /** Of rows given before. */
  near(batch: readonly NearMark[]): Promise<void>;
  /** What was given so far is void: the file is read once more, another way. */
  restart(): Promise<void>;
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
    const staging = new Staging(input, sink);
    const { result, corrections, shapes } = await readCorrected(input, staging, signal);
    const sheets = result.sheets.map((sheet): PreviewSheet => ({
      ...sheet,
      shape: shapes[sheet.sheet] ?? null,
      remembered: input.corrections === null && corrections.sheets?.[sheet.sheet] !== undefined,
    }));
    return { preview: { ...(await staging.finish(result)), sheets }, corrections };
  } catch (error) {
    if (error instanceof UnreadableFileError) return { unreadable: error.code, params: error.params };
    throw error;
  }
}

/** Compares what is read with the bank and hands it on; while one batch is being written the next is read. */
class Staging {
  private comparison: ImportComparison;
  private waiting: StagedRow[] = [];
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly input: PrepareInput,
    private readonly sink: PrepareSink,
  ) {
    this.comparison = this.begin();
  }

  /** Reads the file into the sink; what an earlier reading gave is void. */
  async read(options: ReadOptions): Promise<ReadResult> {
    const { file, companions } = this.input;
    return readQuestionFile(file, {
      ...options,
      companions,
      // Not awaited: the reader goes on meanwhile, and the next batch of rows finds out that nobody listens any more.
      onProgress: (done, total) => void this.sink.progress(done, total),
      onQuestions: (batch) => this.take(batch),
      takePicture: (bytes) => this.picture(bytes),
    });
  }

  async restart(): Promise<void> {
    await this.writing;
    this.waiting = [];
    this.comparison = this.begin();
    await this.sink.restart();
  }

  async finish(result: ReadResult): Promise<Omit<ImportPreview, 'sheets'>> {
    const { preview, rows, near } = this.comparison.finish(result);
    this.waiting.push(...rows);
    while (this.waiting.length > 0) await this.write();
    await this.writing;
    for (let at = 0; at < near.length; at += BATCH) await this.sink.near(near.slice(at, at + BATCH));
    return preview;
  }

  private begin(): ImportComparison {
    return new ImportComparison(new Map(this.input.known), this.input.bank, () => uuidv7());
  }

  private take(batch: readonly ReadQuestion[]): Promise<void> | undefined {
    this.waiting.push(...this.comparison.take(batch));
    return this.waiting.length < BATCH ? undefined : this.write();
  }

  /** Not while a batch is being written: one connection does one thing after the other. */
  private async picture(bytes: Uint8Array): ReturnType<TakePicture> {
    await this.writing;
    // What goes to another thread takes along all of the memory it lies in.
    return this.sink.picture(new Uint8Array(bytes));
  }

  /** At most one batch is under way. */
  private async write(): Promise<void> {
    const records = toRecords(this.waiting.splice(0, BATCH));
    await this.writing;
    this.writing = this.sink.rows(records);
    // Whoever waits for it next hears of it.
    this.writing.catch(() => undefined);
  }
}

interface Corrected {
  readonly result: ReadResult;
  readonly corrections: Partial<FileCorrections>;
  readonly shapes: Readonly<Record<string, string | null>>;
}

async function readCorrected(input: PrepareInput, staging: Staging, signal?: AbortSignal): Promise<Corrected> {
  const { keepUnrecognised, corrections } = input;
  const options: ReadOptions = { keepUnrecognised, ...(signal ? { signal } : {}) };
  if (corrections !== null) {
    const result = await staging.read({ ...options, corrections });
    return { result, corrections, shapes: { ...shapesOf(result), ...input.shapes } };
  }
  const memory = new Map(input.memory);
  const result = await staging.read({ ...options, keepUnrecognised: keepUnrecognised || memory.size > 0 });
  const shapes = shapesOf(result);
  const remembered = Object.entries(shapes).flatMap(([sheet, shape]) => {
    const correction = shape === null ? undefined : memory.get(shape);
    return correction === undefined ? [] : [[sheet, correction] as const];
  });
  if (remembered.length > 0) {
    const sheets = Object.fromEntries(remembered);
    await staging.restart();
    const again = await staging.read({ ...options, corrections: { sheets } }).catch(ifNotUnreadable);
    if (again) return { result: again, corrections: { sheets }, shapes };
    await staging.restart();
    return { result: await staging.read(options), corrections: {}, shapes };
  }
  // What was kept only to look for something remembered is refused in the reader's own words.
  const unrecognised = !keepUnrecognised && memory.size > 0 && result.sheets.every((sheet) => sheet.layout === null);
  return { result: unrecognised ? await staging.read(options) : result, corrections: {}, shapes };
}

/** A sheet of the same shape may hold what the correction does not fit; then it is as if nothing were remembered. */
function ifNotUnreadable(error: unknown): null {
  if (error instanceof UnreadableFileError) return null;
  throw error;
}

function shapesOf(result: ReadResult): Record<string, string | null> {
  return Object.fromEntries(result.sheets.map((sheet) => [sheet.sheet, sheetShape(sheet)]));
}
