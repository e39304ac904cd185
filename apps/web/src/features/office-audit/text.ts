import { catalogue } from '../../shared/i18n/i18n.js';

export const { text: auditText } = catalogue('office-audit', {
  title: '审计',
  note: '谁、什么时候、做了什么。只能看，不能改。',
  at: '时间',
  actor: '谁',
  action: '做了什么',
  subject: '对象',
  detail: '详情',
  from: '从',
  to: '到',
  'action.find': '动作代号',
  empty: '这段时间没有记录。',
});
