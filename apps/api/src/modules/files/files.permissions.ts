import { definePermissions } from '../../platform/http/permissions.js';

export const filePermissions = definePermissions({
  'files.picture.write': { title: '上传图片', roles: ['regulator', 'safety_officer'] },
});
