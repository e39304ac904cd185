import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Ctx, CurrentCtx } from '../../../platform/http/context.js';
import { Permit } from '../../../platform/http/permissions.js';
import { KnowledgePointMove, MoveKnowledgePointDto } from './knowledge.dto.js';
import { MoveKnowledgePoint } from './move-knowledge-point.js';

@ApiTags('questions')
@Controller('knowledge-point-moves')
export class KnowledgeController {
  constructor(private readonly moves: MoveKnowledgePoint) {}

  @Post()
  @HttpCode(200)
  @Permit('questions.question.write', 'body')
  @ApiOkResponse({ type: KnowledgePointMove })
  async move(@CurrentCtx() ctx: Ctx, @Body() body: MoveKnowledgePointDto): Promise<KnowledgePointMove> {
    return { changed: await this.moves.execute(ctx, body) };
  }
}
