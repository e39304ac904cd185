import { Body, Controller, Delete, Get, HttpCode, Post, Put, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { CurrentCtx, type Ctx } from '../../../platform/http/context.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { ApiPage, type Page } from '../../../platform/http/page.js';
import { Permit, SignedIn } from '../../../platform/http/permissions.js';
import { SaidOnce } from '../../../platform/http/said-once.js';
import { contentDisposition } from '../../../platform/http/upload.js';
import { IssueToPeopleDto, KioskPeopleQuery, KioskPerson } from './badge.dto.js';
import { IssueBadges } from './issue-badges.js';
import { KioskPeople } from './kiosk-people.js';
import { ChangePinDto, IssuedPins } from './kiosk.dto.js';
import { SetPins } from './set-pins.js';

const PDF = { schema: { type: 'string', format: 'binary' } };

/** By what people sign in on shared devices: badges and PINs. */
@ApiTags('kiosks')
@Controller()
export class KioskPeopleController {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly people: KioskPeople,
    private readonly badges: IssueBadges,
    private readonly setPins: SetPins,
  ) {}

  @Get('kiosk-people')
  @Permit('identity.kiosk.read', 'list')
  @ApiPage(KioskPerson)
  list(@CurrentCtx() ctx: Ctx, @Query() query: KioskPeopleQuery): Promise<Page<KioskPerson>> {
    return this.uow.read(ctx, (tx) => this.people.page(tx, 'identity.kiosk.read', query));
  }

  /** New badges as a sheet to be printed and cut; whoever had one has only the new one from now on. */
  @Post('kiosk-badges')
  @HttpCode(200)
  @SaidOnce()
  @Permit('identity.kiosk.write', 'body')
  @ApiProduces('application/pdf')
  @ApiOkResponse(PDF)
  async issueBadges(
    @CurrentCtx() ctx: Ctx,
    @Body() body: IssueToPeopleDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return asPdf(reply, '登录牌.pdf', await this.badges.execute(ctx, body));
  }

  /** `id` is the person's: he has at most one. */
  @Delete('kiosk-badges/:id')
  @Permit('identity.kiosk.write', 'resource')
  @HttpCode(204)
  @ApiNoContentResponse()
  revokeBadge(@CurrentCtx() ctx: Ctx, @IdParam() id: string): Promise<void> {
    return this.badges.revoke(ctx, id);
  }

  @Post('kiosk-pins')
  @SaidOnce()
  @Permit('identity.kiosk.write', 'body')
  @ApiCreatedResponse({ type: IssuedPins })
  issuePins(@CurrentCtx() ctx: Ctx, @Body() body: IssueToPeopleDto): Promise<IssuedPins> {
    return this.setPins.issue(ctx, body);
  }

  /** The same as strips to be printed and cut. */
  @Post('kiosk-pins/slips')
  @HttpCode(200)
  @SaidOnce()
  @Permit('identity.kiosk.write', 'body')
  @ApiProduces('application/pdf')
  @ApiOkResponse(PDF)
  async issuePinSlips(
    @CurrentCtx() ctx: Ctx,
    @Body() body: IssueToPeopleDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    return asPdf(reply, '数字密码条.pdf', await this.setPins.issueOnPaper(ctx, body));
  }

  @Put('accounts/me/kiosk-pin')
  @SignedIn('self')
  @HttpCode(204)
  @ApiNoContentResponse()
  async changePin(@CurrentCtx() ctx: Ctx, @Body() body: ChangePinDto): Promise<void> {
    await this.setPins.change(ctx, body.pin);
  }
}

function asPdf(reply: FastifyReply, fileName: string, bytes: Buffer): Buffer {
  void reply.headers({
    'content-type': 'application/pdf',
    'content-disposition': contentDisposition('attachment', fileName),
    'cache-control': 'private, no-store',
  });
  return bytes;
}
