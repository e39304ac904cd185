/** The public door of @zhian/question-bank: model, paper, grading and exchange. Everything here is pure. */
export * from './model/question.js';
export { checkDraft, DRAFT_LIMITS } from './model/check-draft.js';
export type { DraftField, DraftProblem, DraftProblemCode } from './model/check-draft.js';
export { contentFingerprint } from './model/fingerprint.js';
export { NEAR_DUPLICATE, NearDuplicateIndex, groupNearDuplicates, nearMessage } from './model/near-duplicates.js';
export type { ComparedQuestion, NearGroup, NearMatch, NearReason } from './model/near-duplicates.js';
export { isPinnedOption } from './model/pinned-options.js';
export { isWithinKnowledge, knowledgePath, KNOWLEDGE_SEPARATOR } from './model/knowledge-path.js';

export { DRAW_ALGORITHM, stratumName, tagMatcher } from './paper/blueprint.js';
export type { BankItem, Blueprint, DrawAlgorithm, OverlapLimits, Shortage, Stratum } from './paper/blueprint.js';
export { checkFeasibility, checkPrepared } from './paper/feasibility.js';
export type { Feasibility } from './paper/feasibility.js';
export { checkOverlap } from './paper/worst-overlap.js';
export type { OverlapCase } from './paper/worst-overlap.js';
export { PaperPool, PreparedPool, preparePool } from './paper/prepared-pool.js';
export { InfeasibleBlueprintError, drawFromPrepared, drawPaper, redrawPaper } from './paper/draw-paper.js';
export type { DrawOptions, Paper, PaperContext, PaperSlot } from './paper/draw-paper.js';
export type { DrawContext } from './paper/overlap.js';
export { SeededStream } from './paper/seeded-stream.js';

export { SCORING_SCHEMES } from './grading/schemes.js';
export type { ScoringScheme } from './grading/schemes.js';
export { gradePaper, gradeSlot } from './grading/grade.js';
export type { GradedSlotInput, PaperGrade, SlotGrade } from './grading/grade.js';

export { GROUP_SHARE, scoreGroups } from './statistics/score-groups.js';
export type { ScoreGroups } from './statistics/score-groups.js';
export { ExamTally, SHARE_UNIT, shareOf } from './statistics/item-tally.js';
export type { GradedItem, ItemTally, OptionTally } from './statistics/item-tally.js';
export { itemFigures } from './statistics/item-figures.js';
export type { ItemFigures, ItemShape, OptionFigures } from './statistics/item-figures.js';
export { FLAG_LIMITS, ITEM_FLAGS, discriminationWord, itemFlags } from './statistics/item-flags.js';
export type { Exposure, ItemFlag } from './statistics/item-flags.js';
export { answerSeconds } from './statistics/answer-times.js';

export { findSimilarPairs, SIMILARITY_LIMITS } from './integrity/answer-similarity.js';
export type { ComparedPaper, SimilarPair, Similarity } from './integrity/answer-similarity.js';
export { tooFast } from './integrity/answer-speed.js';
export type { FastPaper, FastRun, TimedPaper } from './integrity/answer-speed.js';

export { readQuestionFile } from './exchange/read-question-file.js';
export { readQuestionText } from './exchange/text/read-question-text.js';
export { guardedIfMisread, writeQuestionText } from './exchange/text/write-question-text.js';
export type {
  DoubtfulRow,
  FileFormat,
  ReadColumn,
  ReadQuestion,
  ReadResult,
  ReadSheet,
  RefusedRow,
} from './exchange/read-result.js';
export type {
  FieldName,
  FileCorrections,
  QuestionFile,
  ReadOptions,
  SheetCorrection,
  TakePicture,
  TakenPicture,
} from './exchange/read-options.js';
export { FIELD_TITLES } from './exchange/columns/field-titles.js';
export { OPTION_SEPARATORS } from './exchange/split-options.js';
export { readXlsxGrids } from './exchange/read-xlsx-grid.js';
export type { Grid, GridRow } from './exchange/grid.js';
export { READ_LIMITS } from './exchange/read-limits.js';
export { UnreadableFileError } from './exchange/unreadable-file.js';
export type { UnreadableCode } from './exchange/unreadable-file.js';
export { questionTemplate } from './exchange/template.js';
export { REASON_COLUMN, writeRefusedRows } from './exchange/refused-workbook.js';
export { writeQuestions } from './exchange/write-questions.js';
export type { WritableQuestion } from './exchange/write-questions.js';
export { EXPORT_FORMATS } from './exchange/interchange/export-formats.js';
export type { ExportFormat } from './exchange/interchange/export-formats.js';
export type { WrittenPicture, WrittenPictures } from './exchange/interchange/written-pictures.js';
export { summariseLeftOut } from './exchange/interchange/exported-file.js';
export type { ExportedFile, LeftOut } from './exchange/interchange/exported-file.js';
export { writeAiken } from './exchange/interchange/aiken/write-aiken.js';
export { writeGift } from './exchange/interchange/gift/write-gift.js';
export { writeMoodleXml } from './exchange/interchange/moodle-xml/write-moodle-xml.js';
export { writeQti, writeQtiItem } from './exchange/interchange/qti/write-qti.js';
export type { QtiVersion } from './exchange/interchange/qti/qti-version.js';
export { fromSpreadsheetCell, toSpreadsheetCell } from './exchange/spreadsheet-cell.js';
