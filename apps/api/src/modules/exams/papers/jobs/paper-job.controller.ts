import { Body, Controller, Get, HttpCode, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { CurrentCtx, type Ctx } from '../../../../platform/http/context.js';
import { IdParam } from '../../../../platform/http/id-param.js';
import { ApiPage, PageQuery, type Page } from '../../../../platform/http/page.js';
import { Permit } from '../../../../platform/http/permissions.js';
import { contentDisposition } from '../../../../platform/http/upload.js';
import { PaperJobDto, PaperJobInput } from './paper-job.dto.js';
import { PaperJobs } from './paper-jobs.js';

/** Many printed papers as one file. */
@ApiTags('printed-papers')
@Controller('exam-sessions/:id/paper-jobs')
export class PaperJobController {
  constructor(private readonly jobs: PaperJobs) {}

  /** A list of who gets which paper, then the papers in the order of the seats, without keys. */
  @Post()
  @HttpCode(202)
  @Permit('exams.session.invigilate', 'resource')
  @ApiAcceptedResponse({ type: PaperJobDto })
  request(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @Body() body: PaperJobInput): Promise<PaperJobDto> {
    return this.jobs.request(ctx, id, body.paperIds ?? null);
  }

  @Get()
  @Permit('exams.session.invigilate', 'resource')
  @ApiPage(PaperJobDto)
  list(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @Query() query: PageQuery): Promise<Page<PaperJobDto>> {
    return this.jobs.page(ctx, id, query);
  }

  @Get(':jobId')
  @Permit('exams.session.invigilate', 'resource')
  @ApiOkResponse({ type: PaperJobDto })
  show(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @IdParam('jobId') jobId: string): Promise<PaperJobDto> {
    return this.jobs.show(ctx, id, jobId);
  }

  @Post(':jobId/cancellation')
  @HttpCode(200)
  @Permit('exams.session.invigilate', 'resource')
  @ApiOkResponse({ type: PaperJobDto })
  cancel(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @IdParam('jobId') jobId: string): Promise<PaperJobDto> {
    return this.jobs.cancel(ctx, id, jobId);
  }

  @Get(':jobId/file')
  @Permit('exams.session.invigilate', 'resource')
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async file(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @IdParam('jobId') jobId: string): Promise<StreamableFile> {
    const { fileName, size, bytes } = await this.jobs.file(ctx, id, jobId);
    return new StreamableFile(bytes, {
      type: 'application/pdf',
      disposition: contentDisposition('attachment', fileName),
      length: size,
    });
  }
}
