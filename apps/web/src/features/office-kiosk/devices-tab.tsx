import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import type { TableProps } from 'antd';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { asProblem } from '../../shared/api/problem.js';
import type { Kiosk, KioskPairing } from '../../shared/api/types.js';
import { dateTimeText } from '../../shared/time/format.js';
import { Status, type StatusKind } from '../../shared/ui/index.js';
import { AskDialog } from '../office-kit/ask-dialog.js';
import { EmptyStart } from '../office-kit/empty-start.js';
import { FilterBar } from '../office-kit/filter-bar.js';
import { useOffice } from '../office-kit/office-scope.js';
import { PagedTable } from '../office-kit/paged-table.js';
import { usePagedList } from '../office-kit/paging.js';
import { may } from '../office-kit/permissions.js';
import { OrganisationFilter } from '../office-kit/require-organisation.js';
import { pairAgain, revokeKiosk } from './api.js';
import { KioskDrawer } from './kiosk-drawer.js';
import { PairingDialog } from './pairing-dialog.js';
import { kioskText as t } from './text.js';

/** The tablets and computers that many people use in turn. */
export function DevicesTab() {
  const { can, organisationId } = useOffice();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [form, setForm] = useState<Kiosk | 'new' | null>(null);
  const [pairing, setPairing] = useState<KioskPairing | null>(null);
  const [leaving, setLeaving] = useState<Kiosk | null>(null);
  const list = usePagedList<Kiosk>('kiosks', '/kiosks', { organisationId });
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: ['office', 'kiosks'] });
  const mayWrite = can(may.writeKiosks);
  const newCode = (kiosk: Kiosk): void => {
    pairAgain(kiosk.id).then(setPairing, (error: unknown) => void message.error(asProblem(error).sentence));
  };
  const add = mayWrite ? (
    <Button type="primary" icon={<Plus size={16} aria-hidden />} onClick={() => setForm('new')}>
      {t('add')}
    </Button>
  ) : null;
  return (
    <section className="ok-card">
      <FilterBar actions={add}>
        <OrganisationFilter />
      </FilterBar>
      <PagedTable
        label={t('tab.devices')}
        list={list}
        rowKey={(row) => row.id}
        columns={columns(mayWrite ? { edit: setForm, newCode, leave: setLeaving } : null)}
        empty={
          <EmptyStart
            title={t('empty.title')}
            text={t('empty.text', { address: `${location.origin}/kiosk` })}
            actions={add}
          />
        }
      />
      <KioskDrawer kiosk={form} onClose={() => setForm(null)} onRegistered={setPairing} onSaved={refresh} />
      <PairingDialog
        pairing={pairing}
        onClose={() => {
          setPairing(null);
          void refresh();
        }}
      />
      <AskDialog
        open={leaving !== null}
        title={t('revoke.title', { name: leaving?.name ?? '' })}
        okText={t('revoke.ok')}
        danger
        onClose={() => setLeaving(null)}
        onConfirm={async () => {
          if (leaving) await revokeKiosk(leaving.id);
          await refresh();
        }}
      >
        <p>{t('revoke.text')}</p>
      </AskDialog>
    </section>
  );
}

const KIND: Readonly<Record<Kiosk['status'], StatusKind>> = { waiting: 'none', paired: 'pass', revoked: 'exempt' };

interface RowActions {
  readonly edit: (kiosk: Kiosk) => void;
  readonly newCode: (kiosk: Kiosk) => void;
  readonly leave: (kiosk: Kiosk) => void;
}

function columns(actions: RowActions | null): TableProps<Kiosk>['columns'] {
  return [
    {
      title: t('name'),
      key: 'name',
      width: 180,
      render: (_, row) => (
        <>
          <b>{row.name}</b>
          <span className="ok-sub">{row.place}</span>
        </>
      ),
    },
    { title: t('organisation'), dataIndex: 'organisationName', width: 170 },
    {
      title: t('exam'),
      dataIndex: 'examTitle',
      width: 150,
      render: (title: string | null) => title ?? <span className="dim">{t('exam.any')}</span>,
    },
    {
      title: t('badge'),
      dataIndex: 'badgeAlone',
      width: 130,
      render: (alone: boolean) => t(alone ? 'badge.alone' : 'badge.pin'),
    },
    {
      title: t('status'),
      dataIndex: 'status',
      width: 115,
      render: (status: Kiosk['status']) => <Status kind={KIND[status]}>{t(`status.${status}`)}</Status>,
    },
    {
      title: t('used'),
      dataIndex: 'lastUsedAt',
      width: 140,
      render: (at: string | null) => (at ? dateTimeText(at) : <span className="dim">{t('never')}</span>),
    },
    ...(actions
      ? [
          {
            title: t('actions'),
            key: 'actions',
            width: 240,
            render: (_: unknown, row: Kiosk) =>
              row.status === 'revoked' ? null : (
                <span className="row ok-gap">
                  <Button onClick={() => actions.edit(row)}>{t('edit')}</Button>
                  <Button onClick={() => actions.newCode(row)}>{t('pairAgain')}</Button>
                  <Button danger onClick={() => actions.leave(row)}>
                    {t('revoke')}
                  </Button>
                </span>
              ),
          },
        ]
      : []),
  ];
}
