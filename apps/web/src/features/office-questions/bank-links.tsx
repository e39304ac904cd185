import { Button } from 'antd';
import { ChartColumn, CopyCheck, Grid3x3, Settings2, UserRoundCheck } from 'lucide-react';
import { useState } from 'react';
import { countText } from '../../shared/time/points.js';
import { LinkButton } from '../office-kit/link-button.js';
import { useOffice } from '../office-kit/office-scope.js';
import { may } from '../office-kit/permissions.js';
import { BankSettings } from './bank-settings.js';
import { useBank } from './bank.js';
import { useFlagCounts } from './flags/api.js';
import { flagText } from './flags/text.js';
import { questionText as t } from './text.js';

/** The address of a page of this bank. */
export function bankPath(path: string, organisationId: string | null): string {
  return organisationId ? `${path}?organisationId=${organisationId}` : path;
}

/** What waits for somebody in this bank, and how it is kept. */
export function BankLinks({ organisationId }: { readonly organisationId: string | null }) {
  const { can } = useOffice();
  const bank = useBank(organisationId).data;
  const flagged = useFlagCounts(organisationId).data;
  const [open, setOpen] = useState(false);
  if (!bank) return null;
  return (
    <>
      <LinkButton to={bankPath('/office/questions/gaps', organisationId)} icon={<Grid3x3 size={16} aria-hidden />}>
        {t('gaps.button')}
      </LinkButton>
      {bank.duplicateGroups > 0 ? (
        <LinkButton
          to={bankPath('/office/questions/duplicates', organisationId)}
          icon={<CopyCheck size={16} aria-hidden />}
        >
          {t('duplicates.button', { n: countText(bank.duplicateGroups) })}
        </LinkButton>
      ) : null}
      {flagged && flagged.open + flagged.handled > 0 ? (
        <LinkButton
          to={bankPath('/office/questions/flags', organisationId)}
          icon={<ChartColumn size={16} aria-hidden />}
        >
          {flagText('button', { n: countText(flagged.open) })}
        </LinkButton>
      ) : null}
      {bank.reviewRequired || bank.inReview > 0 ? (
        <LinkButton
          to={bankPath('/office/questions/review', organisationId)}
          icon={<UserRoundCheck size={16} aria-hidden />}
        >
          {t('queue.waiting', { n: countText(bank.inReview) })}
        </LinkButton>
      ) : null}
      {can(may.configureBank) ? (
        <Button icon={<Settings2 size={16} aria-hidden />} onClick={() => setOpen(true)}>
          {t('bank.settings')}
        </Button>
      ) : null}
      <BankSettings key={bank.version} open={open} bank={bank} onClose={() => setOpen(false)} />
    </>
  );
}
