import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OrganisationsModule } from '../organisations/index.js';
import { BankPool } from './bank-pool.js';
import { BankScope } from './bank-scope.js';
import { CreateQuestions } from './create-questions.js';
import { EditQuestion } from './edit-question.js';
import { ExportQuestions } from './export-questions.js';
import { ConfirmImport } from './imports/confirm-import.js';
import { QuestionFileReader } from './imports/question-file-reader.js';
import { QuestionImportController } from './imports/question-import.controller.js';
import { QuestionImportRow } from './imports/question-import.entity.js';
import { QuestionImportRepository } from './imports/question-import.repository.js';
import { ShowImport } from './imports/show-import.js';
import { StartImport } from './imports/start-import.js';
import { ListQuestionFacets } from './list-question-facets.js';
import { ListQuestions } from './list-questions.js';
import { QuestionContents } from './question-contents.js';
import { QuestionController } from './question.controller.js';
import { QuestionFilters } from './question-filter.js';
import { QuestionKeys } from './question-keys.js';
import { QuestionMentions } from './question-mentions.js';
import { QuestionKeyRow, QuestionPostRow, QuestionRow, QuestionVersionRow } from './question.entity.js';
import { QuestionRepository } from './question.repository.js';
import { QuestionsInBank } from './questions-in-bank.js';
import { RetireQuestion } from './retire-question.js';
import { ShowQuestion } from './show-question.js';

@Module({
  imports: [
    OrganisationsModule,
    TypeOrmModule.forFeature([QuestionRow, QuestionVersionRow, QuestionKeyRow, QuestionPostRow, QuestionImportRow]),
  ],
  controllers: [QuestionController, QuestionImportController],
  providers: [
    BankPool,
    BankScope,
    ConfirmImport,
    CreateQuestions,
    EditQuestion,
    ExportQuestions,
    ListQuestionFacets,
    ListQuestions,
    QuestionContents,
    QuestionFileReader,
    QuestionFilters,
    QuestionImportRepository,
    QuestionKeys,
    QuestionMentions,
    QuestionRepository,
    QuestionsInBank,
    RetireQuestion,
    ShowImport,
    ShowQuestion,
    StartImport,
  ],
  exports: [BankPool, BankScope, CreateQuestions, QuestionContents, QuestionKeys, QuestionMentions, QuestionsInBank],
})
export class QuestionsModule {}
