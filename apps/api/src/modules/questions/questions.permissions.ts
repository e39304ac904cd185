import { definePermissions } from '../../platform/http/permissions.js';

export const questionPermissions = definePermissions({
  'questions.question.read': { title: '查看题库和答案', roles: ['regulator', 'safety_officer'] },
  'questions.question.write': { title: '编辑试题', roles: ['regulator', 'safety_officer'] },
  'questions.question.review': { title: '审核试题', roles: ['regulator', 'safety_officer'] },
  'questions.bank.configure': { title: '设置题库要不要审核', roles: ['regulator', 'safety_officer'] },
  'questions.import.write': { title: '导入试题', roles: ['regulator', 'safety_officer'] },
});
