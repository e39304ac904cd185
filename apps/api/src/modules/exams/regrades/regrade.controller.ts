import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCtx, type Ctx } from '../../../platform/http/context.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { ApiPage, PageQuery, type Page } from '../../../platform/http/page.js';
import { Permit } from '../../../platform/http/permissions.js';
import { DecideRegrade } from './decide-regrade.js';
import { ListWaitingRegrades } from './list-waiting-regrades.js';
import { PreviewRegrade } from './preview-regrade.js';
import {
  RegradeChangeDto,
  RegradeDetailDto,
  RegradeDto,
  RegradeApprovalDto,
  RegradePreviewDto,
  RegradeProposalDto,
  RegradeRefusalDto,
  RegradeRequestDto,
  WaitingRegradeDto,
} from './regrade.dto.js';
import { RequestRegrade } from './request-regrade.js';
import { ShowRegrades } from './show-regrades.js';

@ApiTags('exam-regrades')
@Controller()
export class RegradeController {
  constructor(
    private readonly previewRegrade: PreviewRegrade,
    private readonly requestRegrade: RequestRegrade,
    private readonly decideRegrade: DecideRegrade,
    private readonly showRegrades: ShowRegrades,
    private readonly waitingRegrades: ListWaitingRegrades,
  ) {}

  /** A dry run: nothing is stored. */
  @Post('exam-sessions/:id/regrade-previews')
  @HttpCode(200)
  @Permit('exams.regrade.request', 'resource')
  @ApiOkResponse({ type: RegradePreviewDto })
  preview(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @Body() body: RegradeProposalDto): Promise<RegradePreviewDto> {
    return this.previewRegrade.execute(ctx, id, body);
  }

  @Post('exam-sessions/:id/regrades')
  @Permit('exams.regrade.request', 'resource')
  @ApiCreatedResponse({ type: RegradeDetailDto })
  async request(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Body() body: RegradeRequestDto,
  ): Promise<RegradeDetailDto> {
    return this.showRegrades.one(ctx, await this.requestRegrade.execute(ctx, id, body));
  }

  @Get('exam-sessions/:id/regrades')
  @Permit('exams.result.read', 'resource')
  @ApiPage(RegradeDto)
  list(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @Query() query: PageQuery): Promise<Page<RegradeDto>> {
    return this.showRegrades.list(ctx, id, query);
  }

  /** Those that wait for the caller to decide. */
  @Get('exam-regrades')
  @Permit('exams.regrade.approve', 'list')
  @ApiPage(WaitingRegradeDto)
  waiting(@CurrentCtx() ctx: Ctx, @Query() query: PageQuery): Promise<Page<WaitingRegradeDto>> {
    return this.waitingRegrades.execute(ctx, query);
  }

  @Get('exam-regrades/:id')
  @Permit('exams.result.read', 'resource')
  @ApiOkResponse({ type: RegradeDetailDto })
  show(@CurrentCtx() ctx: Ctx, @IdParam() id: string): Promise<RegradeDetailDto> {
    return this.showRegrades.one(ctx, id);
  }

  @Get('exam-regrades/:id/changes')
  @Permit('exams.result.read', 'resource')
  @ApiPage(RegradeChangeDto)
  changes(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @Query() query: PageQuery): Promise<Page<RegradeChangeDto>> {
    return this.showRegrades.changes(ctx, id, query);
  }

  /** By somebody else than the one who asked; from then on every grading goes by it. */
  @Post('exam-regrades/:id/approval')
  @HttpCode(200)
  @Permit('exams.regrade.approve', 'resource')
  @ApiOkResponse({ type: RegradeDetailDto })
  async approve(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Body() body: RegradeApprovalDto,
  ): Promise<RegradeDetailDto> {
    await this.decideRegrade.approve(ctx, id, body.note ?? null);
    return this.showRegrades.one(ctx, id);
  }

  @Post('exam-regrades/:id/rejection')
  @HttpCode(200)
  @Permit('exams.regrade.approve', 'resource')
  @ApiOkResponse({ type: RegradeDetailDto })
  async reject(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Body() body: RegradeRefusalDto,
  ): Promise<RegradeDetailDto> {
    await this.decideRegrade.reject(ctx, id, body.note);
    return this.showRegrades.one(ctx, id);
  }

  @Post('exam-regrades/:id/withdrawal')
  @HttpCode(200)
  @Permit('exams.regrade.request', 'resource')
  @ApiOkResponse({ type: RegradeDetailDto })
  async withdraw(@CurrentCtx() ctx: Ctx, @IdParam() id: string): Promise<RegradeDetailDto> {
    await this.decideRegrade.withdraw(ctx, id);
    return this.showRegrades.one(ctx, id);
  }
}
