import { Body, Controller, Get, HttpCode, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentCtx, type Ctx } from '../../platform/http/context.js';
import { ifMatch, setETag } from '../../platform/http/etag.js';
import { IdParam } from '../../platform/http/id-param.js';
import { ApiPage, type Page } from '../../platform/http/page.js';
import { Permit } from '../../platform/http/permissions.js';
import { ActivatePlan } from './activate-plan.js';
import { ClosePlan } from './close-plan.js';
import { CreatePlan } from './create-plan.js';
import { EditPlan } from './edit-plan.js';
import { ListPlans } from './list-plans.js';
import { ShowPlan } from './show-plan.js';
import { TrainingPlan, TrainingPlanInput, TrainingPlanQuery } from './training-plan.dto.js';

@ApiTags('training-plans')
@Controller('training-plans')
export class TrainingPlanController {
  constructor(
    private readonly listPlans: ListPlans,
    private readonly showPlan: ShowPlan,
    private readonly createPlan: CreatePlan,
    private readonly editPlan: EditPlan,
    private readonly activatePlan: ActivatePlan,
    private readonly closePlan: ClosePlan,
  ) {}

  @Get()
  @Permit('training-plans.plan.read', 'list')
  @ApiPage(TrainingPlan)
  list(@CurrentCtx() ctx: Ctx, @Query() query: TrainingPlanQuery): Promise<Page<TrainingPlan>> {
    return this.listPlans.execute(ctx, query);
  }

  @Post()
  @Permit('training-plans.plan.write', 'body')
  @ApiCreatedResponse({ type: TrainingPlan })
  async create(
    @CurrentCtx() ctx: Ctx,
    @Body() body: TrainingPlanInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TrainingPlan> {
    return this.answer(ctx, await this.createPlan.execute(ctx, body), reply);
  }

  @Get(':id')
  @Permit('training-plans.plan.read', 'resource')
  @ApiOkResponse({ type: TrainingPlan })
  show(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TrainingPlan> {
    return this.answer(ctx, id, reply);
  }

  /** While it is a draft. */
  @Put(':id')
  @Permit('training-plans.plan.write', 'resource')
  @ApiOkResponse({ type: TrainingPlan })
  async edit(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Body() body: TrainingPlanInput,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TrainingPlan> {
    await this.editPlan.execute(ctx, id, ifMatch(request), body);
    return this.answer(ctx, id, reply);
  }

  @Post(':id/activation')
  @HttpCode(200)
  @Permit('training-plans.plan.write', 'resource')
  @ApiOkResponse({ type: TrainingPlan })
  async activate(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TrainingPlan> {
    await this.activatePlan.execute(ctx, id);
    return this.answer(ctx, id, reply);
  }

  @Post(':id/closure')
  @HttpCode(200)
  @Permit('training-plans.plan.write', 'resource')
  @ApiOkResponse({ type: TrainingPlan })
  async close(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TrainingPlan> {
    await this.closePlan.execute(ctx, id);
    return this.answer(ctx, id, reply);
  }

  private async answer(ctx: Ctx, id: string, reply: FastifyReply): Promise<TrainingPlan> {
    const plan = await this.showPlan.execute(ctx, id);
    setETag(reply, plan.version);
    return plan;
  }
}
