import { Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBody, type ApiBodyOptions, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CurrentCtx, type Ctx } from '../../../platform/http/context.js';
import { ApiPage, type Page } from '../../../platform/http/page.js';
import { Expendable } from '../../../platform/http/expendable.js';
import { Permit, SignedIn } from '../../../platform/http/permissions.js';
import { readUpload } from '../../../platform/http/upload.js';
import { ImportRegions } from './import-regions.js';
import { ListRegions } from './list-regions.js';
import { Region, RegionImport, RegionQuery, SupervisionField } from './region.dto.js';

const CSV_BODY = {
  schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } },
} satisfies ApiBodyOptions;

@ApiTags('regions')
@Controller()
export class RegionController {
  constructor(
    private readonly list: ListRegions,
    private readonly importRegions: ImportRegions,
  ) {}

  @Get('regions')
  @SignedIn('none')
  @ApiPage(Region)
  browse(@CurrentCtx() ctx: Ctx, @Query() query: RegionQuery): Promise<Page<Region>> {
    return this.list.execute(ctx, query);
  }

  @Get('regions/:code')
  @SignedIn('none')
  @ApiOkResponse({ type: Region })
  show(@CurrentCtx() ctx: Ctx, @Param('code') code: string): Promise<Region> {
    return this.list.one(ctx, code);
  }

  @Post('region-imports')
  @Expendable()
  @Permit('organisations.region.import', 'none')
  @ApiConsumes('multipart/form-data')
  @ApiBody(CSV_BODY)
  @ApiCreatedResponse({ type: RegionImport })
  async import(@CurrentCtx() ctx: Ctx, @Req() request: FastifyRequest): Promise<RegionImport> {
    return this.importRegions.execute(ctx, await readUpload(request));
  }

  @Get('fields')
  @SignedIn('none')
  @ApiPage(SupervisionField)
  fields(@CurrentCtx() ctx: Ctx): Promise<Page<SupervisionField>> {
    return this.list.fields(ctx);
  }
}
