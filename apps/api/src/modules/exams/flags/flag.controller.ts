import { Body, Controller, Get, HttpCode, Put, Query, Req } from '@nestjs/common';
import { ApiHeader, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CurrentCtx, type Ctx } from '../../../platform/http/context.js';
import { ifMatch } from '../../../platform/http/etag.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { ApiPage, type Page } from '../../../platform/http/page.js';
import { Permit } from '../../../platform/http/permissions.js';
import { FlagCountsDto, FlagCountsQuery, FlaggedQuery, FlaggedQuestionDto, HandleFlagsInput } from './flag.dto.js';
import { HandleFlags } from './handle-flags.js';
import { ListFlagged } from './list-flagged.js';

/** The work list of item statistics: questions that answers in exams say should be looked at. */
@ApiTags('question-statistics')
@Controller()
export class FlagController {
  constructor(
    private readonly flagged: ListFlagged,
    private readonly handleFlags: HandleFlags,
  ) {}

  /** The gravest first. */
  @Get('question-flags')
  @Permit('questions.question.read', 'list')
  @ApiPage(FlaggedQuestionDto)
  list(@CurrentCtx() ctx: Ctx, @Query() query: FlaggedQuery): Promise<Page<FlaggedQuestionDto>> {
    return this.flagged.list(ctx, query);
  }

  @Get('question-flag-counts')
  @Permit('questions.question.read', 'list')
  @ApiOkResponse({ type: FlagCountsDto })
  counts(@CurrentCtx() ctx: Ctx, @Query() query: FlagCountsQuery): Promise<FlagCountsDto> {
    return this.flagged.counts(ctx, query.organisationId);
  }

  /** `id` is that of the question version: a new version is another matter. */
  @Put('question-flags/:id/handling')
  @HttpCode(204)
  @Permit('questions.question.write', 'resource')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiNoContentResponse()
  handle(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Body() body: HandleFlagsInput,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    return this.handleFlags.execute(ctx, id, ifMatch(request), body.note);
  }
}
