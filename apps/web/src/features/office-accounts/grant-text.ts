import type { RoleGrant } from '../../shared/api/types.js';
import { roleName } from '../office-kit/options.js';
import { accountText as t } from './text.js';

/** 「安全管理人员 · 岚水沟煤业」 */
export function grantText(grant: RoleGrant): string {
  return [roleName(grant.role), grant.organisationName ?? grant.regionName ?? t('everywhere'), grant.field]
    .filter(Boolean)
    .join(' · ');
}
