import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentCtx, type Ctx, type RequestWithCtx } from '../../../platform/http/context.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { ApiPage, PageQuery, type Page } from '../../../platform/http/page.js';
import { PermitOrNamed } from '../../../platform/http/permissions.js';
import type { LatestStream } from '../../../platform/live/latest-stream.js';
import { BoardDto, BoardQuery, CandidateEventDto } from './board.dto.js';
import { ListCandidateEvents } from './list-candidate-events.js';
import { ShowBoard } from './show-board.js';

@ApiTags('exam-sessions')
@Controller('exam-sessions')
export class BoardController {
  constructor(
    private readonly showBoard: ShowBoard,
    private readonly listCandidateEvents: ListCandidateEvents,
  ) {}

  @Get(':id/board')
  @PermitOrNamed('exams.session.invigilate')
  @ApiOkResponse({ type: BoardDto })
  show(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @Query() query: BoardQuery): Promise<BoardDto> {
    return this.showBoard.execute(ctx, id, query.roomId ?? null);
  }

  /** `data: {"revision", "serverTime"}` when the board may have changed; at most once a second. */
  @Get(':id/board/notices')
  @PermitOrNamed('exams.session.invigilate')
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ description: 'Server-sent events' })
  follow(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Req() request: RequestWithCtx,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LatestStream> {
    return this.showBoard.follow(ctx, id, request, reply);
  }

  /** The log of a candidate's newest attempt, the newest first. */
  @Get(':id/candidates/:personId/events')
  @PermitOrNamed('exams.session.invigilate')
  @ApiPage(CandidateEventDto)
  events(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @IdParam('personId') personId: string,
    @Query() query: PageQuery,
  ): Promise<Page<CandidateEventDto>> {
    return this.listCandidateEvents.execute(ctx, id, personId, query);
  }
}
