import { definePermissions } from '../../platform/http/permissions.js';

export const examPermissions = definePermissions({
  'exams.session.read': {
    title: '查看考试',
    roles: ['regulator', 'inspector', 'safety_officer', 'principal', 'team_leader'],
  },
  'exams.session.write': { title: '编排考试', roles: ['regulator', 'safety_officer'] },
  'exams.session.invigilate': { title: '监考：看现场、加时、暂停、收卷', roles: ['regulator', 'safety_officer'] },
  'exams.result.read': {
    title: '查看每题答案、答卷和更正记录',
    roles: ['regulator', 'inspector', 'safety_officer', 'principal'],
  },
  'exams.regrade.request': { title: '申请更正考试题目', roles: ['regulator', 'safety_officer'] },
  'exams.regrade.approve': { title: '批准更正考试题目', roles: ['regulator', 'safety_officer', 'principal'] },
  'exams.integrity.read': { title: '看考后「请看一眼」', roles: ['regulator', 'inspector', 'safety_officer'] },
  'exams.integrity.review': { title: '记下「请看一眼」看过的结果', roles: ['regulator', 'safety_officer'] },
  'exams.session.publish': { title: '发布和取消考试', roles: ['regulator', 'safety_officer'] },
});
