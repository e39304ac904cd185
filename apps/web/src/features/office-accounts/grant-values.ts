import type { GrantDto, Role } from '../../shared/api/types.js';

export interface GrantValues {
  readonly role: Role;
  readonly organisationId?: string;
  readonly regionCode?: string;
  readonly field?: string;
}

/** Which scope a role takes: everything, a region with perhaps a field, or one organisation. */
export function scopeOf(role: Role | undefined): 'all' | 'region' | 'organisation' {
  if (role === 'system_administrator' || role === 'auditor') return 'all';
  if (role === 'regulator' || role === 'inspector') return 'region';
  return 'organisation';
}

/** The grant with only the scope that its role takes, whatever was typed before the role was changed. */
export function grantOf(values: GrantValues): GrantDto {
  const scope = scopeOf(values.role);
  return {
    role: values.role,
    ...(scope === 'organisation' && values.organisationId ? { organisationId: values.organisationId } : {}),
    ...(scope === 'region' && values.regionCode ? { regionCode: values.regionCode } : {}),
    ...(scope === 'region' && values.field ? { field: values.field } : {}),
  };
}
