import { useMemo } from 'react';
import { useSignedIn } from '../../shared/api/session.js';
import type { CurrentSession, Role } from '../../shared/api/types.js';
import { useUrlFilters } from './url-filters.js';

/** The one organisation this account works for, or null for accounts over a region, a field or everything. */
export function homeOrganisation(session: CurrentSession): { id: string; name: string } | null {
  if (session.roles.some((grant) => grant.organisationId === null && wide.has(grant.role))) return null;
  const found = new Map<string, string>();
  for (const grant of session.roles) {
    if (grant.organisationId) found.set(grant.organisationId, grant.organisationName ?? '');
  }
  const [only] = [...found];
  return found.size === 1 && only ? { id: only[0], name: only[1] } : null;
}

const wide: ReadonlySet<Role> = new Set<Role>([
  'system_administrator',
  'auditor',
  'regulator',
  'inspector',
  'lecturer',
]);

/** What this account may do and which organisation the page is about (the address wins over the account's own). */
export function useOffice() {
  const session = useSignedIn();
  const [filters, change] = useUrlFilters(['organisationId']);
  return useMemo(() => {
    const home = homeOrganisation(session);
    const held = new Set(session.permissions);
    return {
      session,
      home,
      organisationId: filters.organisationId ?? home?.id ?? null,
      chooseOrganisation: (id: string | undefined) => change({ organisationId: id }),
      can: (permission: string): boolean => held.has(permission),
    };
  }, [session, filters.organisationId, change]);
}
