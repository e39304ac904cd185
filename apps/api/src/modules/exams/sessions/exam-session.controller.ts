import { Body, Controller, Delete, Get, HttpCode, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentCtx, type Ctx } from '../../../platform/http/context.js';
import { ifMatch, setETag } from '../../../platform/http/etag.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { ApiPage, type Page } from '../../../platform/http/page.js';
import { Permit } from '../../../platform/http/permissions.js';
import { CancelSession } from './cancel-session.js';
import { CheckBlueprint } from './check-blueprint.js';
import { CreateSession } from './create-session.js';
import { DeleteSession } from './delete-session.js';
import { ExamEntryDto, ExamEntryQuery } from '../entries/entry.dto.js';
import { ExamSummaryDto } from '../results/summary.dto.js';
import { BlueprintCheckDto, BlueprintCheckResultDto } from './blueprint.dto.js';
import { CancelSessionDto, ExamSessionDto, ExamSessionInput, ExamSessionQuery } from './exam-session.dto.js';
import { ListEntries } from '../entries/list-entries.js';
import { PublishSession } from './publish-session.js';
import { ShowSession } from './show-session.js';
import { SummariseSession } from '../results/summarise-session.js';
import { UpdateSession } from './update-session.js';

@ApiTags('exam-sessions')
@Controller()
export class ExamSessionController {
  constructor(
    private readonly createSession: CreateSession,
    private readonly updateSession: UpdateSession,
    private readonly deleteSession: DeleteSession,
    private readonly publishSession: PublishSession,
    private readonly cancelSession: CancelSession,
    private readonly checkBlueprint: CheckBlueprint,
    private readonly showSession: ShowSession,
    private readonly listEntries: ListEntries,
    private readonly summariseSession: SummariseSession,
  ) {}

  @Get('exam-sessions')
  @Permit('exams.session.read', 'list')
  @ApiPage(ExamSessionDto)
  list(@CurrentCtx() ctx: Ctx, @Query() query: ExamSessionQuery): Promise<Page<ExamSessionDto>> {
    return this.showSession.list(ctx, query);
  }

  @Post('exam-sessions')
  @Permit('exams.session.write', 'body')
  @ApiCreatedResponse({ type: ExamSessionDto })
  async create(
    @CurrentCtx() ctx: Ctx,
    @Body() body: ExamSessionInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ExamSessionDto> {
    return this.show(ctx, await this.createSession.execute(ctx, body), reply);
  }

  @Get('exam-sessions/:id')
  @Permit('exams.session.read', 'resource')
  @ApiOkResponse({ type: ExamSessionDto })
  async show(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ExamSessionDto> {
    const session = await this.showSession.execute(ctx, id);
    setETag(reply, session.version);
    return session;
  }

  @Put('exam-sessions/:id')
  @Permit('exams.session.write', 'resource')
  @ApiOkResponse({ type: ExamSessionDto })
  async update(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Body() body: ExamSessionInput,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ExamSessionDto> {
    await this.updateSession.execute(ctx, id, ifMatch(request), body);
    return this.show(ctx, id, reply);
  }

  @Delete('exam-sessions/:id')
  @HttpCode(204)
  @Permit('exams.session.write', 'resource')
  @ApiNoContentResponse()
  remove(@CurrentCtx() ctx: Ctx, @IdParam() id: string): Promise<void> {
    return this.deleteSession.execute(ctx, id);
  }

  /** 422 `blueprint-shortage` names every shortage; nothing is published then. */
  @Post('exam-sessions/:id/publication')
  @HttpCode(200)
  @Permit('exams.session.publish', 'resource')
  @ApiOkResponse({ type: ExamSessionDto })
  async publish(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ExamSessionDto> {
    await this.publishSession.execute(ctx, id);
    return this.show(ctx, id, reply);
  }

  @Post('exam-sessions/:id/cancellation')
  @HttpCode(200)
  @Permit('exams.session.publish', 'resource')
  @ApiOkResponse({ type: ExamSessionDto })
  async cancel(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Body() body: CancelSessionDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ExamSessionDto> {
    await this.cancelSession.execute(ctx, id, body.reason);
    return this.show(ctx, id, reply);
  }

  @Post('blueprint-checks')
  @HttpCode(200)
  @Permit('exams.session.write', 'body')
  @ApiOkResponse({ type: BlueprintCheckResultDto })
  check(@CurrentCtx() ctx: Ctx, @Body() body: BlueprintCheckDto): Promise<BlueprintCheckResultDto> {
    return this.checkBlueprint.execute(ctx, body);
  }

  @Get('exam-sessions/:id/entries')
  @Permit('exams.session.read', 'resource')
  @ApiPage(ExamEntryDto)
  entries(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @Query() query: ExamEntryQuery): Promise<Page<ExamEntryDto>> {
    return this.listEntries.execute(ctx, id, query);
  }

  @Get('exam-sessions/:id/summary')
  @Permit('exams.session.read', 'resource')
  @ApiOkResponse({ type: ExamSummaryDto })
  summary(@CurrentCtx() ctx: Ctx, @IdParam() id: string): Promise<ExamSummaryDto> {
    return this.summariseSession.execute(ctx, id);
  }
}
