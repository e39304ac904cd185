import { Body, Controller, Delete, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCtx, type Ctx } from '../../../platform/http/context.js';
import { IdParam } from '../../../platform/http/id-param.js';
import { ApiPage, type Page } from '../../../platform/http/page.js';
import { Permit, SignedIn } from '../../../platform/http/permissions.js';
import {
  ChangePinDto,
  IssuedPins,
  IssuePinsDto,
  Kiosk,
  KioskPairing,
  KioskQuery,
  RegisterKioskDto,
} from './kiosk.dto.js';
import { ListKiosks } from './list-kiosks.js';
import { RegisterKiosk } from './register-kiosk.js';
import { SetPins } from './set-pins.js';

/** What the office does with shared devices. */
@ApiTags('kiosks')
@Controller()
export class KioskOfficeController {
  constructor(
    private readonly listKiosks: ListKiosks,
    private readonly registerKiosk: RegisterKiosk,
    private readonly setPins: SetPins,
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

  @Post('kiosk-pins')
  @Permit('identity.kiosk.write', 'body')
  @ApiCreatedResponse({ type: IssuedPins })
  issue(@CurrentCtx() ctx: Ctx, @Body() body: IssuePinsDto): Promise<IssuedPins> {
    return this.setPins.issue(ctx, body);
  }

  @Put('accounts/me/kiosk-pin')
  @SignedIn('self')
  @HttpCode(204)
  @ApiNoContentResponse()
  async change(@CurrentCtx() ctx: Ctx, @Body() body: ChangePinDto): Promise<void> {
    await this.setPins.change(ctx, body.pin);
  }
}
