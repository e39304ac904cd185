import { Body, Controller, Get, Put, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Ctx, CurrentCtx } from '../../../platform/http/context.js';
import { ifMatch, setETag } from '../../../platform/http/etag.js';
import { Permit } from '../../../platform/http/permissions.js';
import { ConfigureBankDto, QuestionBank, QuestionBankQuery } from './bank.dto.js';
import { ConfigureBank } from './configure-bank.js';
import { ShowBank } from './show-bank.js';

@ApiTags('questions')
@Controller('question-bank')
export class BankController {
  constructor(
    private readonly show: ShowBank,
    private readonly configure: ConfigureBank,
  ) {}

  @Get()
  @Permit('questions.question.read', 'list')
  @ApiOkResponse({ type: QuestionBank })
  read(
    @CurrentCtx() ctx: Ctx,
    @Query() query: QuestionBankQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QuestionBank> {
    return this.answer(ctx, query.organisationId, reply);
  }

  @Put()
  @Permit('questions.bank.configure', 'body')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOkResponse({ type: QuestionBank })
  async write(
    @CurrentCtx() ctx: Ctx,
    @Body() body: ConfigureBankDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QuestionBank> {
    await this.configure.execute(ctx, ifMatch(request), body);
    return this.answer(ctx, body.organisationId, reply);
  }

  private async answer(ctx: Ctx, organisationId: string | undefined, reply: FastifyReply): Promise<QuestionBank> {
    const bank = await this.show.execute(ctx, organisationId);
    setETag(reply, bank.version);
    return bank;
  }
}
