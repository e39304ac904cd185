export { AuditModule } from './audit.module.js';
export { Audit } from './append-audit.js';
export { VerifyAudit } from './verify-audit.js';
export { auditPermissions } from './audit.permissions.js';
export { AUDIT_ACTIONS, type AuditAction } from './audit-actions.js';
export type { AuditRecord } from './audit-entry.js';
export { chainsOfTable, RecordChains } from './record-chains.js';
export { SignRecordHeads } from './sign-record-heads.js';
export { VerifyRecordHeads, type RecordHeadFault } from './verify-record-heads.js';
