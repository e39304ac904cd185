import { definePermissions } from '../../platform/http/permissions.js';

export const certificatePermissions = definePermissions({
  'certificates.certificate.read': {
    title: '查看培训合格证明',
    roles: ['regulator', 'inspector', 'safety_officer', 'principal'],
  },
  'certificates.certificate.revoke': { title: '作废培训合格证明', roles: ['regulator', 'safety_officer'] },
});
