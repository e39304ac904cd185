export const ORGANISATION_KINDS = ['government', 'enterprise', 'department', 'workshop', 'team', 'village'] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

export const KIND_NAMES: Readonly<Record<OrganisationKind, string>> = {
  government: '监管部门',
  enterprise: '生产经营单位',
  department: '部门',
  workshop: '车间（区队）',
  team: '班组',
  village: '村（社区）',
};

/** Roots stand at 0; a unit never stands below a smaller one. */
const LEVEL: Readonly<Record<OrganisationKind, number>> = {
  government: 0,
  enterprise: 0,
  village: 0,
  department: 1,
  workshop: 2,
  team: 3,
};
const UNIT_OF_LEVEL = ['department', 'department', 'workshop', 'team'] as const;

/** Units under one root, the root not counted. */
export const MAX_DEPTH = 6;

export function isRootKind(kind: OrganisationKind): boolean {
  return LEVEL[kind] === 0;
}

/** Why a unit of this kind cannot stand under that parent; null when it can. */
export function placementRefusal(
  kind: OrganisationKind,
  parent: { kind: OrganisationKind; path: string } | null,
): string | null {
  if (isRootKind(kind)) return parent === null ? null : `「${KIND_NAMES[kind]}」是独立的单位，不能放在别的单位下面。`;
  if (parent === null) return `「${KIND_NAMES[kind]}」要放在一个单位下面，请选上级。`;
  if (LEVEL[kind] < LEVEL[parent.kind]) return `「${KIND_NAMES[kind]}」不能放在「${KIND_NAMES[parent.kind]}」下面。`;
  if (parent.path.split('/').length - 2 > MAX_DEPTH) return `部门最多 ${MAX_DEPTH} 层。`;
  return null;
}

/** The kind that a new unit's name speaks of (综采队 → workshop, 一班 → team), never above its parent's. */
export function kindOfNewUnit(name: string, parent: OrganisationKind): OrganisationKind {
  const level = /[班组]$/.test(name) ? 3 : /(?:车间|工段|[队区])$/.test(name) ? 2 : 1;
  return UNIT_OF_LEVEL[Math.max(level, LEVEL[parent])] ?? 'team';
}
