import { definePermissions } from '../../platform/http/permissions.js';

export const handbookPermissions = definePermissions({
  'handbooks.handbook.read': {
    title: '查看手册和学习情况',
    roles: ['regulator', 'inspector', 'safety_officer', 'principal', 'team_leader'],
  },
  'handbooks.handbook.write': { title: '编写和发布手册', roles: ['safety_officer'] },
});
