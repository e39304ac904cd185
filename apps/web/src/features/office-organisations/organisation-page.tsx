import { Button } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { Organisation } from '../../shared/api/types.js';
import { Status } from '../../shared/ui/index.js';
import { LinkButton } from '../office-kit/link-button.js';
import { OfficePage } from '../office-kit/office-page.js';
import { useOffice } from '../office-kit/office-scope.js';
import { kindName } from '../office-kit/options.js';
import { may } from '../office-kit/permissions.js';
import { QueryBlock } from '../office-kit/query-block.js';
import { useOrganisation } from '../office-kit/references.js';
import { OrganisationForm } from './organisation-form.js';
import { OrganisationTree } from './organisation-tree.js';
import { organisationText as t } from './text.js';

/** One enterprise: facts and the tree of its departments, workshops and teams. */
export function OrganisationPage() {
  const { id } = useParams();
  const { can, home } = useOffice();
  const query = useOrganisation(id);
  const [editing, setEditing] = useState(false);
  const name = query.data?.name ?? t('title');
  return (
    <OfficePage
      crumbs={[{ title: t('title'), ...(home ? {} : { to: '/office/organisations' }) }, { title: name }]}
      title={name}
      note={query.data?.regionPath}
      actions={
        <>
          {home ? <LinkButton to="/office/organisations/regions">{t('regions')}</LinkButton> : null}
          {query.data && can(may.writeOrganisations) ? (
            <Button onClick={() => setEditing(true)}>{t('edit')}</Button>
          ) : null}
        </>
      }
    >
      <QueryBlock query={query}>
        {(organisation) => (
          <>
            <Facts organisation={organisation} />
            <OrganisationTree id={organisation.id} />
            <OrganisationForm open={editing} organisation={organisation} onClose={() => setEditing(false)} />
          </>
        )}
      </QueryBlock>
    </OfficePage>
  );
}

function Facts({ organisation }: { readonly organisation: Organisation }) {
  return (
    <section className="ok-card ok-pad">
      <dl className="ok-facts">
        <dt>{t('kind')}</dt>
        <dd>
          {[
            kindName(organisation.kind),
            organisation.aboveScale ? t('aboveScale') : '',
            organisation.highRisk ? t('highRisk') : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </dd>
        <dt>{t('credit')}</dt>
        <dd>{organisation.creditCode ?? '—'}</dd>
        <dt>{t('field')}</dt>
        <dd>{organisation.fieldName ?? '—'}</dd>
        <dt>{t('industry')}</dt>
        <dd>{organisation.industry ?? '—'}</dd>
        <dt>{t('status')}</dt>
        <dd>
          <Status kind={organisation.status === 'active' ? 'pass' : 'exempt'}>
            {t(`status.${organisation.status}`)}
          </Status>
        </dd>
      </dl>
    </section>
  );
}
