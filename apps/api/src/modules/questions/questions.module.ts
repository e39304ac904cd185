import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { FilesModule } from '../files/index.js';
import { OrganisationsModule } from '../organisations/index.js';
import { BankPool } from './bank-pool.js';
import { BankScope } from './bank-scope.js';
import { BankController } from './banks/bank.controller.js';
import { BankRepository } from './banks/bank.repository.js';
import { ConfigureBank } from './banks/configure-bank.js';
import { ShowBank } from './banks/show-bank.js';
import { ChangeController } from './changes/change.controller.js';
import { ChangeQuestions } from './changes/change-questions.js';
import { ChangeRepository } from './changes/change.repository.js';
import { CountQuestions } from './count-questions.js';
import { CreateQuestions } from './create-questions.js';
import { DuplicateController } from './duplicates/duplicate.controller.js';
import { DuplicateRepository } from './duplicates/duplicate.repository.js';
import { GapController } from './gaps/gap.controller.js';
import { GapRepository } from './gaps/gap.repository.js';
import { ListGaps } from './gaps/list-gaps.js';
import { PlannedPapers } from './gaps/planned-papers.js';
import { SetGapTarget } from './gaps/set-gap-target.js';
import { FindDuplicates } from './duplicates/find-duplicates.js';
import { ListDuplicates } from './duplicates/list-duplicates.js';
import { MergeDuplicates } from './duplicates/merge-duplicates.js';
import { QuestionGrouper } from './duplicates/question-grouper.js';
import { EditQuestion } from './edit-question.js';
import { ExportPictures } from './exports/export-pictures.js';
import { ExportQuestions } from './exports/export-questions.js';
import { PrintController } from './exports/print.controller.js';
import { PrintQuestions } from './exports/print-questions.js';
import { CancelImport } from './imports/cancel-import.js';
import { ConfirmImport } from './imports/confirm-import.js';
import { CorrectImport } from './imports/correct-import.js';
import { ImportPictures } from './imports/import-pictures.js';
import { ImportReader } from './imports/import-reader.js';
import { ImportScope } from './imports/import-scope.js';
import { ImportSource } from './imports/import-source.js';
import { ListImportRows } from './imports/list-import-rows.js';
import { QuestionImportController } from './imports/question-import.controller.js';
import { QuestionImportRow } from './imports/question-import.entity.js';
import { QuestionImportRepository } from './imports/question-import.repository.js';
import { ReadImport } from './imports/read-import.js';
import { ReturnRefusedRows } from './imports/return-refused-rows.js';
import { ShowImportPicture } from './imports/show-import-picture.js';
import { ShowImport } from './imports/show-import.js';
import { StagedPicturesRepository } from './imports/staged-pictures.repository.js';
import { StagedRowsRepository } from './imports/staged-rows.repository.js';
import { StartImport } from './imports/start-import.js';
import { SweepImports } from './imports/sweep-imports.js';
import { KnowledgeController } from './knowledge/knowledge.controller.js';
import { MoveKnowledgePoint } from './knowledge/move-knowledge-point.js';
import { ListQuestionFacets } from './list-question-facets.js';
import { ListQuestionUses } from './list-question-uses.js';
import { ListQuestions } from './list-questions.js';
import { PaperPress } from './printing/paper-press.js';
import { PrintPictures } from './printing/print-pictures.js';
import { QuestionUses } from './question-uses.js';
import { QuestionContents } from './question-contents.js';
import { QuestionController } from './question.controller.js';
import { QuestionFilters } from './question-filter.js';
import { CorrectKey } from './correct-key.js';
import { QuestionKeys } from './question-keys.js';
import { QuestionMentions } from './question-mentions.js';
import {
  QuestionBankRow,
  QuestionKeyRow,
  QuestionPostRow,
  QuestionRow,
  QuestionVersionRow,
} from './question.entity.js';
import { QuestionReferences } from './question-references.js';
import { QuestionRepository } from './question.repository.js';
import { QuestionsInBank } from './questions-in-bank.js';
import { RetireQuestion } from './retire-question.js';
import { ApproveQuestions } from './review/approve-questions.js';
import { RequestReview } from './review/request-review.js';
import { ReturnQuestion } from './review/return-question.js';
import { ReviewController } from './review/review.controller.js';
import { ReviewRepository } from './review/review.repository.js';
import { AdoptQuestion } from './sharing/adopt-question.js';
import { FollowOrigin } from './sharing/follow-origin.js';
import { SharingController } from './sharing/sharing.controller.js';
import { ShowQuestion } from './show-question.js';

@Module({
  imports: [
    FilesModule,
    OrganisationsModule,
    TypeOrmModule.forFeature([
      QuestionRow,
      QuestionVersionRow,
      QuestionKeyRow,
      QuestionPostRow,
      QuestionBankRow,
      QuestionImportRow,
    ]),
  ],
  controllers: [
    QuestionController,
    BankController,
    ChangeController,
    DuplicateController,
    GapController,
    KnowledgeController,
    PrintController,
    ReviewController,
    SharingController,
    QuestionImportController,
  ],
  providers: [
    AdoptQuestion,
    ApproveQuestions,
    BankPool,
    BankRepository,
    BankScope,
    CancelImport,
    ChangeQuestions,
    ChangeRepository,
    ConfigureBank,
    ConfirmImport,
    CorrectImport,
    CorrectKey,
    CountQuestions,
    CreateQuestions,
    DuplicateRepository,
    EditQuestion,
    ExportPictures,
    ExportQuestions,
    FindDuplicates,
    GapRepository,
    ListGaps,
    SetGapTarget,
    FollowOrigin,
    ImportPictures,
    ImportReader,
    ImportScope,
    ImportSource,
    ListDuplicates,
    ListImportRows,
    ListQuestionFacets,
    ListQuestionUses,
    ListQuestions,
    MergeDuplicates,
    MoveKnowledgePoint,
    PaperPress,
    PlannedPapers,
    PrintPictures,
    PrintQuestions,
    QuestionContents,
    QuestionFilters,
    QuestionGrouper,
    QuestionImportRepository,
    QuestionKeys,
    QuestionMentions,
    QuestionReferences,
    QuestionRepository,
    QuestionUses,
    QuestionsInBank,
    ReadImport,
    ReturnRefusedRows,
    RequestReview,
    RetireQuestion,
    ReturnQuestion,
    ReviewRepository,
    ShowBank,
    ShowImport,
    ShowImportPicture,
    ShowQuestion,
    StagedPicturesRepository,
    StagedRowsRepository,
    StartImport,
    SweepImports,
  ],
  exports: [
    BankPool,
    BankScope,
    CorrectKey,
    CreateQuestions,
    PaperPress,
    PlannedPapers,
    PrintPictures,
    QuestionContents,
    QuestionFilters,
    QuestionKeys,
    QuestionMentions,
    QuestionUses,
    QuestionsInBank,
  ],
})
export class QuestionsModule {}
