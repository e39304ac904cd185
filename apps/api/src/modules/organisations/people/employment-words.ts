export const EMPLOYMENT_TYPES = ['regular', 'dispatch', 'outsourced', 'flexible', 'intern'] as const;
export type EmploymentType = (typeof EMPLOYMENT_TYPES)[number];

export const EMPLOYMENT_TYPE_NAMES: Readonly<Record<EmploymentType, string>> = {
  regular: '正式',
  dispatch: '劳务派遣',
  outsourced: '外包',
  flexible: '灵活用工',
  intern: '实习',
};

export const ROSTER_ROLES = ['principal', 'safety_officer', 'team_leader', 'worker'] as const;
export type RosterRole = (typeof ROSTER_ROLES)[number];

export const ROSTER_ROLE_NAMES: Readonly<Record<RosterRole, string>> = {
  principal: '主要负责人',
  safety_officer: '安全管理人员',
  team_leader: '班组长',
  worker: '从业人员',
};
