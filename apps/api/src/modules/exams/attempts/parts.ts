import { AnswerPartitions } from './answer-partitions.js';
import { AnswerRepository } from './answer.repository.js';
import { AttemptOpenings } from './attempt-openings.js';
import { AttemptController } from './attempt.controller.js';
import { AnswerRow, AttemptEventRow, AttemptRow, GradeRow } from './attempt.entity.js';
import { AttemptRepository } from './attempt.repository.js';
import { DrawPaper } from './draw-paper.js';
import { EndAttempt } from './end-attempt.js';
import { ExpireAttempts } from './expire-attempts.js';
import { GradingKeys } from './grading-keys.js';
import { KnownAttempts } from './known-attempts.js';
import { PaperSource } from './paper-source.js';
import { RegradeNotes } from './regrade-notes.js';
import { SaveAnswers } from './save-answers.js';
import { ShowAttempt } from './show-attempt.js';
import { ShowResult } from './show-result.js';
import { StartAttempt } from './start-attempt.js';
import { SubmitAttempt } from './submit-attempt.js';
import { TellPaperRefused } from './tell-paper-refused.js';
import { VerifyAttempts } from './verify-attempts.js';

/** What this folder gives to the module. */
export const attemptsParts = {
  entities: [AnswerRow, AttemptEventRow, AttemptRow, GradeRow],
  controllers: [AttemptController],
  providers: [
    AnswerPartitions,
    AnswerRepository,
    AttemptOpenings,
    AttemptRepository,
    DrawPaper,
    EndAttempt,
    ExpireAttempts,
    GradingKeys,
    KnownAttempts,
    PaperSource,
    RegradeNotes,
    SaveAnswers,
    ShowAttempt,
    ShowResult,
    StartAttempt,
    SubmitAttempt,
    TellPaperRefused,
    VerifyAttempts,
  ],
};
