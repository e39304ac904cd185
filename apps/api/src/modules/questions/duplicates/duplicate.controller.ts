import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { Ctx, CurrentCtx } from '../../../platform/http/context.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { ApiPage, type Page } from '../../../platform/http/page.js';
import { Permit } from '../../../platform/http/permissions.js';
import { DistinguishDto, DuplicateGroup, DuplicateQuery, MergeDuplicatesDto } from './duplicate.dto.js';
import { ListDuplicates } from './list-duplicates.js';
import { MergeDuplicates } from './merge-duplicates.js';

@ApiTags('questions')
@Controller('question-duplicates')
export class DuplicateController {
  constructor(
    private readonly lists: ListDuplicates,
    private readonly decisions: MergeDuplicates,
  ) {}

  @Get()
  @Permit('questions.question.read', 'list')
  @ApiPage(DuplicateGroup)
  list(@CurrentCtx() ctx: Ctx, @Query() query: DuplicateQuery): Promise<Page<DuplicateGroup>> {
    return this.lists.execute(ctx, query);
  }

  @Post(':id/merge')
  @HttpCode(204)
  @Permit('questions.question.write', 'body')
  @ApiNoContentResponse()
  async merge(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @Body() body: MergeDuplicatesDto): Promise<void> {
    await this.decisions.merge(ctx, { ...body, groupId: id });
  }

  @Post(':id/distinction')
  @HttpCode(204)
  @Permit('questions.question.write', 'body')
  @ApiNoContentResponse()
  async distinguish(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @Body() body: DistinguishDto): Promise<void> {
    await this.decisions.distinguish(ctx, { ...body, groupId: id });
  }
}
