import { Body, Controller, Get, HttpCode, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentCtx, type Ctx } from '../../../platform/http/context.js';
import { ifMatch, setETag } from '../../../platform/http/etag.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { ApiPage, PageQuery, type Page } from '../../../platform/http/page.js';
import { Permit, PermitOrNamed } from '../../../platform/http/permissions.js';
import { ArrangeRooms } from './arrange-rooms.js';
import { AssignSeats } from './assign-seats.js';
import { InvigilatorAccounts } from './invigilator-accounts.js';
import { MoveSeat } from './move-seat.js';
import {
  InvigilatorOptionDto,
  InvigilatorOptionQuery,
  RoomsDto,
  RoomsInput,
  SeatDto,
  SeatingInput,
  SeatInput,
} from './seating.dto.js';
import { ShowSeating } from './show-seating.js';

/** Where a session is held, who looks after it, who sits where. */
@ApiTags('exam-sessions')
@Controller('exam-sessions')
export class SeatingController {
  constructor(
    private readonly arrangeRooms: ArrangeRooms,
    private readonly assignSeats: AssignSeats,
    private readonly moveSeat: MoveSeat,
    private readonly showSeating: ShowSeating,
    private readonly accounts: InvigilatorAccounts,
  ) {}

  @Get(':id/rooms')
  @PermitOrNamed('exams.session.invigilate')
  @ApiOkResponse({ type: RoomsDto })
  async rooms(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RoomsDto> {
    const rooms = await this.showSeating.list(ctx, id);
    setETag(reply, rooms.version);
    return rooms;
  }

  @Put(':id/rooms')
  @Permit('exams.session.invigilate', 'resource')
  @ApiOkResponse({ type: RoomsDto })
  async arrange(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Body() body: RoomsInput,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RoomsDto> {
    await this.arrangeRooms.execute(ctx, id, ifMatch(request), body);
    return this.rooms(ctx, id, reply);
  }

  /** Who may be named as an invigilator. */
  @Get(':id/invigilator-options')
  @Permit('exams.session.invigilate', 'resource')
  @ApiPage(InvigilatorOptionDto)
  options(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Query() query: InvigilatorOptionQuery,
  ): Promise<Page<InvigilatorOptionDto>> {
    return this.accounts.list(ctx, id, query);
  }

  @Get(':id/seating')
  @PermitOrNamed('exams.session.invigilate')
  @ApiPage(SeatDto)
  seats(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @Query() query: PageQuery): Promise<Page<SeatDto>> {
    return this.showSeating.seats(ctx, id, query);
  }

  /** Seats for everybody, until the first one starts. 422 `rooms-too-small` says how many seats are missing. */
  @Post(':id/seating')
  @HttpCode(204)
  @PermitOrNamed('exams.session.invigilate')
  @ApiNoContentResponse()
  assign(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @Body() body: SeatingInput): Promise<void> {
    return this.assignSeats.execute(ctx, id, body.by);
  }

  @Put(':id/seating/:personId')
  @HttpCode(204)
  @PermitOrNamed('exams.session.invigilate')
  @ApiNoContentResponse()
  move(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @IdParam('personId') personId: string,
    @Body() body: SeatInput,
  ): Promise<void> {
    return this.moveSeat.execute(ctx, id, personId, { roomId: body.roomId ?? null, seat: body.seat ?? null });
  }
}
