import { Body, Controller, Get, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentCtx, type Ctx } from '../../../platform/http/context.js';
import { ifMatch, setETag } from '../../../platform/http/etag.js';
import { ApiPage, type Page } from '../../../platform/http/page.js';
import { Permit } from '../../../platform/http/permissions.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { CreateOrganisation } from './create-organisation.js';
import { EditOrganisation } from './edit-organisation.js';
import { ListOrganisations } from './list-organisations.js';
import {
  CreateOrganisationDto,
  EditOrganisationDto,
  Organisation,
  OrganisationNode,
  OrganisationQuery,
} from './organisation.dto.js';

@ApiTags('organisations')
@Controller('organisations')
export class OrganisationController {
  constructor(
    private readonly list: ListOrganisations,
    private readonly createOrganisation: CreateOrganisation,
    private readonly editOrganisation: EditOrganisation,
  ) {}

  @Get()
  @Permit('organisations.organisation.read', 'list')
  @ApiPage(Organisation)
  index(@CurrentCtx() ctx: Ctx, @Query() query: OrganisationQuery): Promise<Page<Organisation>> {
    return this.list.execute(ctx, query);
  }

  @Post()
  @Permit('organisations.organisation.write', 'body')
  @ApiCreatedResponse({ type: Organisation })
  async create(
    @CurrentCtx() ctx: Ctx,
    @Body() dto: CreateOrganisationDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Organisation> {
    const { id } = await this.createOrganisation.execute(ctx, dto);
    return tagged(reply, await this.list.one(ctx, id));
  }

  @Get(':id')
  @Permit('organisations.organisation.read', 'resource')
  @ApiOkResponse({ type: Organisation })
  async show(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Organisation> {
    return tagged(reply, await this.list.one(ctx, id));
  }

  @Patch(':id')
  @Permit('organisations.organisation.write', 'resource')
  @ApiOkResponse({ type: Organisation })
  async edit(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Body() dto: EditOrganisationDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Organisation> {
    await this.editOrganisation.execute(ctx, id, ifMatch(request), dto);
    return tagged(reply, await this.list.one(ctx, id));
  }

  @Get(':id/tree')
  @Permit('organisations.organisation.read', 'resource')
  @ApiOkResponse({ type: OrganisationNode })
  tree(@CurrentCtx() ctx: Ctx, @IdParam() id: string): Promise<OrganisationNode> {
    return this.list.tree(ctx, id);
  }
}

function tagged(reply: FastifyReply, organisation: Organisation): Organisation {
  setETag(reply, organisation.version);
  return organisation;
}
