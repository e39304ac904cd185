import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { FilesModule } from '../files/index.js';
import { OrganisationsModule } from '../organisations/index.js';
import { QuestionsModule } from '../questions/index.js';
import { ComposedHandbooks } from './composed-handbook.js';
import { CreateHandbook } from './create-handbook.js';
import { HandbookController } from './handbook.controller.js';
import { HandbookRow, HandbookSectionQuestionRow, HandbookSectionRow, HandbookVersionRow } from './handbook.entity.js';
import { HandbookMentions } from './handbook-mentions.js';
import { HandbookRepository } from './handbook.repository.js';
import { HandbookScope } from './handbook-scope.js';
import { ListHandbooks } from './list-handbooks.js';
import { ListReaders } from './list-readers.js';
import { MarkSectionRead } from './mark-section-read.js';
import { MyHandbookController } from './my-handbook.controller.js';
import { MyHandbookSummary } from './my-handbook-summary.js';
import { PublishHandbook } from './publish-handbook.js';
import { HandbookReceiptRow, SectionReadingRow } from './reading.entity.js';
import { SaveDraft } from './save-draft.js';
import { SectionsOfQuestion } from './sections-of-question.js';
import { ShowHandbook } from './show-handbook.js';
import { ShowMyHandbook } from './show-my-handbook.js';
import { SignReceipt } from './sign-receipt.js';

@Module({
  imports: [
    FilesModule,
    OrganisationsModule,
    QuestionsModule,
    TypeOrmModule.forFeature([
      HandbookRow,
      HandbookVersionRow,
      HandbookSectionRow,
      HandbookSectionQuestionRow,
      SectionReadingRow,
      HandbookReceiptRow,
    ]),
  ],
  controllers: [HandbookController, MyHandbookController],
  providers: [
    ComposedHandbooks,
    CreateHandbook,
    HandbookMentions,
    HandbookRepository,
    HandbookScope,
    ListHandbooks,
    ListReaders,
    MarkSectionRead,
    MyHandbookSummary,
    PublishHandbook,
    SaveDraft,
    SectionsOfQuestion,
    ShowHandbook,
    ShowMyHandbook,
    SignReceipt,
  ],
  exports: [CreateHandbook, MyHandbookSummary, PublishHandbook, SaveDraft, SectionsOfQuestion],
})
export class HandbooksModule {}
