import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { CurrentCtx, type Ctx } from '../../platform/http/context.js';
import { IdParam } from '../../platform/http/id-param.js';
import { ApiPage, PageQuery, type Page } from '../../platform/http/page.js';
import { Permit } from '../../platform/http/permissions.js';
import { EndExcusal } from './end-excusal.js';
import { ExcusePerson } from './excuse-person.js';
import { ListExcusals } from './list-excusals.js';
import { ExcusalDto, PlanExcusal } from './training-plan.dto.js';

export class CreatedExcusal {
  @ApiProperty({ format: 'uuid' })
  id!: string;
}

@ApiTags('training-plans')
@Controller('training-plans/:id/excusals')
export class ExcusalController {
  constructor(
    private readonly listExcusals: ListExcusals,
    private readonly excusePerson: ExcusePerson,
    private readonly endExcusal: EndExcusal,
  ) {}

  @Get()
  @Permit('training-plans.plan.read', 'resource')
  @ApiPage(PlanExcusal)
  list(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @Query() query: PageQuery): Promise<Page<PlanExcusal>> {
    return this.listExcusals.execute(ctx, id, query);
  }

  @Post()
  @Permit('training-plans.plan.write', 'resource')
  @ApiCreatedResponse({ type: CreatedExcusal })
  async create(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @Body() body: ExcusalDto): Promise<CreatedExcusal> {
    return { id: await this.excusePerson.execute(ctx, id, body) };
  }

  /** Ends it today; the row stays. */
  @Delete(':excusalId')
  @HttpCode(204)
  @Permit('training-plans.plan.write', 'resource')
  @ApiNoContentResponse()
  async end(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @IdParam('excusalId') excusalId: string): Promise<void> {
    await this.endExcusal.execute(ctx, id, excusalId);
  }
}
