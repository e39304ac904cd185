import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import './exams.errors.js';
import './exams.permissions.js';
import { HandbooksModule } from '../handbooks/index.js';
import { OrganisationsModule } from '../organisations/index.js';
import { QuestionsModule } from '../questions/index.js';
import { AnswerRepository } from './answer.repository.js';
import { AttemptChains } from './attempt-chains.js';
import { AttemptController } from './attempt.controller.js';
import { AnswerRow, AttemptEventRow, AttemptRow, GradeRow } from './attempt.entity.js';
import { AttemptRepository } from './attempt.repository.js';
import { CancelSession } from './cancel-session.js';
import { CheckBlueprint, LabelledBlueprint } from './check-blueprint.js';
import { CreateSession } from './create-session.js';
import { DeleteSession } from './delete-session.js';
import { EndAttempt } from './end-attempt.js';
import { EntriesRepository } from './entries.repository.js';
import { ExamSessionController } from './exam-session.controller.js';
import { EntryRow, EntryRuleRow, ExamSessionRow } from './exam-session.entity.js';
import { ExamSessionRepository } from './exam-session.repository.js';
import { ExpireAttempts } from './expire-attempts.js';
import { ListEntries } from './list-entries.js';
import { ListMyExams } from './list-my-exams.js';
import { MyExamsController } from './my-exams.controller.js';
import { OwnSession } from './own-session.js';
import { PaperSource } from './paper-source.js';
import { PublishSession } from './publish-session.js';
import { SaveAnswers } from './save-answers.js';
import { EntryScope } from './session-input.js';
import { ShowAttempt } from './show-attempt.js';
import { ShowMyTasks } from './show-my-tasks.js';
import { ShowResult } from './show-result.js';
import { ShowSession } from './show-session.js';
import { StartAttempt } from './start-attempt.js';
import { SubmitAttempt } from './submit-attempt.js';
import { SummariseSession } from './summarise-session.js';
import { UpdateSession } from './update-session.js';
import { VerifyAttempts } from './verify-attempts.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([
      ExamSessionRow,
      EntryRuleRow,
      EntryRow,
      AttemptRow,
      AnswerRow,
      GradeRow,
      AttemptEventRow,
    ]),
    OrganisationsModule,
    QuestionsModule,
    HandbooksModule,
  ],
  controllers: [ExamSessionController, AttemptController, MyExamsController],
  providers: [
    AnswerRepository,
    AttemptChains,
    AttemptRepository,
    CancelSession,
    CheckBlueprint,
    CreateSession,
    DeleteSession,
    EndAttempt,
    EntriesRepository,
    EntryScope,
    ExamSessionRepository,
    ExpireAttempts,
    LabelledBlueprint,
    ListEntries,
    ListMyExams,
    OwnSession,
    PaperSource,
    PublishSession,
    SaveAnswers,
    ShowAttempt,
    ShowMyTasks,
    ShowResult,
    ShowSession,
    StartAttempt,
    SubmitAttempt,
    SummariseSession,
    UpdateSession,
    VerifyAttempts,
  ],
  exports: [CreateSession, PublishSession, StartAttempt, SaveAnswers, SubmitAttempt, ExpireAttempts, VerifyAttempts],
})
export class ExamsModule {}
