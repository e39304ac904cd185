import { Button } from 'antd';
import { FileUp, UserPlus } from 'lucide-react';
import { useState } from 'react';
import type { Person } from '../../shared/api/types.js';
import { DateInput } from '../office-kit/date-input.js';
import { DownloadButton } from '../office-kit/download.js';
import { EmptyStart } from '../office-kit/empty-start.js';
import { FilterBar } from '../office-kit/filter-bar.js';
import { FilterSelect } from '../office-kit/filter-select.js';
import { kitText } from '../office-kit/kit-text.js';
import { OfficePage } from '../office-kit/office-page.js';
import { useOffice } from '../office-kit/office-scope.js';
import { employmentName, employmentTypes, optionsOf } from '../office-kit/options.js';
import { PagedTable } from '../office-kit/paged-table.js';
import { usePagedList } from '../office-kit/paging.js';
import { may } from '../office-kit/permissions.js';
import { PostPicker, UnitPicker } from '../office-kit/pickers.js';
import { OrganisationFilter } from '../office-kit/require-organisation.js';
import { useUrlFilters } from '../office-kit/url-filters.js';
import { AddPerson } from './add-person.js';
import { PersonDrawer } from './person-drawer.js';
import { rosterColumns } from './roster-columns.js';
import { LinkButton } from '../office-kit/link-button.js';
import { rosterText as t } from './text.js';

/** The roster: who counts, where and since when. */
export function RosterPage() {
  const { can, home, organisationId } = useOffice();
  const [filters, change] = useUrlFilters(['q', 'unitId', 'postId', 'employmentType', 'status', 'asOf', 'person']);
  const [adding, setAdding] = useState(false);
  const { person, unitId, ...query } = filters;
  const list = usePagedList<Person>('people', '/people', {
    ...query,
    organisationId: unitId ?? organisationId,
    status: query.status ?? 'active',
  });
  const filtered = Object.keys(query).length > 0 || Boolean(unitId);
  const importTo = `/office/people/import${organisationId && !home ? `?organisationId=${organisationId}` : ''}`;
  const importButton = can(may.importRoster) ? (
    <LinkButton to={importTo} icon={<FileUp size={16} aria-hidden />}>
      {t('import')}
    </LinkButton>
  ) : null;
  const template = (
    <DownloadButton path="/roster-imports/template" query={{ organisationId }} name={t('template')}>
      {kitText('import.template')}
    </DownloadButton>
  );
  return (
    <OfficePage
      crumbs={[{ title: t('title') }]}
      title={t('title')}
      note={t('note')}
      actions={
        <>
          <DownloadButton
            path="/roster-export"
            query={{ ...query, organisationId: unitId ?? organisationId }}
            name={t('exportName')}
          >
            {t('export')}
          </DownloadButton>
          {importButton}
          {can(may.writePeople) ? (
            <Button type="primary" icon={<UserPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
              {t('add')}
            </Button>
          ) : null}
        </>
      }
    >
      <section className="ok-card">
        <FilterBar
          q={filters.q}
          placeholder={t('find')}
          onSearch={(q) => change({ q })}
          onClear={
            filtered
              ? () =>
                  change({
                    q: undefined,
                    unitId: undefined,
                    postId: undefined,
                    employmentType: undefined,
                    status: undefined,
                    asOf: undefined,
                  })
              : undefined
          }
        >
          <OrganisationFilter />
          <UnitPicker
            organisationId={organisationId}
            {...(unitId ? { value: unitId } : {})}
            onChange={(id) => change({ unitId: id })}
            placeholder={t('unit')}
          />
          <PostPicker
            organisationId={organisationId}
            {...(filters.postId ? { value: filters.postId } : {})}
            onChange={(postId) => change({ postId })}
            placeholder={t('posts')}
          />
          <FilterSelect
            label={t('employment')}
            value={filters.employmentType}
            onChange={(employmentType) => change({ employmentType })}
            options={optionsOf(employmentTypes, employmentName)}
          />
          <FilterSelect
            label={t('status')}
            value={filters.status ?? 'active'}
            onChange={(status) => change({ status })}
            options={[
              { value: 'active', label: t('status.active') },
              { value: 'left', label: t('status.left') },
            ]}
          />
          <DateInput label={t('asOf')} value={filters.asOf ?? ''} onChange={(asOf) => change({ asOf })} />
        </FilterBar>
        <PagedTable
          label={t('title')}
          list={list}
          unit={kitText('unit.people')}
          rowKey={(row) => `${row.id}-${row.enterpriseId}`}
          columns={rosterColumns(home === null)}
          onOpen={(row) => change({ person: row.id }, { push: true })}
          empty={
            filtered ? (
              <EmptyStart title={kitText('empty.filtered')} />
            ) : (
              <EmptyStart
                title={t('empty.title')}
                text={t('empty.text')}
                actions={
                  <>
                    {importButton}
                    {template}
                  </>
                }
              />
            )
          }
        />
      </section>
      <PersonDrawer id={person} onClose={() => change({ person: undefined })} />
      <AddPerson open={adding} onClose={() => setAdding(false)} />
    </OfficePage>
  );
}
