import { Input, Modal } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { kitText as t } from './kit-text.js';
import { RefusalNote } from './load-error.js';

interface AskDialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly children?: ReactNode;
  readonly okText: string;
  readonly danger?: boolean;
  /** Asks for a reason and gives it to `onConfirm`. */
  readonly askReason?: boolean;
  /** Characters the reason needs at least; 2 when not said. */
  readonly reasonLength?: number;
  readonly reasonLabel?: string;
  /** Who will read it, where that is more than the audit log. */
  readonly reasonHint?: string;
  readonly onConfirm: (reason: string) => Promise<unknown>;
  readonly onClose: () => void;
}

/** Asks before something that cannot simply be undone, with the name of the thing; a refusal stays in the dialog. */
export function AskDialog(props: AskDialogProps) {
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const least = props.reasonLength ?? 2;
  const close = (): void => {
    setReason('');
    setError(null);
    props.onClose();
  };
  const confirm = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await props.onConfirm(reason.trim());
      close();
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open={props.open}
      title={props.title}
      okText={props.okText}
      cancelText={t('cancel')}
      okButtonProps={{
        danger: props.danger ?? false,
        disabled: Boolean(props.askReason) && reason.trim().length < least,
      }}
      confirmLoading={busy}
      onOk={() => void confirm()}
      onCancel={close}
      destroyOnHidden
    >
      <div className="ok-stack">
        {props.children}
        {props.askReason ? (
          <label className="ok-label">
            {props.reasonLabel ?? t('reason')}
            <Input.TextArea
              autoFocus
              value={reason}
              onChange={(event) => setReason(event.target.value)}
              placeholder={props.reasonHint ?? t('reason.hint', { n: least })}
              maxLength={200}
              rows={3}
            />
          </label>
        ) : null}
        <RefusalNote error={error} />
      </div>
    </Modal>
  );
}
