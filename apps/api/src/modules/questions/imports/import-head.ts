import type { QuestionImportRow } from './question-import.entity.js';

/** An import without its drafts, which may be tens of megabytes. */
export type ImportHead = Omit<QuestionImportRow, 'drafts'>;
