import { defineErrors } from '../../platform/errors/domain-error.js';

export const organisationsErrors = defineErrors('organisations', {
  'region-file-unreadable': {
    kind: 'invalid',
    title: '区划表读不懂',
    detail: '{reason}',
  },
  'region-unknown': { kind: 'invalid', title: '没有这个区划', detail: '区划代码 {code} 还没有导入，请先导入区划表。' },
  'credit-code-taken': {
    kind: 'conflict',
    title: '统一社会信用代码已经登记',
    detail: '这个统一社会信用代码已经登记在另一个单位名下，请核对。',
  },
  'organisation-name-taken': {
    kind: 'conflict',
    title: '同名了',
    detail: '这里已经有一个「{name}」，请换个名字，或者直接用那一个。',
  },
  'organisation-registration-locked': {
    kind: 'forbidden',
    title: '登记信息不能在这里改',
    detail: '单位自身的登记信息由监管部门或系统管理员修改；部门、车间、班组可以自己改。',
  },
  'organisation-placement-invalid': {
    kind: 'invalid',
    title: '不能放在这里',
    detail: '{reason}',
  },
  'organisation-not-empty': {
    kind: 'conflict',
    title: '还有人在册',
    detail: '「{name}」还有 {count} 人在册，先把他们调走或办离岗，再撤销。',
  },
  'organisation-closed': {
    kind: 'conflict',
    title: '这个部门已撤销',
    detail: '「{name}」已撤销，不能再安排人；要用的话先恢复它。',
  },
  'person-already-here': {
    kind: 'conflict',
    title: '已经在花名册上',
    detail: '这个证件号码已经在本单位花名册上，不用再加。要换部门或岗位，请办调动。',
  },
  'person-not-here': {
    kind: 'conflict',
    title: '不在册',
    detail: '他现在不在这个单位的花名册上，不能办这件事。先办返岗或新增。',
  },
  'person-identity-shared': {
    kind: 'conflict',
    title: '姓名和证件不能在这里改',
    detail: '他的姓名和证件还关系到别处的记录，请系统管理员更正。',
  },
  'identity-document-taken': {
    kind: 'conflict',
    title: '证件号码已有人用',
    detail: '这个证件号码登记在另一个人名下，请核对号码；没写错的话，请系统管理员更正。',
  },
  'post-dispatch-forbidden': {
    kind: 'invalid',
    title: '这个岗位不能用劳务派遣工',
    detail: '{reason}',
  },
  'field-dispatch-forbidden': {
    kind: 'conflict',
    title: '还有劳务派遣工在井下或地面危险岗位',
    detail:
      '有 {count} 名劳务派遣人员在井下或地面危险岗位上。矿山企业地面危险岗位和井下严禁使用劳务派遣工，先调整他们的岗位。',
  },
  'roster-file-unreadable': { kind: 'invalid', title: '这份文件读不了', detail: '{reason}' },
  'roster-import-leave-out': {
    kind: 'conflict',
    title: '先确认不导入的行数',
    detail: '这份文件有 {refused} 行不能导入。确认时请写明留下 {refused} 行不导，其余的才会存。',
  },
  'roster-import-outdated': {
    kind: 'conflict',
    title: '花名册刚才变了',
    detail: '预览之后花名册有了变动，结果和预览不一样，所以什么也没存。请重新上传这份文件再看一遍。',
  },
  'roster-import-expired': {
    kind: 'gone',
    title: '预览已过期',
    detail: '这次预览超过一天了，里面的内容已清除。请重新上传文件。',
  },
  'roster-export-too-large': {
    kind: 'invalid',
    title: '一次导出太多',
    detail: '有 {count} 人，一次最多导出 {limit} 人。请按单位或部门分开导出。',
  },
});
