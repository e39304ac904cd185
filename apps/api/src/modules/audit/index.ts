export { AuditModule } from './audit.module.js';
export { Audit } from './append-audit.js';
export { VerifyAudit } from './verify-audit.js';
export type { AuditRecord } from './audit-entry.js';
