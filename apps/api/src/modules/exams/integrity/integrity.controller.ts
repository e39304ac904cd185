import { Body, Controller, Get, Put, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentCtx, type Ctx } from '../../../platform/http/context.js';
import { ifMatch, setETag } from '../../../platform/http/etag.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { ApiPage, type Page } from '../../../platform/http/page.js';
import { Permit } from '../../../platform/http/permissions.js';
import { FindingDto, FindingReviewInput, FindingsQuery, IntegrityReportDto } from './integrity.dto.js';
import { ReviewFinding } from './review-finding.js';
import { ShowFindings } from './show-findings.js';

/** What a person should look at after an exam: signs, never verdicts. */
@ApiTags('exam-integrity')
@Controller()
export class IntegrityController {
  constructor(
    private readonly findings: ShowFindings,
    private readonly reviewFinding: ReviewFinding,
  ) {}

  @Get('exam-sessions/:id/integrity-report')
  @Permit('exams.integrity.read', 'resource')
  @ApiOkResponse({ type: IntegrityReportDto })
  report(@CurrentCtx() ctx: Ctx, @IdParam() id: string): Promise<IntegrityReportDto> {
    return this.findings.report(ctx, id);
  }

  /** Kinds one after the other, within a kind the weightiest first. */
  @Get('exam-sessions/:id/integrity-findings')
  @Permit('exams.integrity.read', 'resource')
  @ApiPage(FindingDto)
  list(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @Query() query: FindingsQuery): Promise<Page<FindingDto>> {
    return this.findings.list(ctx, id, query);
  }

  @Put('exam-integrity-findings/:id/review')
  @Permit('exams.integrity.review', 'resource')
  @ApiOkResponse({ type: FindingDto })
  async review(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Body() body: FindingReviewInput,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FindingDto> {
    await this.reviewFinding.execute(ctx, id, ifMatch(request), body);
    const finding = await this.findings.one(ctx, id);
    setETag(reply, finding.version);
    return finding;
  }
}
