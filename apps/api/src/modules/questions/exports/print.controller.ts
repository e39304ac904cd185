import { Body, Controller, HttpCode, Post, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Ctx, CurrentCtx } from '../../../platform/http/context.js';
import { Expendable } from '../../../platform/http/expendable.js';
import { Permit } from '../../../platform/http/permissions.js';
import { Repeatable } from '../../../platform/http/repeatable.js';
import { contentDisposition } from '../../../platform/http/upload.js';
import { PRINT_MEDIA_TYPES } from '../printing/printed-document.js';
import { PrintQuestions } from './print-questions.js';
import { QuestionPrintDto } from './print.dto.js';

@ApiTags('questions')
@Controller('question-prints')
export class PrintController {
  constructor(private readonly print: PrintQuestions) {}

  /** Chosen questions as an A4 paper; an audit entry each time. A POST, because what is chosen may be long. */
  @Post()
  @HttpCode(200)
  @Expendable()
  @Repeatable()
  @Permit('questions.question.read', 'body')
  @ApiProduces(...Object.values(PRINT_MEDIA_TYPES))
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async create(@CurrentCtx() ctx: Ctx, @Body() body: QuestionPrintDto): Promise<StreamableFile> {
    const { fileName, bytes } = await this.print.execute(ctx, body);
    return new StreamableFile(bytes, {
      type: PRINT_MEDIA_TYPES[body.format],
      disposition: contentDisposition('attachment', fileName),
      length: bytes.length,
    });
  }
}
