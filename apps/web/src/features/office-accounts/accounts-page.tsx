import { Button } from 'antd';
import type { TableProps } from 'antd';
import { UserPlus, UsersRound } from 'lucide-react';
import { useState } from 'react';
import type { Account } from '../../shared/api/types.js';
import { dateTimeText } from '../../shared/time/format.js';
import { Chip, Status } from '../../shared/ui/index.js';
import { EmptyStart } from '../office-kit/empty-start.js';
import { FilterBar } from '../office-kit/filter-bar.js';
import { FilterSelect } from '../office-kit/filter-select.js';
import { kitText } from '../office-kit/kit-text.js';
import { OfficePage } from '../office-kit/office-page.js';
import { useOffice } from '../office-kit/office-scope.js';
import { optionsOf } from '../office-kit/options.js';
import { PagedTable } from '../office-kit/paged-table.js';
import { usePagedList } from '../office-kit/paging.js';
import { may } from '../office-kit/permissions.js';
import { OrganisationFilter } from '../office-kit/require-organisation.js';
import { useUrlFilters } from '../office-kit/url-filters.js';
import { AccountDrawer } from './account-drawer.js';
import { AddAccount } from './add-account.js';
import type { OpenedAccount } from './api.js';
import { grantText } from './grant-text.js';
import { BatchDialog } from './batch-dialog.js';
import { SecretsDialog } from './secrets-dialog.js';
import { accountText as t } from './text.js';
import './accounts.css';

/** Accounts: who may sign in and what for. */
export function AccountsPage() {
  const { can, organisationId } = useOffice();
  const [filters, change] = useUrlFilters(['q', 'status']);
  const [open, setOpen] = useState<'add' | 'batch' | null>(null);
  const [shown, setShown] = useState<Account | null>(null);
  const [secrets, setSecrets] = useState<readonly OpenedAccount[] | null>(null);
  const list = usePagedList<Account>('accounts', '/accounts', { ...filters, organisationId });
  const filtered = Object.keys(filters).length > 0;
  const mayWrite = can(may.writeAccounts);
  const current = list.items.find((account) => account.id === shown?.id) ?? shown;
  const batch =
    mayWrite && organisationId ? (
      <Button icon={<UsersRound size={16} aria-hidden />} onClick={() => setOpen('batch')}>
        {t('batch')}
      </Button>
    ) : null;
  return (
    <OfficePage
      crumbs={[{ title: t('title') }]}
      title={t('title')}
      note={t('note')}
      actions={
        mayWrite ? (
          <>
            {batch}
            <Button type="primary" icon={<UserPlus size={16} aria-hidden />} onClick={() => setOpen('add')}>
              {t('add')}
            </Button>
          </>
        ) : null
      }
    >
      <section className="ok-card">
        <FilterBar
          q={filters.q}
          placeholder={t('find')}
          onSearch={(q) => change({ q })}
          onClear={filtered ? () => change({ q: undefined, status: undefined }) : undefined}
        >
          <OrganisationFilter />
          <FilterSelect
            label={t('status')}
            value={filters.status}
            onChange={(status) => change({ status })}
            options={optionsOf(['active', 'disabled'] as const, (value) => t(`status.${value}`))}
          />
        </FilterBar>
        <PagedTable
          label={t('title')}
          list={list}
          rowKey={(row) => row.id}
          columns={columns()}
          onOpen={setShown}
          empty={
            filtered ? (
              <EmptyStart title={kitText('empty.filtered')} />
            ) : (
              <EmptyStart title={t('empty.title')} text={t('empty.text')} actions={batch} />
            )
          }
        />
      </section>
      <AccountDrawer account={current} onClose={() => setShown(null)} onSecret={(secret) => setSecrets([secret])} />
      <AddAccount open={open === 'add'} onClose={() => setOpen(null)} onSecret={(secret) => setSecrets([secret])} />
      {organisationId ? (
        <BatchDialog
          open={open === 'batch'}
          organisationId={organisationId}
          onClose={() => setOpen(null)}
          onOpened={setSecrets}
        />
      ) : null}
      <SecretsDialog secrets={secrets} onClose={() => setSecrets(null)} />
    </OfficePage>
  );
}

function columns(): TableProps<Account>['columns'] {
  return [
    { title: t('account'), dataIndex: 'account', width: 160, render: (account: string) => <b>{account}</b> },
    {
      title: t('person'),
      key: 'person',
      width: 220,
      render: (_, row) =>
        row.person ? (
          <>
            {row.person.name}
            <span className="ok-sub">{row.person.unitName ?? row.person.organisationName}</span>
          </>
        ) : (
          '—'
        ),
    },
    {
      title: t('roles'),
      key: 'roles',
      width: 360,
      render: (_, row) => (
        <span className="row ok-gap">
          {row.roles.map((grant) => (
            <Chip key={grant.id}>{grantText(grant)}</Chip>
          ))}
        </span>
      ),
    },
    {
      title: t('status'),
      key: 'status',
      width: 170,
      render: (_, row) =>
        row.status === 'disabled' ? (
          <Status kind="exempt">{t('status.disabled')}</Status>
        ) : row.mustChangePassword ? (
          <Status kind="none">{t('status.first')}</Status>
        ) : (
          <Status kind="pass">{t('status.active')}</Status>
        ),
    },
    {
      title: t('last'),
      dataIndex: 'lastSignInAt',
      width: 160,
      render: (at: string | null) => (at ? dateTimeText(at) : <span className="dim">{t('never')}</span>),
    },
  ];
}
