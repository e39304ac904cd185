import { Body, Controller, Get, HttpCode, Post, Req, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { questionTemplate } from '@zhian/question-bank';
import type { FastifyRequest } from 'fastify';
import { Ctx, CurrentCtx } from '../../../platform/http/context.js';
import { Permit } from '../../../platform/http/permissions.js';
import { contentDisposition, readUpload } from '../../../platform/http/upload.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { SPREADSHEET } from '../spreadsheet.js';
import { ConfirmImport } from './confirm-import.js';
import { ConfirmQuestionImportDto, QuestionImport } from './question-import.dto.js';
import type { ImportHead } from './import-head.js';
import { ShowImport } from './show-import.js';
import { StartImport } from './start-import.js';

@ApiTags('questions')
@Controller('question-imports')
export class QuestionImportController {
  constructor(
    private readonly start: StartImport,
    private readonly show: ShowImport,
    private readonly confirmation: ConfirmImport,
  ) {}

  @Get('template')
  @Permit('questions.import.write', 'none')
  @ApiProduces(SPREADSHEET.xlsx)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async template(): Promise<StreamableFile> {
    const bytes = await questionTemplate();
    return new StreamableFile(bytes, {
      type: SPREADSHEET.xlsx,
      disposition: contentDisposition('attachment', '试题导入模板.xlsx'),
      length: bytes.length,
    });
  }

  @Post()
  @Permit('questions.import.write', 'body')
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file'],
      properties: {
        file: { type: 'string', format: 'binary', description: '.xlsx or .csv, at most 20 MB and 20,000 rows' },
        organisationId: { type: 'string', format: 'uuid' },
        postId: { type: 'string', format: 'uuid', description: 'Post of every new question' },
        category: { type: 'string', enum: ['general', 'professional'], description: 'For rows that say none' },
        knowledgePoint: { type: 'string', description: 'For rows that say none' },
      },
    },
  })
  @ApiCreatedResponse({ type: QuestionImport })
  async create(@CurrentCtx() ctx: Ctx, @Req() request: FastifyRequest): Promise<QuestionImport> {
    const { fileName, bytes, fields } = await readUpload(request);
    return shape(await this.start.execute(ctx, { fileName, bytes }, fields));
  }

  @Get(':id')
  @Permit('questions.import.write', 'resource')
  @ApiOkResponse({ type: QuestionImport })
  async read(@CurrentCtx() ctx: Ctx, @IdParam() id: string): Promise<QuestionImport> {
    return shape(await this.show.execute(ctx, id));
  }

  @Post(':id/confirmation')
  @HttpCode(200)
  @Permit('questions.import.write', 'resource')
  @ApiOkResponse({ type: QuestionImport })
  async confirm(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Body() body: ConfirmQuestionImportDto,
  ): Promise<QuestionImport> {
    return shape(await this.confirmation.execute(ctx, id, body.leaveOut));
  }
}

function shape(head: ImportHead): QuestionImport {
  return {
    id: head.id,
    organisationId: head.organisationId,
    fileName: head.fileName,
    status: head.status,
    createdAt: head.createdAt.toISOString(),
    ...head.preview,
    confirmedAt: head.confirmedAt?.toISOString() ?? null,
  };
}
