import { Button } from 'antd';
import type { TableProps } from 'antd';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { TrainingPlan } from '../../shared/api/types.js';
import { Bar, Frac, Status } from '../../shared/ui/index.js';
import type { StatusKind } from '../../shared/ui/index.js';
import { EmptyStart } from '../office-kit/empty-start.js';
import { OfficePage } from '../office-kit/office-page.js';
import { useOffice } from '../office-kit/office-scope.js';
import { PagedTable } from '../office-kit/paged-table.js';
import { usePagedList } from '../office-kit/paging.js';
import { may } from '../office-kit/permissions.js';
import { OrganisationFilter } from '../office-kit/require-organisation.js';
import { FilterBar } from '../office-kit/filter-bar.js';
import { useUrlFilters } from '../office-kit/url-filters.js';
import { PlanDrawer } from './plan-drawer.js';
import { PlanForm } from './plan-form.js';
import { planText as t } from './text.js';
import './plans.css';

export const planKinds: Record<TrainingPlan['status'], StatusKind> = { draft: 'none', active: 'due', closed: 'exempt' };

/** Training plans: who has to pass which exam until when. */
export function PlansPage() {
  const { can, home } = useOffice();
  const [filters, change] = useUrlFilters(['plan', 'organisationId']);
  const [adding, setAdding] = useState(false);
  const list = usePagedList<TrainingPlan>('plans', '/training-plans', { organisationId: filters.organisationId });
  const add = can(may.writePlans) ? (
    <Button type="primary" icon={<Plus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      {t('add')}
    </Button>
  ) : null;
  return (
    <OfficePage crumbs={[{ title: t('title') }]} title={t('title')} note={t('note')} actions={add}>
      <section className="ok-card">
        {home ? null : (
          <FilterBar>
            <OrganisationFilter />
          </FilterBar>
        )}
        <PagedTable
          label={t('title')}
          list={list}
          rowKey={(row) => row.id}
          columns={columns()}
          scrollX={1160}
          onOpen={(row) => change({ plan: row.id }, { push: true })}
          empty={<EmptyStart title={t('empty.title')} text={t('empty.text')} actions={add} />}
        />
      </section>
      <PlanDrawer id={filters.plan} onClose={() => change({ plan: undefined })} />
      <PlanForm open={adding} plan={null} onClose={() => setAdding(false)} />
    </OfficePage>
  );
}

function columns(): TableProps<TrainingPlan>['columns'] {
  return [
    {
      title: t('name'),
      dataIndex: 'title',
      width: 264,
      render: (title: string) => <b className="op-title">{title}</b>,
    },
    {
      title: t('status'),
      dataIndex: 'status',
      width: 110,
      render: (status: TrainingPlan['status']) => <Status kind={planKinds[status]}>{t(`status.${status}`)}</Status>,
    },
    { title: t('organisation'), dataIndex: 'organisationName', width: 190, ellipsis: true },
    { title: t('exam'), dataIndex: 'examTitle', width: 264, ellipsis: true },
    { title: t('due'), dataIndex: 'dueOn', width: 110 },
    {
      title: t('met'),
      key: 'met',
      width: 222,
      render: (_, row) =>
        row.status === 'draft' ? (
          '—'
        ) : (
          <span className="op-rate">
            <Bar n={row.met} of={row.due} label={row.title} />
            <Frac n={row.met} of={row.due} />
          </span>
        ),
    },
  ];
}
