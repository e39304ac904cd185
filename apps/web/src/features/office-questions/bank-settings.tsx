import { useQueryClient } from '@tanstack/react-query';
import { Modal, Switch } from 'antd';
import { useState } from 'react';
import type { QuestionBank } from '../../shared/api/types.js';
import { kitText } from '../office-kit/kit-text.js';
import { RefusalNote } from '../office-kit/load-error.js';
import { configureBank } from './api.js';
import { questionText as t } from './text.js';

/** Whether the questions of this bank are reviewed before papers hold them. */
export function BankSettings({
  open,
  bank,
  onClose,
}: {
  readonly open: boolean;
  readonly bank: QuestionBank;
  readonly onClose: () => void;
}) {
  const client = useQueryClient();
  const [on, setOn] = useState(bank.reviewRequired);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const save = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await configureBank(bank, on);
      await client.invalidateQueries({ queryKey: ['office', 'questions'] });
      onClose();
    } catch (refused) {
      setError(refused);
      await client.invalidateQueries({ queryKey: ['office', 'questions', 'bank'] });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open={open}
      title={t('bank.title')}
      okText={t('bank.save')}
      cancelText={kitText('cancel')}
      confirmLoading={busy}
      okButtonProps={{ disabled: on === bank.reviewRequired }}
      onOk={() => void save()}
      onCancel={() => {
        setOn(bank.reviewRequired);
        setError(null);
        onClose();
      }}
    >
      <div className="ok-stack">
        <label className="oq-switch">
          <Switch checked={on} onChange={setOn} aria-label={t('bank.on')} />
          <span>{t('bank.on')}</span>
        </label>
        <p className="mut">{t('bank.text')}</p>
        <RefusalNote error={error} />
      </div>
    </Modal>
  );
}
