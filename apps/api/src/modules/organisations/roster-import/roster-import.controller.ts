import { Body, Controller, Get, HttpCode, Post, Query, Req, StreamableFile } from '@nestjs/common';
import {
  ApiBody,
  type ApiBodyOptions,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { CurrentCtx, type Ctx } from '../../../platform/http/context.js';
import { Expendable } from '../../../platform/http/expendable.js';
import { Permit } from '../../../platform/http/permissions.js';
import { readUpload } from '../../../platform/http/upload.js';
import { isUuid } from '../../../platform/ids/uuid.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { XLSX, workbookReply } from '../workbook-reply.js';
import { ConfirmRoster } from './confirm-roster.js';
import { PreviewRoster } from './preview-roster.js';
import { ConfirmRosterDto, RosterImport, RosterTemplateQuery } from './roster-import.dto.js';
import { RosterTemplate } from './roster-template.js';
import { ShowRosterImport } from './show-roster-import.js';

const UPLOAD_BODY = {
  schema: {
    type: 'object',
    required: ['file'],
    properties: {
      organisationId: { type: 'string', format: 'uuid', description: 'Default: the organisation of the caller' },
      file: { type: 'string', format: 'binary', description: 'xlsx or csv, at most 20 MB and 20,000 rows' },
    },
  },
} satisfies ApiBodyOptions;

@ApiTags('roster-imports')
@Controller('roster-imports')
export class RosterImportController {
  constructor(
    private readonly template: RosterTemplate,
    private readonly preview: PreviewRoster,
    private readonly confirmRoster: ConfirmRoster,
    private readonly showImport: ShowRosterImport,
  ) {}

  @Get('template')
  @Permit('organisations.roster.import', 'list')
  @ApiProduces(XLSX)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async download(@CurrentCtx() ctx: Ctx, @Query() query: RosterTemplateQuery): Promise<StreamableFile> {
    return workbookReply(await this.template.execute(ctx, query.organisationId));
  }

  @Post()
  @Permit('organisations.roster.import', 'body')
  @Expendable()
  @ApiConsumes('multipart/form-data')
  @ApiBody(UPLOAD_BODY)
  @ApiCreatedResponse({ type: RosterImport })
  async upload(@CurrentCtx() ctx: Ctx, @Req() request: FastifyRequest): Promise<RosterImport> {
    const { bytes, fileName, fields } = await readUpload(request);
    const organisationId = fields['organisationId'] || null;
    if (organisationId !== null && !isUuid(organisationId)) throw new DomainError('not-found');
    const { id } = await this.preview.execute(ctx, { bytes, fileName, organisationId });
    return this.showImport.execute(ctx, id);
  }

  @Get(':id')
  @Permit('organisations.roster.import', 'resource')
  @ApiOkResponse({ type: RosterImport })
  show(@CurrentCtx() ctx: Ctx, @IdParam() id: string): Promise<RosterImport> {
    return this.showImport.execute(ctx, id);
  }

  @Post(':id/confirmation')
  @HttpCode(200)
  @Permit('organisations.roster.import', 'resource')
  @ApiOkResponse({ type: RosterImport })
  async confirm(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @Body() dto: ConfirmRosterDto): Promise<RosterImport> {
    await this.confirmRoster.execute(ctx, id, dto.leaveOut);
    return this.showImport.execute(ctx, id);
  }
}
