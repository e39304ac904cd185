import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Ctx, CurrentCtx } from '../../../platform/http/context.js';
import { ifMatch, setETag } from '../../../platform/http/etag.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { Permit } from '../../../platform/http/permissions.js';
import { QuestionDetail } from '../question.dto.js';
import { ShowQuestion } from '../show-question.js';
import { AdoptQuestion } from './adopt-question.js';
import { FollowOrigin } from './follow-origin.js';
import { AdoptQuestionDto, FollowOriginDto } from './sharing.dto.js';

@ApiTags('questions')
@Controller('questions/:id')
export class SharingController {
  constructor(
    private readonly adoption: AdoptQuestion,
    private readonly following: FollowOrigin,
    private readonly show: ShowQuestion,
  ) {}

  @Post('adoption')
  @Permit('questions.question.write', 'body')
  @ApiCreatedResponse({ type: QuestionDetail, description: 'The own question' })
  async adopt(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Body() body: AdoptQuestionDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QuestionDetail> {
    return this.answer(ctx, await this.adoption.execute(ctx, id, body.organisationId), reply);
  }

  @Post('origin-decision')
  @HttpCode(200)
  @Permit('questions.question.write', 'resource')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOkResponse({ type: QuestionDetail })
  async follow(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Body() body: FollowOriginDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QuestionDetail> {
    await this.following.execute(ctx, id, ifMatch(request), body.decision);
    return this.answer(ctx, id, reply);
  }

  private async answer(ctx: Ctx, id: string, reply: FastifyReply): Promise<QuestionDetail> {
    const question = await this.show.execute(ctx, id);
    setETag(reply, question.version);
    return question;
  }
}
