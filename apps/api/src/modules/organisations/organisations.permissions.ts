import { definePermissions } from '../../platform/http/permissions.js';

const READERS = [
  'system_administrator',
  'auditor',
  'regulator',
  'inspector',
  'safety_officer',
  'principal',
  'team_leader',
] as const;

export const organisationsPermissions = definePermissions({
  'organisations.organisation.read': { title: '查看单位', roles: READERS },
  'organisations.organisation.write': {
    title: '新增、修改单位和部门',
    roles: ['system_administrator', 'regulator', 'safety_officer'],
  },
  'organisations.person.read': { title: '查看花名册', roles: READERS },
  'organisations.person.write': {
    title: '新增、修改、调动人员',
    roles: ['system_administrator', 'safety_officer'],
  },
  'organisations.person.reveal': {
    title: '查看完整证件号码和手机号',
    roles: ['safety_officer', 'system_administrator'],
  },
  'organisations.roster.import': { title: '导入花名册', roles: ['system_administrator', 'safety_officer'] },
  'organisations.region.import': { title: '导入行政区划', roles: ['system_administrator'] },
});
