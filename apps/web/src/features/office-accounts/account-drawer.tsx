import { useQueryClient } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { X } from 'lucide-react';
import { useState } from 'react';
import type { Account, RoleGrant } from '../../shared/api/types.js';
import { dateTimeText } from '../../shared/time/format.js';
import { Status } from '../../shared/ui/index.js';
import { AskDialog } from '../office-kit/ask-dialog.js';
import { FormDrawer } from '../office-kit/form-drawer.js';
import { RefusalNote } from '../office-kit/load-error.js';
import { useOffice } from '../office-kit/office-scope.js';
import { roleName } from '../office-kit/options.js';
import { may } from '../office-kit/permissions.js';
import { grantText } from './grant-text.js';
import { addGrant, removeGrant, resetPassword, setAccountStatus } from './api.js';
import type { OpenedAccount } from './api.js';
import { GrantFields } from './grant-fields.js';
import { grantOf } from './grant-values.js';
import type { GrantValues } from './grant-values.js';
import { accountText as t } from './text.js';

interface AccountDrawerProps {
  readonly account: Account | null;
  readonly onClose: () => void;
  readonly onSecret: (secret: OpenedAccount) => void;
}

/** One account: password, status, roles. */
export function AccountDrawer({ account, onClose, onSecret }: AccountDrawerProps) {
  return (
    <Drawer open={account !== null} onClose={onClose} size={520} title={account?.account ?? t('title')}>
      {account ? <AccountCard key={account.id} account={account} onSecret={onSecret} /> : null}
    </Drawer>
  );
}

function AccountCard({
  account,
  onSecret,
}: {
  readonly account: Account;
  readonly onSecret: (secret: OpenedAccount) => void;
}) {
  const { can, home } = useOffice();
  const client = useQueryClient();
  const [open, setOpen] = useState<'reset' | 'disable' | 'grant' | RoleGrant | null>(null);
  const [error, setError] = useState<unknown>(null);
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: ['office', 'accounts'] });
  const close = (): void => setOpen(null);
  const mayWrite = can(may.writeAccounts);
  const removing = typeof open === 'object' ? open : null;
  return (
    <div className="ok-stack">
      {account.status === 'active' ? (
        <Status kind="pass">{t('status.active')}</Status>
      ) : (
        <Status kind="exempt">{t('status.disabled')}</Status>
      )}
      <dl className="ok-facts">
        <dt>{t('person')}</dt>
        <dd>{account.person ? `${account.person.name} · ${account.person.organisationName}` : '—'}</dd>
        <dt>{t('last')}</dt>
        <dd>{account.lastSignInAt ? dateTimeText(account.lastSignInAt) : t('never')}</dd>
      </dl>
      {mayWrite ? (
        <div className="ok-actions">
          <Button onClick={() => setOpen('reset')}>{t('reset')}</Button>
          {account.status === 'active' ? (
            <Button danger onClick={() => setOpen('disable')}>
              {t('disable')}
            </Button>
          ) : (
            <Button onClick={() => void setAccountStatus(account.id, 'active').then(refresh, setError)}>
              {t('enable')}
            </Button>
          )}
        </div>
      ) : null}
      <RefusalNote error={error} />
      <h2 className="ok-h2">{t('grants')}</h2>
      <ul className="oa-grants">
        {account.roles.map((grant) => (
          <li key={grant.id}>
            <span>{grantText(grant)}</span>
            {mayWrite ? (
              <Button
                type="text"
                size="small"
                icon={<X size={15} aria-hidden />}
                aria-label={t('grants.remove', { role: grantText(grant) })}
                onClick={() => setOpen(grant)}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {mayWrite ? <Button onClick={() => setOpen('grant')}>{t('grants.add')}</Button> : null}
      <AskDialog
        open={open === 'reset'}
        title={t('reset.title', { account: account.account })}
        okText={t('reset.ok')}
        onClose={close}
        onConfirm={async () => {
          const { password } = await resetPassword(account.id);
          onSecret({
            name: account.person?.name ?? account.account,
            account: account.account,
            password,
            organisation: account.person?.organisationName ?? '',
          });
          await refresh();
        }}
      >
        <p>{t('reset.text')}</p>
      </AskDialog>
      <AskDialog
        open={open === 'disable'}
        title={t('disable.title', { account: account.account })}
        okText={t('disable.ok')}
        danger
        onClose={close}
        onConfirm={() => setAccountStatus(account.id, 'disabled').then(refresh)}
      >
        <p>{t('disable.text')}</p>
      </AskDialog>
      <AskDialog
        open={removing !== null}
        title={t('grants.remove.title', { account: account.account, role: removing ? roleName(removing.role) : '' })}
        okText={t('grants.remove.ok')}
        danger
        onClose={close}
        onConfirm={() => removeGrant(account.id, removing?.id ?? '').then(refresh)}
      >
        <p>{t('grants.remove.text')}</p>
      </AskDialog>
      <FormDrawer<GrantValues>
        open={open === 'grant'}
        onClose={close}
        title={t('grants.add')}
        initial={home ? { organisationId: home.id } : {}}
        save={async (values) => {
          await addGrant(account.id, grantOf(values));
          await refresh();
        }}
      >
        <GrantFields />
      </FormDrawer>
    </div>
  );
}
