import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentCtx, type Ctx, type RequestWithCtx } from '../../../platform/http/context.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { AtKiosk, SignedIn } from '../../../platform/http/permissions.js';
import type { LatestStream } from '../../../platform/live/latest-stream.js';
import { Device } from '../attempts/device-param.js';
import { FollowAttempt } from './follow-attempt.js';
import { RecordSignals } from './record-signals.js';
import { SignalsDto } from './signals.dto.js';

@ApiTags('exam-attempts')
@Controller('exam-attempts')
export class AttemptLiveController {
  constructor(
    private readonly followAttempt: FollowAttempt,
    private readonly recordSignals: RecordSignals,
  ) {}

  /**
   * `data: {"revision", "status", "deadline", "device": "here" | "elsewhere", "serverTime"}` at once and after each change.
   * EventSource sends no headers, so the device may be named as `?device=`.
   */
  @Get(':id/notices')
  @SignedIn()
  @AtKiosk()
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ description: 'Server-sent events' })
  follow(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Device() device: string | null,
    @Req() request: RequestWithCtx,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LatestStream> {
    return this.followAttempt.execute(ctx, id, device, request, reply);
  }

  @Post(':id/signals')
  @HttpCode(204)
  @SignedIn()
  @AtKiosk()
  @ApiNoContentResponse()
  signal(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @Body() body: SignalsDto): Promise<void> {
    return this.recordSignals.execute(ctx, id, body.signals);
  }
}
