import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentCtx, type Ctx } from '../../../platform/http/context.js';
import { Expendable } from '../../../platform/http/expendable.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { Permit } from '../../../platform/http/permissions.js';
import { contentDisposition } from '../../../platform/http/upload.js';
import { PRINT_MEDIA_TYPES } from '../../questions/index.js';
import { PaperPreviewDto, PaperPreviewInput, PreviewFileQuery } from './paper-preview.dto.js';
import { PreviewPaper } from './preview-paper.js';
import { ReadPreviewFile } from './read-preview-file.js';

@ApiTags('exam-sessions')
@Controller('exam-sessions/:id')
export class PaperController {
  constructor(
    private readonly previewPaper: PreviewPaper,
    private readonly readPreviewFile: ReadPreviewFile,
  ) {}

  /** Another paper each time, with keys. Refused to whoever is to sit this exam. */
  @Post('paper-previews')
  @HttpCode(200)
  @Permit('exams.session.write', 'resource')
  @ApiOkResponse({ type: PaperPreviewDto })
  async preview(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Body() body: PaperPreviewInput,
  ): Promise<PaperPreviewDto> {
    const { preview } = await this.previewPaper.execute(ctx, id, body.postIds);
    return preview;
  }

  /** A paper that was looked at, for the printer. Refused to whoever is to sit this exam. */
  @Get('paper-previews/file')
  @Expendable()
  @Permit('exams.session.write', 'resource')
  @ApiProduces(...Object.values(PRINT_MEDIA_TYPES))
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async file(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Query() query: PreviewFileQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { fileName, bytes } = await this.readPreviewFile.execute(ctx, id, query);
    void reply.headers({
      'content-type': PRINT_MEDIA_TYPES[query.format ?? 'pdf'],
      'content-disposition': contentDisposition('attachment', fileName),
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    });
    return bytes;
  }
}
