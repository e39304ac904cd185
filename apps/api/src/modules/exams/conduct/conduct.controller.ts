import { Body, Controller, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCtx, type Ctx } from '../../../platform/http/context.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { ApiPage, PageQuery, type Page } from '../../../platform/http/page.js';
import { PermitOrNamed } from '../../../platform/http/permissions.js';
import { ChangeAccessCode } from './change-access-code.js';
import {
  AccessCodeDto,
  DeviceResetDto,
  ExtendedDto,
  ExtensionDto,
  ForcedDto,
  ForceSubmissionDto,
  IncidentDto,
  ReasonDto,
  ResumptionDto,
  SessionEventDto,
} from './conduct.dto.js';
import { ExtendTime } from './extend-time.js';
import { ForceSubmit } from './force-submit.js';
import { ListSessionEvents } from './list-session-events.js';
import { NoteIncident } from './note-incident.js';
import { PauseSession } from './pause-session.js';
import { ResetDevice } from './reset-device.js';
import { ResumeSession } from './resume-session.js';

/** What is done while a session is held. */
@ApiTags('exam-sessions')
@Controller('exam-sessions')
export class ConductController {
  constructor(
    private readonly pauseSession: PauseSession,
    private readonly resumeSession: ResumeSession,
    private readonly extendTime: ExtendTime,
    private readonly forceSubmit: ForceSubmit,
    private readonly resetDevice: ResetDevice,
    private readonly noteIncident: NoteIncident,
    private readonly changeAccessCode: ChangeAccessCode,
    private readonly listSessionEvents: ListSessionEvents,
  ) {}

  @Post(':id/pause')
  @HttpCode(204)
  @PermitOrNamed('exams.session.invigilate')
  @ApiNoContentResponse()
  pause(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @Body() body: ReasonDto): Promise<void> {
    return this.pauseSession.execute(ctx, id, body.reason);
  }

  /** Everybody gets back exactly the time that stood still. */
  @Post(':id/resumption')
  @HttpCode(204)
  @PermitOrNamed('exams.session.invigilate')
  @ApiNoContentResponse()
  resume(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @Body() body: ResumptionDto): Promise<void> {
    return this.resumeSession.execute(ctx, id, body.reason ?? null);
  }

  @Post(':id/extensions')
  @HttpCode(200)
  @PermitOrNamed('exams.session.invigilate')
  @ApiOkResponse({ type: ExtendedDto })
  async extend(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @Body() body: ExtensionDto): Promise<ExtendedDto> {
    const { skipped, ...counts } = await this.extendTime.execute(ctx, id, body);
    return { ...counts, skipped: [...skipped] };
  }

  @Post(':id/force-submissions')
  @HttpCode(200)
  @PermitOrNamed('exams.session.invigilate')
  @ApiOkResponse({ type: ForcedDto })
  async force(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @Body() body: ForceSubmissionDto): Promise<ForcedDto> {
    const { submitted, skipped } = await this.forceSubmit.execute(ctx, id, body.personIds, body.reason);
    return { submitted, skipped: [...skipped] };
  }

  @Post(':id/device-resets')
  @HttpCode(204)
  @PermitOrNamed('exams.session.invigilate')
  @ApiNoContentResponse()
  reset(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @Body() body: DeviceResetDto): Promise<void> {
    return this.resetDevice.execute(ctx, id, body.personId, body.reason);
  }

  @Post(':id/incidents')
  @HttpCode(204)
  @PermitOrNamed('exams.session.invigilate')
  @ApiNoContentResponse()
  note(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @Body() body: IncidentDto): Promise<void> {
    return this.noteIncident.execute(ctx, id, body.personId ?? null, body.text);
  }

  @Put(':id/access-code')
  @HttpCode(204)
  @PermitOrNamed('exams.session.invigilate')
  @ApiNoContentResponse()
  accessCode(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @Body() body: AccessCodeDto): Promise<void> {
    return this.changeAccessCode.execute(ctx, id, body.accessCode ?? null);
  }

  @Get(':id/events')
  @PermitOrNamed('exams.session.invigilate')
  @ApiPage(SessionEventDto)
  events(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @Query() query: PageQuery): Promise<Page<SessionEventDto>> {
    return this.listSessionEvents.execute(ctx, id, query);
  }
}
