import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Ctx, CurrentCtx } from '../../../platform/http/context.js';
import { setETag } from '../../../platform/http/etag.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { Permit } from '../../../platform/http/permissions.js';
import { QuestionDetail } from '../question.dto.js';
import { questionErrorText } from '../questions.errors.js';
import { ShowQuestion } from '../show-question.js';
import { ApproveQuestions } from './approve-questions.js';
import { RequestReview } from './request-review.js';
import { ReturnQuestion } from './return-question.js';
import { ApprovalResult, ApproveQuestionsDto, ReturnQuestionDto } from './review.dto.js';

@ApiTags('questions')
@Controller()
export class ReviewController {
  constructor(
    private readonly request: RequestReview,
    private readonly approvals: ApproveQuestions,
    private readonly returns: ReturnQuestion,
    private readonly show: ShowQuestion,
  ) {}

  @Post('questions/:id/review-request')
  @HttpCode(200)
  @Permit('questions.question.write', 'resource')
  @ApiOkResponse({ type: QuestionDetail })
  async ask(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QuestionDetail> {
    await this.request.execute(ctx, id);
    return this.answer(ctx, id, reply);
  }

  @Post('question-approvals')
  @HttpCode(200)
  @Permit('questions.question.review', 'body')
  @ApiOkResponse({ type: ApprovalResult })
  async approve(@CurrentCtx() ctx: Ctx, @Body() body: ApproveQuestionsDto): Promise<ApprovalResult> {
    const { approved, refused } = await this.approvals.execute(ctx, body);
    return {
      approved,
      refused: refused.map((question) => ({ ...question, message: questionErrorText(question.code) })),
    };
  }

  @Post('questions/:id/return')
  @HttpCode(200)
  @Permit('questions.question.review', 'resource')
  @ApiOkResponse({ type: QuestionDetail })
  async giveBack(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Body() body: ReturnQuestionDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QuestionDetail> {
    await this.returns.execute(ctx, id, body);
    return this.answer(ctx, id, reply);
  }

  private async answer(ctx: Ctx, id: string, reply: FastifyReply): Promise<QuestionDetail> {
    const question = await this.show.execute(ctx, id);
    setETag(reply, question.version);
    return question;
  }
}
