import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentCtx, type Ctx } from '../../platform/http/context.js';
import { ApiPage, type Page } from '../../platform/http/page.js';
import { Permit } from '../../platform/http/permissions.js';
import { AuditEntry, AuditQuery } from './audit-entry.dto.js';
import { ListAuditEntries } from './list-audit-entries.js';

@ApiTags('audit')
@Controller('audit-entries')
export class AuditEntryController {
  constructor(private readonly listEntries: ListAuditEntries) {}

  @Get()
  @Permit('audit.entry.read', 'list')
  @ApiPage(AuditEntry)
  list(@CurrentCtx() ctx: Ctx, @Query() query: AuditQuery): Promise<Page<AuditEntry>> {
    return this.listEntries.execute(ctx, query);
  }
}
