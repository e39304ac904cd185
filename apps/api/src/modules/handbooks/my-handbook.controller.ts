import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DomainError } from '../../platform/errors/domain-error.js';
import { Ctx, CurrentCtx } from '../../platform/http/context.js';
import { SignedIn } from '../../platform/http/permissions.js';
import { isUuid } from '../../platform/ids/uuid.js';
import { MarkSectionRead } from './mark-section-read.js';
import { HandbookReceipt, MyHandbook, MyHandbookQuery, SignReceiptDto } from './my-handbook.dto.js';
import { ShowMyHandbook } from './show-my-handbook.js';
import { SignReceipt } from './sign-receipt.js';

@ApiTags('handbooks')
@Controller('my/handbook')
export class MyHandbookController {
  constructor(
    private readonly show: ShowMyHandbook,
    private readonly mark: MarkSectionRead,
    private readonly sign: SignReceipt,
  ) {}

  @Get()
  @SignedIn('self')
  @ApiOkResponse({ type: MyHandbook })
  read(@CurrentCtx() ctx: Ctx, @Query() query: MyHandbookQuery): Promise<MyHandbook> {
    return this.show.execute(ctx, query.postId);
  }

  @Post('sections/:sectionId/reading')
  @HttpCode(204)
  @SignedIn('self')
  @ApiNoContentResponse()
  async markRead(@CurrentCtx() ctx: Ctx, @Param('sectionId') sectionId: string): Promise<void> {
    if (!isUuid(sectionId)) throw new DomainError('not-found');
    await this.mark.execute(ctx, sectionId);
  }

  @Post('receipts')
  @SignedIn('self')
  @ApiCreatedResponse({ type: HandbookReceipt })
  receive(@CurrentCtx() ctx: Ctx, @Body() body: SignReceiptDto): Promise<HandbookReceipt> {
    return this.sign.execute(ctx, body);
  }
}
