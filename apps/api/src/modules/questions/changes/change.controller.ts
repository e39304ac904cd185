import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Ctx, CurrentCtx } from '../../../platform/http/context.js';
import { Permit } from '../../../platform/http/permissions.js';
import { ChangeQuestions } from './change-questions.js';
import { ChangeQuestionsDto, QuestionChangeResult } from './change.dto.js';

const NAMED_REFUSALS = 200;
const NAMED_CHANGES = 5000;

@ApiTags('questions')
@Controller('question-changes')
export class ChangeController {
  constructor(private readonly changes: ChangeQuestions) {}

  @Post()
  @HttpCode(200)
  @Permit('questions.question.write', 'body')
  @ApiOkResponse({ type: QuestionChangeResult })
  async change(@CurrentCtx() ctx: Ctx, @Body() body: ChangeQuestionsDto): Promise<QuestionChangeResult> {
    const { changed, unchanged, refused } = await this.changes.execute(ctx, body);
    return {
      changed: changed.length,
      unchanged,
      refused: refused.length,
      changedIds: changed.slice(0, NAMED_CHANGES),
      refusals: refused.slice(0, NAMED_REFUSALS),
    };
  }
}
