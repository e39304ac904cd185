import { definePermissions } from '../../platform/http/permissions.js';

export const auditPermissions = definePermissions({
  'audit.entry.read': { title: '查看审计记录', roles: ['system_administrator', 'auditor', 'safety_officer'] },
});
