import { useQueryClient } from '@tanstack/react-query';
import { AskDialog } from '../office-kit/ask-dialog.js';
import { useOrganisation } from '../office-kit/references.js';
import { openAccounts } from './api.js';
import type { OpenedAccount } from './api.js';
import { accountText as t } from './text.js';

interface BatchDialogProps {
  readonly open: boolean;
  readonly organisationId: string;
  readonly onClose: () => void;
  readonly onOpened: (accounts: readonly OpenedAccount[]) => void;
}

/** Opens accounts for everybody on the roster who has none. */
export function BatchDialog({ open, organisationId, onClose, onOpened }: BatchDialogProps) {
  const client = useQueryClient();
  const organisation = useOrganisation(organisationId);
  return (
    <AskDialog
      open={open}
      title={t('batch.title', { name: organisation.data?.name ?? '' })}
      okText={t('batch.ok')}
      onClose={onClose}
      onConfirm={async () => {
        const { accounts } = await openAccounts(organisationId);
        onOpened(accounts);
        await client.invalidateQueries({ queryKey: ['office'] });
      }}
    >
      <p>{t('batch.text')}</p>
    </AskDialog>
  );
}
