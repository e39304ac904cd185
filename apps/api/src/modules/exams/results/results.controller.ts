import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentCtx, type Ctx } from '../../../platform/http/context.js';
import { Expendable } from '../../../platform/http/expendable.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { ApiPage, PageQuery, type Page } from '../../../platform/http/page.js';
import { Permit } from '../../../platform/http/permissions.js';
import { contentDisposition } from '../../../platform/http/upload.js';
import { ExportResults } from './export-results.js';
import { AttemptReviewDto, ChasedPersonDto, QuestionResultsDto, UnitResultsDto } from './result.dto.js';
import { ReviewAttempt } from './review-attempt.js';
import { ShowResults } from './show-results.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

@ApiTags('exam-results')
@Controller()
export class ResultsController {
  constructor(
    private readonly results: ShowResults,
    private readonly exportResults: ExportResults,
    private readonly reviewAttempt: ReviewAttempt,
  ) {}

  @Get('exam-sessions/:id/question-results')
  @Permit('exams.result.read', 'resource')
  @ApiOkResponse({ type: QuestionResultsDto })
  questions(@CurrentCtx() ctx: Ctx, @IdParam() id: string): Promise<QuestionResultsDto> {
    return this.results.questions(ctx, id);
  }

  @Get('exam-sessions/:id/unit-results')
  @Permit('exams.session.read', 'resource')
  @ApiOkResponse({ type: UnitResultsDto })
  units(@CurrentCtx() ctx: Ctx, @IdParam() id: string): Promise<UnitResultsDto> {
    return this.results.units(ctx, id);
  }

  /** Who has not come, and who has not passed and may try again. */
  @Get('exam-sessions/:id/chase-list')
  @Permit('exams.session.read', 'resource')
  @ApiPage(ChasedPersonDto)
  chase(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @Query() query: PageQuery): Promise<Page<ChasedPersonDto>> {
    return this.results.chase(ctx, id, query);
  }

  @Get('exam-sessions/:id/results-export')
  @Expendable()
  @Permit('exams.result.read', 'resource')
  @ApiProduces(XLSX)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async export(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { fileName, bytes } = await this.exportResults.execute(ctx, id);
    void reply.headers({
      'content-type': XLSX,
      'content-disposition': contentDisposition('attachment', fileName),
      'cache-control': 'no-store',
    });
    return bytes;
  }

  /** One candidate's paper with his answers and the key; looking at it is on record. */
  @Get('exam-attempts/:id/review')
  @Permit('exams.result.read', 'resource')
  @ApiOkResponse({ type: AttemptReviewDto })
  review(@CurrentCtx() ctx: Ctx, @IdParam() id: string): Promise<AttemptReviewDto> {
    return this.reviewAttempt.execute(ctx, id);
  }
}
