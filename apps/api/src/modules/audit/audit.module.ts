import { Global, Module } from '@nestjs/common';
import { Audit } from './append-audit.js';
import { AuditEntryController } from './audit-entry.controller.js';
import { ListAuditEntries } from './list-audit-entries.js';
import { AuditChains } from './audit-chains.js';
import { RecordChains } from './record-chains.js';
import { RecordHeadFiles } from './record-head-files.js';
import { SignRecordHeads } from './sign-record-heads.js';
import { VerifyAudit } from './verify-audit.js';
import { VerifyRecordHeads } from './verify-record-heads.js';

@Global()
@Module({
  controllers: [AuditEntryController],
  providers: [
    Audit,
    AuditChains,
    ListAuditEntries,
    RecordChains,
    RecordHeadFiles,
    SignRecordHeads,
    VerifyAudit,
    VerifyRecordHeads,
  ],
  exports: [Audit, RecordChains, SignRecordHeads, VerifyAudit, VerifyRecordHeads],
})
export class AuditModule {}
