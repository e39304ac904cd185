import { Body, Controller, Get, HttpCode, Post, Put, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { EXPORT_FORMATS } from '@zhian/question-bank';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Ctx, CurrentCtx } from '../../platform/http/context.js';
import { ifMatch, setETag } from '../../platform/http/etag.js';
import { ApiPage, type Page } from '../../platform/http/page.js';
import { Expendable } from '../../platform/http/expendable.js';
import { Permit } from '../../platform/http/permissions.js';
import { contentDisposition } from '../../platform/http/upload.js';
import { IdParam } from '../../platform/http/id-param.js';
import { CreateQuestions } from './create-questions.js';
import { EditQuestion } from './edit-question.js';
import { ExportQuestions } from './exports/export-questions.js';
import { QuestionExportLosses } from './exports/export.dto.js';
import { ListQuestionFacets } from './list-question-facets.js';
import { ListQuestionUses } from './list-question-uses.js';
import { ListQuestions } from './list-questions.js';
import { QuestionBankQuery } from './banks/bank.dto.js';
import { CountQuestions } from './count-questions.js';
import {
  QuestionCount,
  QuestionCountQuery,
  QuestionExportQuery,
  QuestionFacetsQuery,
  QuestionFilterQuery,
} from './question-filter.dto.js';
import { Question, QuestionDetail } from './question.dto.js';
import { QuestionFacets } from './question-facets.dto.js';
import { QuestionInput } from './question-input.dto.js';
import { QuestionUsage } from './question-uses.dto.js';
import { RetireQuestion } from './retire-question.js';
import { ShowQuestion } from './show-question.js';

@ApiTags('questions')
@Controller()
export class QuestionController {
  constructor(
    private readonly lists: ListQuestions,
    private readonly counts: CountQuestions,
    private readonly facets: ListQuestionFacets,
    private readonly show: ShowQuestion,
    private readonly uses: ListQuestionUses,
    private readonly createMany: CreateQuestions,
    private readonly edit: EditQuestion,
    private readonly status: RetireQuestion,
    private readonly exports: ExportQuestions,
  ) {}

  @Get('questions')
  @Permit('questions.question.read', 'list')
  @ApiPage(Question)
  list(@CurrentCtx() ctx: Ctx, @Query() query: QuestionFilterQuery): Promise<Page<Question>> {
    return this.lists.execute(ctx, query);
  }

  @Get('question-count')
  @Permit('questions.question.read', 'list')
  @ApiOkResponse({ type: QuestionCount })
  async countAll(@CurrentCtx() ctx: Ctx, @Query() query: QuestionCountQuery): Promise<QuestionCount> {
    return { count: await this.counts.execute(ctx, query) };
  }

  @Get('question-facets')
  @Permit('questions.question.read', 'list')
  @ApiOkResponse({ type: QuestionFacets })
  countFacets(@CurrentCtx() ctx: Ctx, @Query() query: QuestionFacetsQuery): Promise<QuestionFacets> {
    return this.facets.execute(ctx, query.organisationId);
  }

  @Get('questions-export')
  @Expendable()
  @Permit('questions.question.read', 'list')
  @ApiProduces(...new Set(EXPORT_FORMATS.map(({ mediaType }) => mediaType)))
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async export(@CurrentCtx() ctx: Ctx, @Query() query: QuestionExportQuery): Promise<StreamableFile> {
    const { bytes, format } = await this.exports.execute(ctx, query);
    return new StreamableFile(bytes, {
      type: format.mediaType,
      disposition: contentDisposition('attachment', `题库.${format.extension}`),
      length: bytes.length,
    });
  }

  @Get('questions-export-losses')
  @Expendable()
  @Permit('questions.question.read', 'list')
  @ApiOkResponse({ type: QuestionExportLosses })
  exportLosses(@CurrentCtx() ctx: Ctx, @Query() query: QuestionExportQuery): Promise<QuestionExportLosses> {
    return this.exports.losses(ctx, query);
  }

  @Post('questions')
  @Permit('questions.question.write', 'body')
  @ApiCreatedResponse({ type: QuestionDetail })
  async create(
    @CurrentCtx() ctx: Ctx,
    @Body() input: QuestionInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QuestionDetail> {
    const [created] = await this.createMany.execute(ctx, { organisationId: input.organisationId, questions: [input] });
    return this.answer(ctx, created?.id ?? '', reply);
  }

  @Get('questions/:id')
  @Permit('questions.question.read', 'resource')
  @ApiOkResponse({ type: QuestionDetail })
  read(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Query() query: QuestionBankQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QuestionDetail> {
    return this.answer(ctx, id, reply, query.organisationId);
  }

  @Get('questions/:id/usage')
  @Permit('questions.question.read', 'resource')
  @ApiOkResponse({ type: QuestionUsage })
  async usage(@CurrentCtx() ctx: Ctx, @IdParam() id: string): Promise<QuestionUsage> {
    const uses = await this.uses.execute(ctx, id);
    return { sessions: uses.map((use) => ({ ...use, lastDrawnAt: use.lastDrawnAt?.toISOString() ?? null })) };
  }

  @Put('questions/:id')
  @Permit('questions.question.write', 'resource')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOkResponse({ type: QuestionDetail })
  async replace(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Body() input: QuestionInput,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QuestionDetail> {
    await this.edit.execute(ctx, id, ifMatch(request), input);
    return this.answer(ctx, id, reply);
  }

  @Post('questions/:id/retirement')
  @HttpCode(200)
  @Permit('questions.question.write', 'resource')
  @ApiOkResponse({ type: QuestionDetail })
  async retire(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QuestionDetail> {
    await this.status.execute(ctx, id, 'retired');
    return this.answer(ctx, id, reply);
  }

  @Post('questions/:id/reinstatement')
  @HttpCode(200)
  @Permit('questions.question.write', 'resource')
  @ApiOkResponse({ type: QuestionDetail })
  async reinstate(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QuestionDetail> {
    await this.status.execute(ctx, id, 'active');
    return this.answer(ctx, id, reply);
  }

  private async answer(ctx: Ctx, id: string, reply: FastifyReply, organisationId?: string): Promise<QuestionDetail> {
    const question = await this.show.execute(ctx, id, organisationId);
    setETag(reply, question.version);
    return question;
  }
}
