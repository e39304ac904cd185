// Every migration in order. A migration that has landed never changes; docs/add-a-feature.md says how to add one.
import { PlatformCreate1763800000000 } from './1763800000000-platform-create.js';
import { AuditCreate1763800001000 } from './1763800001000-audit-create.js';
import { FilesCreate1763800002000 } from './1763800002000-files-create.js';
import { OrganisationsCreate1763800003000 } from './1763800003000-organisations-create.js';
import { IdentityCreate1763800004000 } from './1763800004000-identity-create.js';
import { PostsCreate1763800005000 } from './1763800005000-posts-create.js';
import { QuestionsCreate1763800006000 } from './1763800006000-questions-create.js';
import { HandbooksCreate1763800007000 } from './1763800007000-handbooks-create.js';
import { ExamsCreate1763800008000 } from './1763800008000-exams-create.js';
import { TrainingPlansCreate1763800009000 } from './1763800009000-training-plans-create.js';
import { CertificatesCreate1763800010000 } from './1763800010000-certificates-create.js';
import { QuestionsExtend1764000000000 } from './1764000000000-questions-extend.js';
import { ExamsQuestionUse1764000000100 } from './1764000000100-exams-question-use.js';
import { QuestionsImportJobs1764000001000 } from './1764000001000-questions-import-jobs.js';
import { ExamsPartitionAnswers1764000002000 } from './1764000002000-exams-partition-answers.js';
import { ExamsConduct1764000003000 } from './1764000003000-exams-conduct.js';
import { ExamsItemStatistics1764000004000 } from './1764000004000-exams-item-statistics.js';
import { QuestionsGapTarget1764000004100 } from './1764000004100-questions-gap-target.js';
import { ExamsRegrades1764000005000 } from './1764000005000-exams-regrades.js';
import { ExamsPapers1764000006000 } from './1764000006000-exams-papers.js';
import { IdentityKiosk1764000007000 } from './1764000007000-identity-kiosk.js';
import { ExamsPacks1764000008000 } from './1764000008000-exams-packs.js';
import { ExamsIntegrity1764000009000 } from './1764000009000-exams-integrity.js';
import { ExamsItemFlags1764000009100 } from './1764000009100-exams-item-flags.js';
import { ExamsPaperJobs1764000010000 } from './1764000010000-exams-paper-jobs.js';
import { KioskBadges1764000011000 } from './1764000011000-kiosk-badges.js';
import { ExamsRegradeProgress1764000014000 } from './1764000014000-exams-regrade-progress.js';
import { CertificatesSupersede1764000014100 } from './1764000014100-certificates-supersede.js';
import { ExamsHotPath1764000016000 } from './1764000016000-exams-hot-path.js';
import { QuestionsImportPictures1764000018000 } from './1764000018000-questions-import-pictures.js';
import { ExamsPackedEndings1764000019000 } from './1764000019000-exams-packed-endings.js';
import { ExamsPoolIndex1764000020000 } from './1764000020000-exams-pool-index.js';

export const migrations = [
  PlatformCreate1763800000000,
  AuditCreate1763800001000,
  FilesCreate1763800002000,
  OrganisationsCreate1763800003000,
  IdentityCreate1763800004000,
  PostsCreate1763800005000,
  QuestionsCreate1763800006000,
  HandbooksCreate1763800007000,
  ExamsCreate1763800008000,
  TrainingPlansCreate1763800009000,
  CertificatesCreate1763800010000,
  QuestionsExtend1764000000000,
  ExamsQuestionUse1764000000100,
  QuestionsImportJobs1764000001000,
  ExamsPartitionAnswers1764000002000,
  ExamsConduct1764000003000,
  ExamsItemStatistics1764000004000,
  QuestionsGapTarget1764000004100,
  ExamsRegrades1764000005000,
  ExamsPapers1764000006000,
  IdentityKiosk1764000007000,
  ExamsPacks1764000008000,
  ExamsIntegrity1764000009000,
  ExamsItemFlags1764000009100,
  ExamsPaperJobs1764000010000,
  KioskBadges1764000011000,
  ExamsRegradeProgress1764000014000,
  CertificatesSupersede1764000014100,
  ExamsHotPath1764000016000,
  QuestionsImportPictures1764000018000,
  ExamsPackedEndings1764000019000,
  ExamsPoolIndex1764000020000,
];
