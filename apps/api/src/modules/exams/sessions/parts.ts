import { CancelSession } from './cancel-session.js';
import { CheckBlueprint, LabelledBlueprint } from './check-blueprint.js';
import { CreateSession } from './create-session.js';
import { DeleteSession } from './delete-session.js';
import { ExamSessionController } from './exam-session.controller.js';
import { EntryRow, EntryRuleRow, ExamSessionRow } from './exam-session.entity.js';
import { ExamSessionRepository } from './exam-session.repository.js';
import { KnownSessions } from './known-sessions.js';
import { OwnSession } from './own-session.js';
import { PaperGuarantee } from './paper-guarantee.js';
import { PublishSession } from './publish-session.js';
import { EntryScope } from './session-input.js';
import { ShowSession } from './show-session.js';
import { UpdateSession } from './update-session.js';
import { WaitingForReview } from './waiting-for-review.js';

/** What this folder gives to the module. */
export const sessionsParts = {
  entities: [EntryRow, EntryRuleRow, ExamSessionRow],
  controllers: [ExamSessionController],
  providers: [
    CancelSession,
    CheckBlueprint,
    CreateSession,
    DeleteSession,
    EntryScope,
    ExamSessionRepository,
    KnownSessions,
    LabelledBlueprint,
    OwnSession,
    PaperGuarantee,
    PublishSession,
    ShowSession,
    UpdateSession,
    WaitingForReview,
  ],
};
