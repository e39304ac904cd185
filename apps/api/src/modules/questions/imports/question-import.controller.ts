import { Body, Controller, Get, HttpCode, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiHeader,
  ApiOkResponse,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import { questionTemplate } from '@zhian/question-bank';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { Ctx, CurrentCtx } from '../../../platform/http/context.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { ApiPage, type Page } from '../../../platform/http/page.js';
import { Permit } from '../../../platform/http/permissions.js';
import { contentDisposition } from '../../../platform/http/upload.js';
import { pictureHeaders } from '../../files/index.js';
import { SPREADSHEET } from '../spreadsheet.js';
import { CancelImport } from './cancel-import.js';
import { ConfirmImport } from './confirm-import.js';
import { CorrectImport } from './correct-import.js';
import { UPLOAD_BODY, answer, pasted, prefersAsync, shape, uploaded } from './import-http.js';
import { ListImportRows } from './list-import-rows.js';
import { parseCorrections } from './parse-corrections.js';
import { ConfirmQuestionImportDto } from './confirm-import.dto.js';
import { CorrectQuestionImportDto } from './correct-import.dto.js';
import { ImportRowsQuery, QuestionImportRowView } from './import-row.dto.js';
import { QuestionImport } from './question-import.dto.js';
import { ReturnRefusedRows } from './return-refused-rows.js';
import { ShowImportPicture } from './show-import-picture.js';
import { ShowImport } from './show-import.js';
import { StartImport } from './start-import.js';

@ApiTags('questions')
@Controller('question-imports')
export class QuestionImportController {
  constructor(
    private readonly start: StartImport,
    private readonly lists: ListImportRows,
    private readonly refused: ReturnRefusedRows,
    private readonly correction: CorrectImport,
    private readonly cancellation: CancelImport,
    private readonly show: ShowImport,
    private readonly pictures: ShowImportPicture,
    private readonly confirmation: ConfirmImport,
  ) {}

  @Get('template')
  @Permit('questions.import.write', 'none')
  @ApiProduces(SPREADSHEET.xlsx)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async template(): Promise<StreamableFile> {
    return workbook(await questionTemplate(), '试题导入模板.xlsx');
  }

  @Post()
  @Permit('questions.import.write', 'body')
  @ApiConsumes('multipart/form-data', 'application/json')
  @ApiBody(UPLOAD_BODY)
  @ApiHeader({
    name: 'Prefer',
    required: false,
    description: '`respond-async`: 202 at once, read the import for its progress',
  })
  @ApiCreatedResponse({ type: QuestionImport })
  @ApiAcceptedResponse({
    type: QuestionImport,
    description: 'Over 2 MB, or as preferred: Location says where it goes on',
  })
  async create(
    @CurrentCtx() ctx: Ctx,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QuestionImport> {
    const { files, fields } = request.isMultipart() ? await uploaded(request) : pasted(request.body);
    return answer(reply, await this.start.execute(ctx, files, fields, prefersAsync(request)));
  }

  @Get(':id')
  @Permit('questions.import.write', 'resource')
  @ApiOkResponse({ type: QuestionImport })
  async read(@CurrentCtx() ctx: Ctx, @IdParam() id: string): Promise<QuestionImport> {
    return shape(await this.show.execute(ctx, id));
  }

  @Get(':id/rows')
  @Permit('questions.import.write', 'resource')
  @ApiPage(QuestionImportRowView)
  rows(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Query() query: ImportRowsQuery,
  ): Promise<Page<QuestionImportRowView>> {
    return this.lists.execute(ctx, id, query);
  }

  @Get(':id/pictures/:pictureId')
  @Permit('questions.import.write', 'resource')
  @ApiProduces('image/png', 'image/jpeg', 'image/webp')
  @ApiOkResponse({
    schema: { type: 'string', format: 'binary' },
    description: 'Of a preview; after the confirmation it is /files/{id}',
  })
  async picture(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @IdParam('pictureId') pictureId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { mediaType, bytes } = await this.pictures.execute(ctx, id, pictureId);
    void reply.headers(pictureHeaders({ id: pictureId, mediaType }));
    return bytes;
  }

  @Get(':id/refused-rows')
  @Permit('questions.import.write', 'resource')
  @ApiProduces(SPREADSHEET.xlsx)
  @ApiOkResponse({
    schema: { type: 'string', format: 'binary' },
    description: 'The refused rows of a table file as a workbook, to be mended and imported; kept three days',
  })
  async refusedRows(@CurrentCtx() ctx: Ctx, @IdParam() id: string): Promise<StreamableFile> {
    const { bytes, fileName } = await this.refused.execute(ctx, id);
    return workbook(bytes, fileName);
  }

  @Post(':id/corrections')
  @Permit('questions.import.write', 'resource')
  @ApiHeader({ name: 'Prefer', required: false, description: '`respond-async`' })
  @ApiCreatedResponse({ type: QuestionImport, description: 'The new preview' })
  @ApiAcceptedResponse({ type: QuestionImport })
  async correct(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Body() body: CorrectQuestionImportDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QuestionImport> {
    const corrections = parseCorrections(body.sheets);
    if (Array.isArray(corrections))
      throw new DomainError('validation-failed', { count: corrections.length }, corrections);
    const how = { forget: body.forget === true, later: prefersAsync(request) };
    return answer(reply, await this.correction.execute(ctx, id, corrections, how));
  }

  @Post(':id/cancellation')
  @HttpCode(200)
  @Permit('questions.import.write', 'resource')
  @ApiOkResponse({ type: QuestionImport })
  async cancel(@CurrentCtx() ctx: Ctx, @IdParam() id: string): Promise<QuestionImport> {
    return shape(await this.cancellation.execute(ctx, id));
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
    return shape(await this.confirmation.execute(ctx, id, body));
  }
}

function workbook(bytes: Uint8Array, fileName: string): StreamableFile {
  return new StreamableFile(bytes, {
    type: SPREADSHEET.xlsx,
    disposition: contentDisposition('attachment', fileName),
    length: bytes.length,
  });
}
