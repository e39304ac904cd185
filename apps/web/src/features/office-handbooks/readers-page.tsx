import { Segmented } from 'antd';
import type { TableProps } from 'antd';
import { useParams } from 'react-router';
import { dateTimeText } from '../../shared/time/format.js';
import { Status } from '../../shared/ui/index.js';
import { EmptyStart } from '../office-kit/empty-start.js';
import { FilterBar } from '../office-kit/filter-bar.js';
import { kitText } from '../office-kit/kit-text.js';
import { OfficePage } from '../office-kit/office-page.js';
import { PagedTable } from '../office-kit/paged-table.js';
import { usePagedList } from '../office-kit/paging.js';
import { useUrlFilters } from '../office-kit/url-filters.js';
import { useHandbook } from './api.js';
import { handbookText as t } from './text.js';

interface Reader {
  readonly personId: string;
  readonly name: string;
  readonly unitPath: string;
  readonly readAt: string | null;
  readonly versionNo: number | null;
}

/** Who has signed for which version, and who has not. */
export function ReadersPage() {
  const { id } = useParams();
  const [filters, change] = useUrlFilters(['status']);
  const handbook = useHandbook(id);
  const list = usePagedList<Reader>('handbooks', `/handbooks/${id}/receipts`, { status: filters.status });
  const title = t('readers.title', { title: handbook.data?.title ?? '' });
  const columns: TableProps<Reader>['columns'] = [
    { title: t('readers.name'), dataIndex: 'name', width: 140, render: (name: string) => <b>{name}</b> },
    { title: t('readers.unit'), dataIndex: 'unitPath', width: 260 },
    {
      title: t('read'),
      key: 'read',
      width: 120,
      render: (_, row) =>
        row.readAt ? (
          <Status kind="pass">{t('readers.read')}</Status>
        ) : (
          <Status kind="none">{t('readers.unread')}</Status>
        ),
    },
    {
      title: t('readers.version'),
      dataIndex: 'versionNo',
      width: 120,
      render: (n: number | null) => (n === null ? '—' : t('version.no', { n })),
    },
    {
      title: t('readers.when'),
      dataIndex: 'readAt',
      width: 180,
      render: (at: string | null) => (at ? dateTimeText(at) : '—'),
    },
  ];
  return (
    <OfficePage
      crumbs={[
        { title: t('title'), to: '/office/handbooks' },
        { title: handbook.data?.title ?? t('name'), to: `/office/handbooks/${id}` },
        { title: t('readers') },
      ]}
      title={title}
    >
      <section className="ok-card">
        <FilterBar>
          <Segmented
            aria-label={t('read')}
            value={filters.status ?? 'all'}
            onChange={(value) => change({ status: value === 'all' ? undefined : value })}
            options={[
              { value: 'all', label: t('readers.all') },
              { value: 'unread', label: t('readers.unread') },
              { value: 'read', label: t('readers.read') },
            ]}
          />
        </FilterBar>
        <PagedTable
          label={t('readers')}
          list={list}
          unit={kitText('unit.people')}
          rowKey={(row) => row.personId}
          columns={columns}
          empty={<EmptyStart title={t('readers.empty')} />}
        />
      </section>
    </OfficePage>
  );
}
