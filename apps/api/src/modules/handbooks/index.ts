export { HandbooksModule } from './handbooks.module.js';
export { handbookErrors } from './handbooks.errors.js';
export { handbookPermissions } from './handbooks.permissions.js';
export { CreateHandbook, type HandbookToCreate } from './create-handbook.js';
export { SaveDraft, type GivenDraft } from './save-draft.js';
export type { GivenSection } from './handbook-draft.js';
export { PublishHandbook } from './publish-handbook.js';
export { SectionsOfQuestion, type SectionLink } from './sections-of-question.js';
export { MyHandbookSummary, type HandbookProgress } from './my-handbook-summary.js';
