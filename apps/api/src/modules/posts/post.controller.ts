import { Body, Controller, Get, Patch, Post as HttpPost, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentCtx, type Ctx } from '../../platform/http/context.js';
import { ifMatch, setETag } from '../../platform/http/etag.js';
import { ApiPage, type Page } from '../../platform/http/page.js';
import { Permit } from '../../platform/http/permissions.js';
import { IdParam } from '../../platform/http/id-param.js';
import { CreatePost } from './create-post.js';
import { EditPost } from './edit-post.js';
import { ListPosts } from './list-posts.js';
import { CreatePostDto, EditPostDto, Post, PostQuery, PostTemplate, PostTemplateQuery } from './post.dto.js';

@ApiTags('posts')
@Controller()
export class PostController {
  constructor(
    private readonly list: ListPosts,
    private readonly createPost: CreatePost,
    private readonly editPost: EditPost,
  ) {}

  @Get('posts')
  @Permit('posts.post.read', 'list')
  @ApiPage(Post)
  index(@CurrentCtx() ctx: Ctx, @Query() query: PostQuery): Promise<Page<Post>> {
    return this.list.execute(ctx, query);
  }

  @HttpPost('posts')
  @Permit('posts.post.write', 'body')
  @ApiCreatedResponse({ type: Post })
  async create(
    @CurrentCtx() ctx: Ctx,
    @Body() dto: CreatePostDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Post> {
    const { id } = await this.createPost.execute(ctx, dto);
    return this.tagged(ctx, id, reply);
  }

  @Get('posts/:id')
  @Permit('posts.post.read', 'resource')
  @ApiOkResponse({ type: Post })
  show(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Post> {
    return this.tagged(ctx, id, reply);
  }

  @Patch('posts/:id')
  @Permit('posts.post.write', 'resource')
  @ApiOkResponse({ type: Post })
  async edit(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Body() dto: EditPostDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Post> {
    await this.editPost.execute(ctx, id, ifMatch(request), dto);
    return this.tagged(ctx, id, reply);
  }

  @Get('post-templates')
  @Permit('posts.post.read', 'none')
  @ApiPage(PostTemplate)
  templates(@CurrentCtx() ctx: Ctx, @Query() query: PostTemplateQuery): Promise<Page<PostTemplate>> {
    return this.list.templates(ctx, query);
  }

  private async tagged(ctx: Ctx, id: string, reply: FastifyReply): Promise<Post> {
    const post = await this.list.one(ctx, id);
    setETag(reply, post.version);
    return post;
  }
}
