import { Button } from 'antd';
import type { TableProps } from 'antd';
import { Library, Plus } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Post } from '../../shared/api/types.js';
import { Chip, Status } from '../../shared/ui/index.js';
import { EmptyStart } from '../office-kit/empty-start.js';
import { FilterBar } from '../office-kit/filter-bar.js';
import { FilterSelect } from '../office-kit/filter-select.js';
import { kitText } from '../office-kit/kit-text.js';
import { OfficePage } from '../office-kit/office-page.js';
import { useOffice } from '../office-kit/office-scope.js';
import { PagedTable } from '../office-kit/paged-table.js';
import { usePagedList } from '../office-kit/paging.js';
import { may } from '../office-kit/permissions.js';
import { OrganisationFilter } from '../office-kit/require-organisation.js';
import { useUrlFilters } from '../office-kit/url-filters.js';
import { AdoptPosts } from './adopt-posts.js';
import { PostForm } from './post-form.js';
import { postText as t } from './text.js';

/** Posts of an enterprise, own and adopted from the library. */
export function PostsPage() {
  const { can, home, organisationId } = useOffice();
  const [filters, change] = useUrlFilters(['q', 'highRisk', 'active']);
  const [open, setOpen] = useState<'add' | 'adopt' | Post | null>(null);
  const list = usePagedList<Post>('posts', '/posts', { ...filters, organisationId });
  const filtered = Object.keys(filters).length > 0;
  const mayWrite = can(may.writePosts) && organisationId !== null;
  const actions = mayWrite ? (
    <>
      <Button icon={<Library size={16} aria-hidden />} onClick={() => setOpen('adopt')}>
        {t('adopt')}
      </Button>
      <Button type="primary" icon={<Plus size={16} aria-hidden />} onClick={() => setOpen('add')}>
        {t('add')}
      </Button>
    </>
  ) : null;
  return (
    <OfficePage crumbs={[{ title: t('title') }]} title={t('title')} note={t('note')} actions={actions}>
      <section className="ok-card">
        <FilterBar
          q={filters.q}
          placeholder={t('find')}
          onSearch={(q) => change({ q })}
          onClear={filtered ? () => change({ q: undefined, highRisk: undefined, active: undefined }) : undefined}
        >
          <OrganisationFilter />
          <FilterSelect
            label={t('highRisk')}
            value={filters.highRisk}
            onChange={(highRisk) => change({ highRisk })}
            options={[{ value: 'true', label: t('highRisk') }]}
          />
          <FilterSelect
            label={t('status')}
            value={filters.active ?? 'true'}
            onChange={(active) => change({ active })}
            options={[
              { value: 'true', label: t('status.active') },
              { value: 'false', label: t('status.inactive') },
              { value: 'all', label: kitText('all') },
            ]}
          />
        </FilterBar>
        <PagedTable
          label={t('title')}
          list={list}
          rowKey={(row) => row.id}
          columns={columns(home === null)}
          {...(can(may.writePosts) ? { onOpen: setOpen } : {})}
          empty={
            filtered ? (
              <EmptyStart title={kitText('empty.filtered')} />
            ) : (
              <EmptyStart title={t('empty.title')} text={t('empty.text')} actions={actions} />
            )
          }
        />
      </section>
      <PostForm
        open={open === 'add' || (typeof open === 'object' && open !== null)}
        post={typeof open === 'object' ? open : null}
        organisationId={organisationId}
        onClose={() => setOpen(null)}
      />
      {organisationId ? (
        <AdoptPosts open={open === 'adopt'} organisationId={organisationId} onClose={() => setOpen(null)} />
      ) : null}
    </OfficePage>
  );
}

function columns(withEnterprise: boolean): TableProps<Post>['columns'] {
  return [
    { title: t('name'), dataIndex: 'name', width: 200, render: (name: string) => <b>{name}</b> },
    ...(withEnterprise ? [{ title: t('enterprise'), dataIndex: 'organisationName', width: 240, ellipsis: true }] : []),
    { title: t('flags'), key: 'flags', width: 300, render: (_, row) => <PostFlags post={row} /> },
    {
      title: t('certificates'),
      dataIndex: 'requiredCertificates',
      width: 260,
      render: (names: string[]) => names.join('、') || '—',
    },
    {
      title: t('headcount'),
      dataIndex: 'headcount',
      align: 'right',
      width: 90,
      render: (n: number, row) => (
        <Link className="ok-link" to={`/office/people?postId=${row.id}`}>
          {n} {kitText('unit.people')}
        </Link>
      ),
    },
    {
      title: t('status'),
      dataIndex: 'active',
      width: 100,
      render: (active: boolean) => (
        <Status kind={active ? 'pass' : 'exempt'}>{t(active ? 'status.active' : 'status.inactive')}</Status>
      ),
    },
  ];
}

function PostFlags({ post }: { readonly post: Pick<Post, 'highRisk' | 'underground' | 'dangerousSurface'> }) {
  const flags = [
    ...(post.highRisk ? [t('highRisk')] : []),
    ...(post.underground ? [t('underground')] : []),
    ...(post.dangerousSurface ? [t('dangerousSurface')] : []),
  ];
  if (flags.length === 0) return '—';
  return (
    <span className="row ok-gap">
      {flags.map((flag) => (
        <Chip key={flag}>{flag}</Chip>
      ))}
    </span>
  );
}
