import { Button } from 'antd';
import type { TableProps } from 'antd';
import { MapPinned, Plus } from 'lucide-react';
import { useState } from 'react';
import { Navigate, useNavigate } from 'react-router';
import type { Organisation } from '../../shared/api/types.js';
import { countText } from '../../shared/time/points.js';
import { Chip, Status } from '../../shared/ui/index.js';
import { EmptyStart } from '../office-kit/empty-start.js';
import { FilterBar } from '../office-kit/filter-bar.js';
import { FilterSelect } from '../office-kit/filter-select.js';
import { kitText } from '../office-kit/kit-text.js';
import { LinkButton } from '../office-kit/link-button.js';
import { OfficePage } from '../office-kit/office-page.js';
import { useOffice } from '../office-kit/office-scope.js';
import { kindName, optionsOf } from '../office-kit/options.js';
import { PagedTable } from '../office-kit/paged-table.js';
import { usePagedList } from '../office-kit/paging.js';
import { may } from '../office-kit/permissions.js';
import { FieldPicker } from '../office-kit/pickers.js';
import { RegionPicker } from '../office-kit/region-picker.js';
import { useUrlFilters } from '../office-kit/url-filters.js';
import { OrganisationForm } from './organisation-form.js';
import { organisationText as t } from './text.js';

const kinds = ['enterprise', 'government', 'village'] as const;

/** Enterprises and government units of the scope; an account of one enterprise goes straight to its tree. */
export function OrganisationsPage() {
  const { can, home } = useOffice();
  const navigate = useNavigate();
  const [filters, change] = useUrlFilters(['q', 'regionCode', 'field', 'kind']);
  const [adding, setAdding] = useState(false);
  const list = usePagedList<Organisation>(
    'organisations',
    '/organisations',
    { ...filters, kind: filters.kind ?? 'enterprise' },
    { enabled: home === null },
  );
  if (home) return <Navigate to={`/office/organisations/${home.id}`} replace />;
  const filtered = Object.keys(filters).length > 0;
  const add = can(may.writeOrganisations) ? (
    <Button type="primary" icon={<Plus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      {t('add')}
    </Button>
  ) : null;
  return (
    <OfficePage
      crumbs={[{ title: t('title') }]}
      title={t('title')}
      note={t('note')}
      actions={
        <>
          <LinkButton to="/office/organisations/regions" icon={<MapPinned size={16} aria-hidden />}>
            {t('regions')}
          </LinkButton>
          {add}
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
              ? () => change({ q: undefined, regionCode: undefined, field: undefined, kind: undefined })
              : undefined
          }
        >
          <RegionPicker
            {...(filters.regionCode ? { value: filters.regionCode } : {})}
            onChange={(regionCode) => change({ regionCode })}
            placeholder={kitText('region.all')}
          />
          <FieldPicker {...(filters.field ? { value: filters.field } : {})} onChange={(field) => change({ field })} />
          <FilterSelect
            label={t('kind')}
            value={filters.kind ?? 'enterprise'}
            onChange={(kind) => change({ kind })}
            options={optionsOf(kinds, kindName)}
          />
        </FilterBar>
        <PagedTable
          label={t('title')}
          list={list}
          rowKey={(row) => row.id}
          columns={columns()}
          onOpen={(row) => void navigate(`/office/organisations/${row.id}`)}
          empty={
            filtered ? (
              <EmptyStart title={kitText('empty.filtered')} />
            ) : (
              <EmptyStart title={t('empty.title')} text={t('empty.text')} actions={add} />
            )
          }
        />
      </section>
      <OrganisationForm open={adding} organisation={null} onClose={() => setAdding(false)} />
    </OfficePage>
  );
}

function columns(): TableProps<Organisation>['columns'] {
  return [
    { title: t('name'), dataIndex: 'name', width: 300, render: (name: string) => <b className="ok-2">{name}</b> },
    { title: t('region'), dataIndex: 'regionPath', width: 240, ellipsis: true },
    { title: t('field'), dataIndex: 'fieldName', width: 110, render: (name: string | null) => name ?? '—' },
    {
      title: t('kind'),
      key: 'flags',
      width: 200,
      render: (_, row) => (
        <span className="row ok-gap">
          <span>{kindName(row.kind)}</span>
          {row.aboveScale ? <Chip>{t('aboveScale')}</Chip> : null}
          {row.highRisk ? <Chip>{t('highRisk')}</Chip> : null}
        </span>
      ),
    },
    {
      title: t('headcount'),
      dataIndex: 'headcount',
      align: 'right',
      width: 100,
      render: (n: number) => `${countText(n)} ${kitText('unit.people')}`,
    },
    {
      title: t('status'),
      dataIndex: 'status',
      width: 100,
      render: (status: Organisation['status']) => (
        <Status kind={status === 'active' ? 'pass' : 'exempt'}>{t(`status.${status}`)}</Status>
      ),
    },
  ];
}
