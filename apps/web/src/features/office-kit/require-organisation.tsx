import type { ReactNode } from 'react';
import { EmptyStart } from './empty-start.js';
import { kitText as t } from './kit-text.js';
import { useOffice } from './office-scope.js';
import { OrganisationPicker } from './pickers.js';

/** Pages about one organisation ask for it first, where the account is not of just one. */
export function RequireOrganisation({ children }: { readonly children: (organisationId: string) => ReactNode }) {
  const { organisationId, chooseOrganisation } = useOffice();
  if (organisationId) return <>{children(organisationId)}</>;
  return (
    <section className="ok-card">
      <EmptyStart
        title={t('organisation.choose')}
        text={t('organisation.choose.text')}
        actions={<OrganisationPicker allowAll={false} onChange={chooseOrganisation} />}
      />
    </section>
  );
}

/** The organisation filter of a list; nothing for accounts of one organisation. */
export function OrganisationFilter() {
  const { home, organisationId, chooseOrganisation } = useOffice();
  if (home) return null;
  return <OrganisationPicker {...(organisationId ? { value: organisationId } : {})} onChange={chooseOrganisation} />;
}
