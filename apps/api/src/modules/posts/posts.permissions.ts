import { definePermissions } from '../../platform/http/permissions.js';

export const postsPermissions = definePermissions({
  'posts.post.read': {
    title: '查看岗位',
    roles: [
      'system_administrator',
      'auditor',
      'regulator',
      'inspector',
      'safety_officer',
      'principal',
      'lecturer',
      'team_leader',
    ],
  },
  'posts.post.write': { title: '新增、修改岗位', roles: ['system_administrator', 'safety_officer'] },
});
