import { definePermissions } from '../../platform/http/permissions.js';

export const identityPermissions = definePermissions({
  'identity.account.read': { title: '查看账号', roles: ['system_administrator', 'safety_officer', 'auditor'] },
  'identity.account.write': {
    title: '开通、停用账号，授予角色，重置密码',
    roles: ['system_administrator', 'safety_officer'],
  },
  'identity.kiosk.read': { title: '查看共用设备', roles: ['safety_officer'] },
  'identity.kiosk.write': { title: '登记、停用共用设备，发放登录牌和数字密码', roles: ['safety_officer'] },
});
