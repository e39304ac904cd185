import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentCtx, type Ctx } from '../../../platform/http/context.js';
import { ifMatch, setETag } from '../../../platform/http/etag.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { ApiPage, type Page } from '../../../platform/http/page.js';
import { Permit } from '../../../platform/http/permissions.js';
import { EditKiosk } from './edit-kiosk.js';
import { EditKioskDto, Kiosk, KioskPairing, KioskQuery, RegisterKioskDto } from './kiosk.dto.js';
import { ListKiosks } from './list-kiosks.js';
import { RegisterKiosk } from './register-kiosk.js';

/** What the office does with shared devices. */
@ApiTags('kiosks')
@Controller()
export class KioskOfficeController {
  constructor(
    private readonly listKiosks: ListKiosks,
    private readonly registerKiosk: RegisterKiosk,
    private readonly editKiosk: EditKiosk,
  ) {}

  @Get('kiosks')
  @Permit('identity.kiosk.read', 'list')
  @ApiPage(Kiosk)
  list(@CurrentCtx() ctx: Ctx, @Query() query: KioskQuery): Promise<Page<Kiosk>> {
    return this.listKiosks.execute(ctx, query);
  }

  @Post('kiosks')
  @Permit('identity.kiosk.write', 'body')
  @ApiCreatedResponse({ type: KioskPairing })
  register(@CurrentCtx() ctx: Ctx, @Body() body: RegisterKioskDto): Promise<KioskPairing> {
    return this.registerKiosk.execute(ctx, body);
  }

  @Patch('kiosks/:id')
  @Permit('identity.kiosk.write', 'resource')
  @ApiOkResponse({ type: Kiosk })
  async edit(
    @CurrentCtx() ctx: Ctx,
    @IdParam() id: string,
    @Body() body: EditKioskDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Kiosk> {
    await this.editKiosk.execute(ctx, id, ifMatch(request), body);
    const kiosk = await this.listKiosks.one(ctx, id);
    setETag(reply, kiosk.version);
    return kiosk;
  }

  @Post('kiosks/:id/pairing')
  @Permit('identity.kiosk.write', 'resource')
  @ApiCreatedResponse({ type: KioskPairing })
  pairAgain(@CurrentCtx() ctx: Ctx, @IdParam() id: string): Promise<KioskPairing> {
    return this.registerKiosk.pairAgain(ctx, id);
  }

  @Delete('kiosks/:id')
  @Permit('identity.kiosk.write', 'resource')
  @HttpCode(204)
  @ApiNoContentResponse()
  async revoke(@CurrentCtx() ctx: Ctx, @IdParam() id: string): Promise<void> {
    await this.registerKiosk.revoke(ctx, id);
  }
}
