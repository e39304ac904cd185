import { definePermissions } from '../../platform/http/permissions.js';

export const coveragePermissions = definePermissions({
  'coverage.report.read': {
    title: '查看参训合格覆盖',
    roles: ['regulator', 'inspector', 'auditor', 'safety_officer', 'principal', 'team_leader'],
  },
});
