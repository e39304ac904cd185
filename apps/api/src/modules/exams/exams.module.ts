import { APP_INTERCEPTOR } from '@nestjs/core';
import { Module, type Type } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import './exams.errors.js';
import './exams.permissions.js';
import { FilesModule } from '../files/index.js';
import { HandbooksModule } from '../handbooks/index.js';
import { IdentityModule } from '../identity/index.js';
import { OrganisationsModule } from '../organisations/index.js';
import { QuestionsModule } from '../questions/index.js';
import { ExpireAttempts } from './attempts/expire-attempts.js';
import { attemptsParts } from './attempts/parts.js';
import { SaveAnswers } from './attempts/save-answers.js';
import { StartAttempt } from './attempts/start-attempt.js';
import { SubmitAttempt } from './attempts/submit-attempt.js';
import { VerifyAttempts } from './attempts/verify-attempts.js';
import { conductParts } from './conduct/parts.js';
import { VerifySessionLogs } from './conduct/verify-session-logs.js';
import { entriesParts } from './entries/parts.js';
import { ExamChains } from './exam-chains.js';
import { flagsParts } from './flags/parts.js';
import { integrityParts } from './integrity/parts.js';
import { mineParts } from './mine/parts.js';
import { packsParts } from './packs/parts.js';
import { papersParts } from './papers/parts.js';
import { CountQuestionUse } from './questions/count-question-use.js';
import { KeepBankFromCandidates } from './questions/keep-bank-from-candidates.js';
import { PlanPapers } from './questions/plan-papers.js';
import { UsesOfQuestion } from './questions/uses-of-question.js';
import { ApplyRegrades } from './regrades/apply-regrades.js';
import { CertificatesOfAttempts } from './regrades/certificates-of-attempts.js';
import { regradesParts } from './regrades/parts.js';
import { resultsParts } from './results/parts.js';
import { CreateSession } from './sessions/create-session.js';
import { sessionsParts } from './sessions/parts.js';
import { PublishSession } from './sessions/publish-session.js';
import { CountItems } from './statistics/count-items.js';
import { statisticsParts } from './statistics/parts.js';

/** What each folder gives: its rows, routes and verbs. */
interface Parts {
  readonly entities: readonly Type[];
  readonly controllers: readonly Type[];
  readonly providers: readonly Type[];
}

const PARTS: readonly Parts[] = [
  attemptsParts,
  conductParts,
  entriesParts,
  flagsParts,
  integrityParts,
  mineParts,
  packsParts,
  papersParts,
  regradesParts,
  resultsParts,
  sessionsParts,
  statisticsParts,
];

@Module({
  imports: [
    TypeOrmModule.forFeature(PARTS.flatMap(({ entities }) => entities)),
    OrganisationsModule,
    QuestionsModule,
    HandbooksModule,
    IdentityModule,
    FilesModule,
  ],
  controllers: PARTS.flatMap(({ controllers }) => controllers),
  providers: [
    ...PARTS.flatMap(({ providers }) => providers),
    ExamChains,
    CountQuestionUse,
    PlanPapers,
    UsesOfQuestion,
    { provide: APP_INTERCEPTOR, useClass: KeepBankFromCandidates },
  ],
  exports: [
    ApplyRegrades,
    CertificatesOfAttempts,
    CountItems,
    CreateSession,
    PublishSession,
    StartAttempt,
    SaveAnswers,
    SubmitAttempt,
    ExpireAttempts,
    VerifyAttempts,
    VerifySessionLogs,
  ],
})
export class ExamsModule {}
