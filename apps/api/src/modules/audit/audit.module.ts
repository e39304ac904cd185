import { Global, Module } from '@nestjs/common';
import { Audit } from './append-audit.js';
import { VerifyAudit } from './verify-audit.js';

@Global()
@Module({ providers: [Audit, VerifyAudit], exports: [Audit, VerifyAudit] })
export class AuditModule {}
