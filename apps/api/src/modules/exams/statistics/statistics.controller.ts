import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCtx, type Ctx } from '../../../platform/http/context.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { ApiPage, PageQuery, type Page } from '../../../platform/http/page.js';
import { Permit } from '../../../platform/http/permissions.js';
import { ListSessionItems } from './list-session-items.js';
import { ShowQuestionStatistics } from './show-question-statistics.js';
import { ItemStatisticsDto, QuestionStatisticsDto } from './statistics.dto.js';

@ApiTags('question-statistics')
@Controller()
export class StatisticsController {
  constructor(
    private readonly ofQuestion: ShowQuestionStatistics,
    private readonly ofSession: ListSessionItems,
  ) {}

  @Get('questions/:id/statistics')
  @Permit('questions.question.read', 'resource')
  @ApiOkResponse({ type: QuestionStatisticsDto })
  question(@CurrentCtx() ctx: Ctx, @IdParam() id: string): Promise<QuestionStatisticsDto> {
    return this.ofQuestion.execute(ctx, id);
  }

  @Get('exam-sessions/:id/item-statistics')
  @Permit('exams.result.read', 'resource')
  @ApiPage(ItemStatisticsDto)
  session(@CurrentCtx() ctx: Ctx, @IdParam() id: string, @Query() query: PageQuery): Promise<Page<ItemStatisticsDto>> {
    return this.ofSession.execute(ctx, id, query);
  }
}
