import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import type { TableProps } from 'antd';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { asProblem } from '../../shared/api/problem.js';
import type { IssuedPins, Kiosk, KioskPairing } from '../../shared/api/types.js';
import { dateTimeText } from '../../shared/time/format.js';
import { Status, type StatusKind } from '../../shared/ui/index.js';
import { AskDialog } from '../office-kit/ask-dialog.js';
import { EmptyStart } from '../office-kit/empty-start.js';
import { OfficePage } from '../office-kit/office-page.js';
import { useOffice } from '../office-kit/office-scope.js';
import { PagedTable } from '../office-kit/paged-table.js';
import { usePagedList } from '../office-kit/paging.js';
import { may } from '../office-kit/permissions.js';
import { OrganisationFilter } from '../office-kit/require-organisation.js';
import { pairAgain, revokeKiosk } from './api.js';
import { IssuedPinsDialog, IssuePins } from './issue-pins.js';
import { PairingDialog } from './pairing-dialog.js';
import { RegisterDrawer } from './register-drawer.js';
import { kioskText as t } from './text.js';

/** Shared devices of an organisation, and the PINs by which people sign in on them. */
export function KiosksPage() {
  const { can, organisationId } = useOffice();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [open, setOpen] = useState<'add' | 'pins' | null>(null);
  const [pairing, setPairing] = useState<KioskPairing | null>(null);
  const [issued, setIssued] = useState<IssuedPins | null>(null);
  const [leaving, setLeaving] = useState<Kiosk | null>(null);
  const list = usePagedList<Kiosk>('kiosks', '/kiosks', { organisationId });
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: ['office'] });
  const mayWrite = can(may.writeKiosks);
  const newCode = (kiosk: Kiosk): void => {
    pairAgain(kiosk.id).then(setPairing, (error: unknown) => void message.error(asProblem(error).sentence));
  };
  const add = mayWrite ? (
    <Button type="primary" icon={<Plus size={16} aria-hidden />} onClick={() => setOpen('add')}>
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
          {mayWrite && organisationId ? (
            <Button icon={<KeyRound size={16} aria-hidden />} onClick={() => setOpen('pins')}>
              {t('pins')}
            </Button>
          ) : null}
          {add}
        </>
      }
    >
      <section className="ok-card">
        <OrganisationFilter />
        <PagedTable
          label={t('title')}
          list={list}
          rowKey={(row) => row.id}
          columns={columns(mayWrite ? { newCode, leave: setLeaving } : null)}
          empty={
            <EmptyStart
              title={t('empty.title')}
              text={t('empty.text', { address: `${location.origin}/kiosk` })}
              actions={add}
            />
          }
        />
      </section>
      <RegisterDrawer open={open === 'add'} onClose={() => setOpen(null)} onRegistered={setPairing} />
      <PairingDialog
        pairing={pairing}
        onClose={() => {
          setPairing(null);
          void refresh();
        }}
      />
      {organisationId ? (
        <IssuePins
          open={open === 'pins'}
          organisationId={organisationId}
          onClose={() => setOpen(null)}
          onIssued={setIssued}
        />
      ) : null}
      <IssuedPinsDialog issued={issued} onClose={() => setIssued(null)} />
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
    </OfficePage>
  );
}

const KIND: Readonly<Record<Kiosk['status'], StatusKind>> = { waiting: 'none', paired: 'pass', revoked: 'exempt' };

interface RowActions {
  readonly newCode: (kiosk: Kiosk) => void;
  readonly leave: (kiosk: Kiosk) => void;
}

function columns(actions: RowActions | null): TableProps<Kiosk>['columns'] {
  return [
    {
      title: t('name'),
      key: 'name',
      width: 220,
      render: (_, row) => (
        <>
          <b>{row.name}</b>
          <span className="ok-sub">{row.place}</span>
        </>
      ),
    },
    { title: t('organisation'), dataIndex: 'organisationName', width: 220 },
    {
      title: t('exam'),
      dataIndex: 'examTitle',
      width: 200,
      render: (title: string | null) => title ?? <span className="dim">{t('exam.any')}</span>,
    },
    {
      title: t('status'),
      dataIndex: 'status',
      width: 130,
      render: (status: Kiosk['status']) => <Status kind={KIND[status]}>{t(`status.${status}`)}</Status>,
    },
    {
      title: t('used'),
      dataIndex: 'lastUsedAt',
      width: 150,
      render: (at: string | null) => (at ? dateTimeText(at) : <span className="dim">{t('never')}</span>),
    },
    ...(actions
      ? [
          {
            title: t('actions'),
            key: 'actions',
            width: 190,
            render: (_: unknown, row: Kiosk) =>
              row.status === 'revoked' ? null : (
                <span className="row ok-gap">
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
