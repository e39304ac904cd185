import { ExamineSessions } from './examine-sessions.js';
import { IntegrityScope } from './integrity-scope.js';
import { IntegrityController } from './integrity.controller.js';
import { IntegrityRepository } from './integrity.repository.js';
import { PaperComparer } from './paper-comparer.js';
import { ReviewFinding } from './review-finding.js';
import { ShowFindings } from './show-findings.js';

/** What this folder gives to the module. */
export const integrityParts = {
  entities: [],
  controllers: [IntegrityController],
  providers: [ExamineSessions, IntegrityRepository, IntegrityScope, PaperComparer, ReviewFinding, ShowFindings],
};
