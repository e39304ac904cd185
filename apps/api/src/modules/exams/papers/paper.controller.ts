import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCtx, type Ctx } from '../../../platform/http/context.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { Permit } from '../../../platform/http/permissions.js';
import { PaperPreviewDto, PaperPreviewInput } from './paper-preview.dto.js';
import { PreviewPaper } from './preview-paper.js';

@ApiTags('exam-sessions')
@Controller('exam-sessions/:id')
export class PaperController {
  constructor(private readonly previewPaper: PreviewPaper) {}

  /** Another paper each time, with keys. Refused to whoever is to sit this exam. */
  @Post('paper-previews')
  @HttpCode(200)
  @Permit('exams.session.write', 'resource')
  @ApiOkResponse({ type: PaperPreviewDto })
  preview(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @Body() body: PaperPreviewInput): Promise<PaperPreviewDto> {
    return this.previewPaper.execute(ctx, id, body.postIds);
  }
}
