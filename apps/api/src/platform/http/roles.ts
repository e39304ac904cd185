/** The closed list of roles (product.md «Who uses it»). A grant gives one role at an organisation or region subtree, or everywhere. */
export const ROLES = [
  'system_administrator',
  'auditor',
  'regulator',
  'inspector',
  'safety_officer',
  'principal',
  'lecturer',
  'team_leader',
  'worker',
] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  system_administrator: '系统管理员',
  auditor: '审计员',
  regulator: '监管人员',
  inspector: '检查人员',
  safety_officer: '安全管理人员',
  principal: '主要负责人',
  lecturer: '授课人',
  team_leader: '班组长',
  worker: '从业人员',
};

/** Roles that exist everywhere and not at an organisation or region. */
export const GLOBAL_ROLES: readonly Role[] = ['system_administrator', 'auditor'];
