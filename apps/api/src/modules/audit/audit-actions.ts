/**
 * What each action is called on the pages. An action that is missing here is shown as itself; audit-actions.spec.ts names those
 * that the source code has and this list lacks.
 */
export const AUDIT_ACTIONS = {
  'identity.session.create': '登录',
  'identity.session.end': '退出登录',
  'identity.session.refuse': '多次输错密码',
  'identity.account.create': '开通账号',
  'identity.account-batch.create': '批量开通账号',
  'identity.account.disable': '停用账号',
  'identity.account.enable': '启用账号',
  'identity.password.change': '修改密码',
  'identity.password.reset': '重置密码',
  'identity.grant.add': '授予角色',
  'identity.grant.remove': '收回角色',
  'organisations.region.import': '导入行政区划',
  'organisations.organisation.create': '新增单位',
  'organisations.organisation.edit': '修改单位',
  'organisations.person.add': '新增人员',
  'organisations.person.edit': '修改人员',
  'organisations.person.transfer': '人员调动',
  'organisations.person.depart': '人员离职',
  'organisations.person.return': '人员返岗',
  'organisations.person.reveal': '查看完整证件号码',
  'organisations.roster.preview': '预览花名册导入',
  'organisations.roster.import': '导入花名册',
  'organisations.roster.export': '导出花名册',
  'posts.post.create': '新增岗位',
  'posts.post.edit': '修改岗位',
  'questions.question.create': '新增试题',
  'questions.question.create-many': '批量新增试题',
  'questions.question.edit': '修改试题',
  'questions.question.retire': '停用试题',
  'questions.question.reinstate': '恢复试题',
  'questions.question.export': '导出试题',
  'questions.import.preview': '预览试题导入',
  'questions.import.confirm': '导入试题',
  'handbooks.handbook.create': '新建手册',
  'handbooks.handbook.publish': '发布手册',
  'handbooks.draft.save': '保存手册草稿',
  'handbooks.receipt.sign': '签收手册',
  'exams.session.create': '新建考试',
  'exams.session.update': '修改考试',
  'exams.session.delete': '删除考试草稿',
  'exams.session.publish': '发布考试',
  'exams.session.cancel': '取消考试',
  'training-plans.plan.create': '新建培训计划',
  'training-plans.plan.edit': '修改培训计划',
  'training-plans.plan.activate': '启动培训计划',
  'training-plans.plan.close': '结束培训计划',
  'training-plans.excusal.create': '登记免训',
  'training-plans.excusal.end': '结束免训',
  'certificates.certificate.issue': '发放培训合格证明',
  'certificates.certificate.revoke': '作废培训合格证明',
  'coverage.report.export': '导出覆盖率报表',
} as const satisfies Readonly<Record<string, string>>;

export type AuditAction = keyof typeof AUDIT_ACTIONS;

export function actionTitle(action: string): string {
  return (AUDIT_ACTIONS as Readonly<Record<string, string>>)[action] ?? action;
}
