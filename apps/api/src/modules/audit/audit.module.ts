import { Global, Module } from '@nestjs/common';
import { Audit } from './append-audit.js';
import { AuditEntryController } from './audit-entry.controller.js';
import { ListAuditEntries } from './list-audit-entries.js';
import { VerifyAudit } from './verify-audit.js';

@Global()
@Module({
  controllers: [AuditEntryController],
  providers: [Audit, ListAuditEntries, VerifyAudit],
  exports: [Audit, VerifyAudit],
})
export class AuditModule {}
