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
} as const satisfies Readonly<Record<string, string>>;

export type AuditAction = keyof typeof AUDIT_ACTIONS;

export function actionTitle(action: string): string {
  return (AUDIT_ACTIONS as Readonly<Record<string, string>>)[action] ?? action;
}
