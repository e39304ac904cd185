import { useQueryClient } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { FormDrawer } from '../office-kit/form-drawer.js';
import { kitText } from '../office-kit/kit-text.js';
import { useOffice } from '../office-kit/office-scope.js';
import { PersonPicker } from '../office-kit/pickers.js';
import { addAccount } from './api.js';
import type { OpenedAccount } from './api.js';
import { GrantFields } from './grant-fields.js';
import { grantOf } from './grant-values.js';
import type { GrantValues } from './grant-values.js';
import { accountText as t } from './text.js';

type Values = GrantValues & { readonly account: string; readonly personId?: string };

interface AddAccountProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onSecret: (secret: OpenedAccount) => void;
}

/** One account, for a person or for a desk. */
export function AddAccount({ open, onClose, onSecret }: AddAccountProps) {
  const { home, organisationId } = useOffice();
  const client = useQueryClient();
  return (
    <FormDrawer<Values>
      open={open}
      onClose={onClose}
      title={t('add')}
      initial={{ role: 'worker', ...(home ? { organisationId: home.id } : {}) }}
      save={async (values) => {
        const made = await addAccount({
          account: values.account.trim(),
          ...(values.personId ? { personId: values.personId } : {}),
          grants: [grantOf(values)],
        });
        onSecret({
          name: made.account,
          account: made.account,
          password: made.password,
          organisation: home?.name ?? '',
        });
        await client.invalidateQueries({ queryKey: ['office'] });
      }}
    >
      <Form.Item
        name="account"
        label={t('add.account')}
        extra={t('add.hint')}
        rules={[{ required: true, whitespace: true, message: kitText('required') }]}
      >
        <Input maxLength={50} autoComplete="off" />
      </Form.Item>
      <Form.Item name="personId" label={t('add.person')}>
        <PersonPicker organisationId={organisationId} label={t('add.person')} />
      </Form.Item>
      <GrantFields />
    </FormDrawer>
  );
}
