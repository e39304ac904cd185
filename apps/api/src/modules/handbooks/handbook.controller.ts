import { Body, Controller, Get, HttpCode, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Ctx, CurrentCtx } from '../../platform/http/context.js';
import { ifMatch, setETag } from '../../platform/http/etag.js';
import { ApiPage, type Page } from '../../platform/http/page.js';
import { Permit } from '../../platform/http/permissions.js';
import { IdParam } from '../../platform/http/id-param.js';
import { CreateHandbook } from './create-handbook.js';
import {
  CreateHandbookDto,
  Handbook,
  HandbookDraft,
  HandbookDraftInput,
  HandbookReaders,
  HandbookVersion,
  HandbooksQuery,
  ReceiptsQuery,
} from './handbook.dto.js';
import { ListHandbooks } from './list-handbooks.js';
import { ListReaders } from './list-readers.js';
import { PublishHandbook } from './publish-handbook.js';
import { SaveDraft } from './save-draft.js';
import { ShowHandbook } from './show-handbook.js';

@ApiTags('handbooks')
@Controller('handbooks')
export class HandbookController {
  constructor(
    private readonly lists: ListHandbooks,
    private readonly show: ShowHandbook,
    private readonly readers: ListReaders,
    private readonly createOne: CreateHandbook,
    private readonly save: SaveDraft,
    private readonly publication: PublishHandbook,
  ) {}

  @Get()
  @Permit('handbooks.handbook.read', 'list')
  @ApiPage(Handbook)
  list(@CurrentCtx() ctx: Ctx, @Query() query: HandbooksQuery): Promise<Page<Handbook>> {
    return this.lists.execute(ctx, query);
  }

  @Post()
  @Permit('handbooks.handbook.write', 'body')
  @ApiCreatedResponse({ type: HandbookDraft })
  async create(
    @CurrentCtx() ctx: Ctx,
    @Body() body: CreateHandbookDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HandbookDraft> {
    return this.answer(ctx, await this.createOne.execute(ctx, { ...body, postId: body.postId ?? null }), reply);
  }

  @Get(':id')
  @Permit('handbooks.handbook.read', 'resource')
  @ApiOkResponse({ type: HandbookDraft })
  read(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HandbookDraft> {
    return this.answer(ctx, id, reply);
  }

  @Put(':id/draft')
  @Permit('handbooks.handbook.write', 'resource')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOkResponse({ type: HandbookDraft })
  async saveDraft(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Body() body: HandbookDraftInput,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HandbookDraft> {
    await this.save.execute(ctx, id, ifMatch(request), body);
    return this.answer(ctx, id, reply);
  }

  @Post(':id/publication')
  @HttpCode(200)
  @Permit('handbooks.handbook.write', 'resource')
  @ApiOkResponse({ type: HandbookDraft })
  async publish(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HandbookDraft> {
    await this.publication.execute(ctx, id);
    return this.answer(ctx, id, reply);
  }

  @Get(':id/versions')
  @Permit('handbooks.handbook.read', 'resource')
  @ApiPage(HandbookVersion)
  async versions(@CurrentCtx() ctx: Ctx, @IdParam() id: string): Promise<Page<HandbookVersion>> {
    return { items: await this.show.versions(ctx, id), next: null };
  }

  @Get(':id/receipts')
  @Permit('handbooks.handbook.read', 'resource')
  @ApiOkResponse({ type: HandbookReaders })
  receipts(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @Query() query: ReceiptsQuery): Promise<HandbookReaders> {
    return this.readers.execute(ctx, id, query);
  }

  private async answer(ctx: Ctx, id: string, reply: FastifyReply): Promise<HandbookDraft> {
    const handbook = await this.show.execute(ctx, id);
    setETag(reply, handbook.version);
    return handbook;
  }
}
