import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentCtx, type Ctx } from '../../platform/http/context.js';
import { ApiPage, type Page } from '../../platform/http/page.js';
import { Expendable } from '../../platform/http/expendable.js';
import { Permit } from '../../platform/http/permissions.js';
import { contentDisposition } from '../../platform/http/upload.js';
import {
  Coverage,
  CoverageFields,
  CoverageOverview,
  CoverageOverviewQuery,
  CoveragePeopleQuery,
  CoveragePerson,
  CoverageQuery,
} from './coverage.dto.js';
import { ExportCoverage } from './export-coverage.js';
import { ListCoveragePeople } from './list-coverage-people.js';
import { ShowCoverage } from './show-coverage.js';
import { ShowFields } from './show-fields.js';
import { ShowOverview } from './show-overview.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

@ApiTags('coverage')
@Controller('coverage')
export class CoverageController {
  constructor(
    private readonly showCoverage: ShowCoverage,
    private readonly showFields: ShowFields,
    private readonly listPeople: ListCoveragePeople,
    private readonly exportCoverage: ExportCoverage,
    private readonly showOverview: ShowOverview,
  ) {}

  @Get()
  @Permit('coverage.report.read', 'list')
  @ApiOkResponse({ type: Coverage })
  show(@CurrentCtx() ctx: Ctx, @Query() query: CoverageQuery): Promise<Coverage> {
    return this.showCoverage.execute(ctx, query);
  }

  /** The level below, split by supervision field: the heat map. */
  @Get('fields')
  @Permit('coverage.report.read', 'list')
  @ApiOkResponse({ type: CoverageFields })
  fields(@CurrentCtx() ctx: Ctx, @Query() query: CoverageQuery): Promise<CoverageFields> {
    return this.showFields.execute(ctx, query);
  }

  @Get('people')
  @Permit('coverage.report.read', 'list')
  @ApiPage(CoveragePerson)
  people(@CurrentCtx() ctx: Ctx, @Query() query: CoveragePeopleQuery): Promise<Page<CoveragePerson>> {
    return this.listPeople.execute(ctx, query);
  }

  /** The same numbers and the names behind them. */
  @Get('export')
  @Expendable()
  @Permit('coverage.report.read', 'list')
  @ApiProduces(XLSX)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async export(
    @CurrentCtx() ctx: Ctx,
    @Query() query: CoverageQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { fileName, bytes } = await this.exportCoverage.execute(ctx, query);
    void reply.headers({
      'content-type': XLSX,
      'content-disposition': contentDisposition('attachment', fileName),
      'cache-control': 'no-store',
    });
    return bytes;
  }

  @Get('overview')
  @Permit('coverage.report.read', 'list')
  @ApiOkResponse({ type: CoverageOverview })
  overview(@CurrentCtx() ctx: Ctx, @Query() query: CoverageOverviewQuery): Promise<CoverageOverview> {
    return this.showOverview.execute(ctx, query.regionId);
  }
}
