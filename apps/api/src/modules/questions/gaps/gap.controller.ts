import { Body, Controller, Get, Put, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Ctx, CurrentCtx } from '../../../platform/http/context.js';
import { ifMatch, setETag } from '../../../platform/http/etag.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { Permit } from '../../../platform/http/permissions.js';
import { GapQuery, GapTargetDto, QuestionGapPoints, QuestionGaps, QuestionGapTarget } from './gap.dto.js';
import { ListGaps } from './list-gaps.js';
import { SetGapTarget } from './set-gap-target.js';

@ApiTags('questions')
@Controller()
export class GapController {
  constructor(
    private readonly gaps: ListGaps,
    private readonly target: SetGapTarget,
  ) {}

  @Get('question-gaps')
  @Permit('questions.question.read', 'list')
  @ApiOkResponse({ type: QuestionGaps })
  async list(
    @CurrentCtx() ctx: Ctx,
    @Query() query: GapQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QuestionGaps> {
    const gaps = await this.gaps.execute(ctx, query);
    setETag(reply, gaps.target.version);
    return gaps;
  }

  /** Of one post, by knowledge point. */
  @Get('question-gaps/:id')
  @Permit('questions.question.read', 'resource')
  @ApiOkResponse({ type: QuestionGapPoints })
  points(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @Query() query: GapQuery): Promise<QuestionGapPoints> {
    return this.gaps.points(ctx, id, query);
  }

  @Put('question-gap-target')
  @Permit('questions.bank.configure', 'body')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOkResponse({ type: QuestionGapTarget })
  async write(
    @CurrentCtx() ctx: Ctx,
    @Body() body: GapTargetDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QuestionGapTarget> {
    const target = await this.target.execute(ctx, ifMatch(request), body);
    setETag(reply, target.version);
    return target;
  }
}
