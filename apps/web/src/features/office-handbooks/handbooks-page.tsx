import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import type { TableProps } from 'antd';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Handbook } from '../../shared/api/types.js';
import { dayText } from '../../shared/time/format.js';
import { Bar, Frac, Status } from '../../shared/ui/index.js';
import { EmptyStart } from '../office-kit/empty-start.js';
import { FilterBar } from '../office-kit/filter-bar.js';
import { FormDrawer } from '../office-kit/form-drawer.js';
import { kitText } from '../office-kit/kit-text.js';
import { OfficePage } from '../office-kit/office-page.js';
import { useOffice } from '../office-kit/office-scope.js';
import { PagedTable } from '../office-kit/paged-table.js';
import { usePagedList } from '../office-kit/paging.js';
import { may } from '../office-kit/permissions.js';
import { PostPicker } from '../office-kit/pickers.js';
import { OrganisationFilter, RequireOrganisation } from '../office-kit/require-organisation.js';
import { addHandbook } from './api.js';
import { handbookText as t } from './text.js';
import './handbooks.css';

/** Handbooks of an enterprise: the general one and one per post. */
export function HandbooksPage() {
  const { can, home, organisationId } = useOffice();
  const [adding, setAdding] = useState(false);
  const add =
    can(may.writeHandbooks) && organisationId ? (
      <Button type="primary" icon={<Plus size={16} aria-hidden />} onClick={() => setAdding(true)}>
        {t('add')}
      </Button>
    ) : null;
  return (
    <OfficePage crumbs={[{ title: t('title') }]} title={t('title')} note={t('note')} actions={add}>
      <RequireOrganisation>
        {(id) => (
          <section className="ok-card">
            {home ? null : (
              <FilterBar>
                <OrganisationFilter />
              </FilterBar>
            )}
            <HandbookTable organisationId={id} add={add} />
            <AddHandbook open={adding} organisationId={id} onClose={() => setAdding(false)} />
          </section>
        )}
      </RequireOrganisation>
    </OfficePage>
  );
}

function HandbookTable({ organisationId, add }: { readonly organisationId: string; readonly add: ReactNode }) {
  const list = usePagedList<Handbook>('handbooks', '/handbooks', { organisationId });
  const navigate = useNavigate();
  const columns: TableProps<Handbook>['columns'] = [
    {
      title: t('name'),
      dataIndex: 'title',
      width: 300,
      render: (title: string, row) => (
        <Link className="ok-link" to={`/office/handbooks/${row.id}`}>
          {title}
        </Link>
      ),
    },
    { title: t('post'), dataIndex: 'postName', width: 160, render: (name: string | null) => name ?? t('general') },
    {
      title: t('version'),
      key: 'version',
      width: 240,
      render: (_, row) =>
        row.publishedNo === null ? (
          <Status kind="none">{t('version.none')}</Status>
        ) : (
          <span className="row ok-gap">
            <Status kind="pass">{t('version.no', { n: row.publishedNo })}</Status>
            {row.publishedAt ? <span className="dim">{dayText(row.publishedAt)}</span> : null}
            {row.hasDraft ? <Status kind="warn">{t('draft')}</Status> : null}
          </span>
        ),
    },
    {
      title: t('sections'),
      dataIndex: 'sections',
      align: 'right',
      width: 80,
      render: (n: number) => t('sections.n', { n }),
    },
    {
      title: t('read'),
      key: 'read',
      width: 260,
      render: (_, row) =>
        row.publishedNo === null ? (
          '—'
        ) : (
          <Link to={`/office/handbooks/${row.id}/readers`} className="oh-read">
            <Bar n={row.readers} of={row.due} label={t('read')} />
            <Frac n={row.readers} of={row.due} />
          </Link>
        ),
    },
  ];
  return (
    <PagedTable
      label={t('title')}
      list={list}
      rowKey={(row) => row.id}
      columns={columns}
      onOpen={(row) => void navigate(`/office/handbooks/${row.id}`)}
      empty={<EmptyStart title={t('empty.title')} text={t('empty.text')} actions={add} />}
    />
  );
}

function AddHandbook({
  open,
  organisationId,
  onClose,
}: {
  readonly open: boolean;
  readonly organisationId: string;
  readonly onClose: () => void;
}) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return (
    <FormDrawer<{ title: string; postId?: string }>
      open={open}
      onClose={onClose}
      title={t('add')}
      initial={{}}
      save={async ({ title, postId }) => {
        const made = await addHandbook({ organisationId, postId: postId ?? null, title: title.trim() });
        await client.invalidateQueries({ queryKey: ['office', 'handbooks'] });
        void navigate(`/office/handbooks/${made.id}`);
      }}
    >
      <Form.Item
        name="title"
        label={t('add.name')}
        rules={[{ required: true, whitespace: true, message: kitText('required') }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="postId" label={t('add.post')}>
        <PostPicker organisationId={organisationId} label={t('post')} placeholder={t('general')} />
      </Form.Item>
    </FormDrawer>
  );
}
