import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCtx, type Ctx } from '../../platform/http/context.js';
import { Permit } from '../../platform/http/permissions.js';
import { OfficeHomeDto } from './overview.dto.js';
import { ShowOfficeHome } from './show-office-home.js';

@ApiTags('home')
@Controller('home')
export class OverviewController {
  constructor(private readonly showOfficeHome: ShowOfficeHome) {}

  @Get('office')
  @Permit('organisations.organisation.read', 'list')
  @ApiOkResponse({ type: OfficeHomeDto })
  office(@CurrentCtx() ctx: Ctx): Promise<OfficeHomeDto> {
    return this.showOfficeHome.execute(ctx);
  }
}
