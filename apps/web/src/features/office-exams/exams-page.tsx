import { Segmented } from 'antd';
import type { TableProps } from 'antd';
import { Plus } from 'lucide-react';
import { Link, useNavigate } from 'react-router';
import type { ExamSession } from '../../shared/api/types.js';
import { pointsText } from '../../shared/time/points.js';
import { EmptyStart } from '../office-kit/empty-start.js';
import { FilterBar } from '../office-kit/filter-bar.js';
import { FilterSelect } from '../office-kit/filter-select.js';
import { kitText } from '../office-kit/kit-text.js';
import { LinkButton } from '../office-kit/link-button.js';
import { OfficePage } from '../office-kit/office-page.js';
import { useOffice } from '../office-kit/office-scope.js';
import { optionsOf } from '../office-kit/options.js';
import { PagedTable } from '../office-kit/paged-table.js';
import { usePagedList } from '../office-kit/paging.js';
import { may } from '../office-kit/permissions.js';
import { OrganisationFilter } from '../office-kit/require-organisation.js';
import { useUrlFilters } from '../office-kit/url-filters.js';
import { examWord } from '../office-kit/exam-words.js';
import { PhaseStatus, windowText } from '../office-kit/exam-phase.js';
import { examText as t } from './text.js';

const phases = ['draft', 'upcoming', 'open', 'closed', 'cancelled'] as const;

/** Exams by phase. */
export function ExamsPage() {
  const { can } = useOffice();
  const navigate = useNavigate();
  const [filters, change] = useUrlFilters(['phase', 'purpose', 'organisationId']);
  const list = usePagedList<ExamSession>('exams', '/exam-sessions', {
    organisationId: filters.organisationId,
    phase: filters.phase,
    purpose: filters.purpose,
  });
  const add = can(may.writeExams) ? (
    <LinkButton to="/office/exams/new" type="primary" icon={<Plus size={16} aria-hidden />}>
      {t('add')}
    </LinkButton>
  ) : null;
  return (
    <OfficePage crumbs={[{ title: t('title') }]} title={t('title')} note={t('note')} actions={add}>
      <section className="ok-card">
        <FilterBar>
          <Segmented
            aria-label={t('phase')}
            value={filters.phase ?? 'all'}
            onChange={(value) => change({ phase: value === 'all' ? undefined : value })}
            options={[
              { value: 'all', label: t('phase.all') },
              ...phases.map((phase) => ({ value: phase, label: examWord(`phase.${phase}`) })),
            ]}
          />
          <OrganisationFilter />
          <FilterSelect
            label={t('purpose')}
            value={filters.purpose}
            onChange={(purpose) => change({ purpose })}
            options={optionsOf(['formal', 'self_test'] as const, (value) => t(`purpose.${value}`))}
          />
        </FilterBar>
        <PagedTable
          label={t('title')}
          list={list}
          rowKey={(row) => row.id}
          columns={columns()}
          onOpen={(row) => void navigate(`/office/exams/${row.id}`)}
          empty={
            filters.phase || filters.purpose ? (
              <EmptyStart title={kitText('empty.filtered')} />
            ) : (
              <EmptyStart title={t('empty.title')} text={t('empty.text')} actions={add} />
            )
          }
        />
      </section>
    </OfficePage>
  );
}

function columns(): TableProps<ExamSession>['columns'] {
  return [
    {
      title: t('name'),
      dataIndex: 'title',
      width: 280,
      render: (title: string, row) => (
        <Link className="ok-link" to={`/office/exams/${row.id}`}>
          {title}
        </Link>
      ),
    },
    { title: t('phase'), key: 'phase', width: 104, render: (_, row) => <PhaseStatus phase={row.phase} /> },
    {
      title: t('purpose'),
      dataIndex: 'purpose',
      width: 90,
      render: (purpose: ExamSession['purpose']) => t(`purpose.${purpose}`),
    },
    { title: t('window'), key: 'window', width: 236, render: (_, row) => windowText(row) },
    {
      title: t('people'),
      dataIndex: 'entryCount',
      align: 'right',
      width: 90,
      // A self-test is open to its post: nobody is put on a list.
      render: (n: number, row) => (row.purpose === 'self_test' && n === 0 ? '—' : `${n} ${kitText('unit.people')}`),
    },
    {
      title: t('count'),
      dataIndex: 'questionCount',
      align: 'right',
      width: 80,
      render: (n: number) => `${n} ${t('questions')}`,
    },
    {
      title: t('total'),
      dataIndex: 'totalPoints',
      align: 'right',
      width: 80,
      render: (n: number) => `${pointsText(n)} ${t('score')}`,
    },
    {
      title: t('pass'),
      dataIndex: 'passHundredths',
      align: 'right',
      width: 80,
      render: (n: number) => `${pointsText(n)} ${t('score')}`,
    },
    {
      title: t('duration.list'),
      dataIndex: 'durationMinutes',
      align: 'right',
      width: 92,
      render: (n: number) => `${n} ${t('minutes')}`,
    },
  ];
}
