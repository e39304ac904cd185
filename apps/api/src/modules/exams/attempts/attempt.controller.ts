import { Body, Controller, Get, HttpCode, Post, Put, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { CurrentCtx, type Ctx } from '../../../platform/http/context.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { AtKiosk, SignedIn } from '../../../platform/http/permissions.js';
import { Repeatable } from '../../../platform/http/repeatable.js';
import { SaveAnswersDto, SavedAnswersDto, SubmitAttemptDto } from './answer.dto.js';
import { AttemptResultDto } from './attempt-result.dto.js';
import { ExamAttemptDto, StartAttemptDto, StartedAttemptDto } from './attempt.dto.js';
import { Presence } from '../conduct/presence.js';
import { Device } from './device-param.js';
import { SaveAnswers } from './save-answers.js';
import { ShowAttempt } from './show-attempt.js';
import { ShowResult } from './show-result.js';
import { StartAttempt } from './start-attempt.js';
import { SubmitAttempt } from './submit-attempt.js';

@ApiTags('exam-attempts')
@Controller('exam-attempts')
export class AttemptController {
  constructor(
    private readonly startAttempt: StartAttempt,
    private readonly showAttempt: ShowAttempt,
    private readonly saveAnswers: SaveAnswers,
    private readonly submitAttempt: SubmitAttempt,
    private readonly showResult: ShowResult,
    private readonly presence: Presence,
  ) {}

  /** Start, or get the attempt that is open: 201 for a new one, 200 for one that was there. */
  @Post()
  @SignedIn()
  @AtKiosk()
  @Repeatable()
  @ApiCreatedResponse({ type: StartedAttemptDto })
  @ApiOkResponse({ type: StartedAttemptDto })
  async start(
    @CurrentCtx() ctx: Ctx,
    @Body() body: StartAttemptDto,
    @Device() device: string | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StartedAttemptDto> {
    // A device that is bound to one exam does not know any other.
    if (ctx.kiosk?.examSessionId && ctx.kiosk.examSessionId !== body.examSessionId) throw new DomainError('not-found');
    const started = await this.startAttempt.execute(ctx, body.examSessionId, { ...body, device });
    void reply.status(started.fresh ? 201 : 200);
    this.presence.seen(started.attempt.id);
    return this.showAttempt.ofStarted(ctx, started, body.packId ?? null);
  }

  @Get(':id')
  @SignedIn()
  @AtKiosk()
  @ApiOkResponse({ type: ExamAttemptDto })
  async show(@CurrentCtx() ctx: Ctx, @IdParam() id: string): Promise<ExamAttemptDto> {
    const attempt = await this.showAttempt.execute(ctx, id);
    this.presence.seen(id);
    return attempt;
  }

  /** 2xx means committed to the database. */
  @Put(':id/answers')
  @SignedIn()
  @AtKiosk()
  @ApiOkResponse({ type: SavedAnswersDto })
  async save(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Body() body: SaveAnswersDto,
    @Device() device: string | null,
  ): Promise<SavedAnswersDto> {
    const saved = await this.saveAnswers.execute(ctx, id, body.answers, device);
    this.presence.seen(id);
    return { ...saved, serverTime: saved.serverTime.toISOString(), deadline: saved.deadline.toISOString() };
  }

  @Post(':id/submission')
  @HttpCode(200)
  @SignedIn()
  @AtKiosk()
  @Repeatable()
  @ApiOkResponse({ type: AttemptResultDto })
  async submit(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Body() body: SubmitAttemptDto,
    @Device() device: string | null,
  ): Promise<AttemptResultDto> {
    const tail = body.answers ?? [];
    await this.submitAttempt.execute(ctx, id, tail, device);
    this.presence.seen(id);
    return this.showResult.execute(ctx, id, tail);
  }

  @Get(':id/result')
  @SignedIn()
  @AtKiosk()
  @ApiOkResponse({ type: AttemptResultDto })
  result(@CurrentCtx() ctx: Ctx, @IdParam() id: string): Promise<AttemptResultDto> {
    return this.showResult.execute(ctx, id);
  }
}
