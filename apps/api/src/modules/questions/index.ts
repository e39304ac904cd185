export { QuestionsModule } from './questions.module.js';
export { questionErrors } from './questions.errors.js';
export { questionPermissions } from './questions.permissions.js';
export { BankScope, type Bank } from './bank-scope.js';
export { BankPool, type WaitingItem } from './bank-pool.js';
export { QuestionFilters, type QuestionCondition } from './question-filter.js';
export { QuestionContents, type VersionContent } from './question-contents.js';
export { QuestionKeys, type VersionKey } from './question-keys.js';
export { CorrectKey, type KeyOutcome } from './correct-key.js';
export { QuestionsInBank } from './questions-in-bank.js';
export { QuestionMentions, type QuestionMention } from './question-mentions.js';
export { ConfigureBank } from './banks/configure-bank.js';
export { CreateQuestions } from './create-questions.js';
export type { QuestionToCreate } from './question-references.js';
export type { GivenQuestion } from './question-input.js';
export type { InsertedQuestion } from './question.repository.js';
export { QuestionUses, type QuestionUse } from './question-uses.js';
export { PlannedPapers } from './gaps/planned-papers.js';
export type { PlannedExam, PlannedRow } from './gaps/planned-need.js';
export { PaperPress } from './printing/paper-press.js';
export { PrintPictures } from './printing/print-pictures.js';
export {
  PRINT_FORMATS,
  PRINT_MEDIA_TYPES,
  type PrintFormat,
  type PrintedDocument,
  type PrintedList,
  type PrintedPicture,
  type PrintedQuestion,
} from './printing/printed-document.js';
export { sayPoints } from './printing/sections.js';
