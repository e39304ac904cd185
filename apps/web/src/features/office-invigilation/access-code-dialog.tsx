import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { RefusalNote } from '../office-kit/load-error.js';
import { changeAccessCode } from './api.js';
import { boardText as t } from './text.js';

interface AccessCodeDialogProps {
  readonly examId: string;
  readonly code: string | null;
  readonly mayChange: boolean;
  readonly open: boolean;
  readonly onClose: () => void;
  /** In words what was done. */
  readonly onDone: (said: string) => void;
}

/** The word of the room, large enough to be read from the last row. */
export function AccessCodeDialog({ examId, code, mayChange, open, onClose, onDone }: AccessCodeDialogProps) {
  const [next, setNext] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const wanted = next.trim();
  const deed = code === null ? 'first' : wanted === '' ? 'drop' : 'change';
  const save = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await changeAccessCode(examId, wanted === '' ? null : wanted);
      setNext('');
      onDone(t(`done.code.${deed}`));
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal open={open} title={t('session.code.title')} onCancel={onClose} footer={null} width={880} destroyOnHidden>
      <div className="ok-stack">
        {code ? <p className="oi-code">{code}</p> : null}
        <p className="ok-mut">{t(code ? 'session.code.text' : 'session.code.none')}</p>
        {mayChange ? (
          <label className="ok-label">
            {t(code === null ? 'session.code.first' : 'session.code.new')}
            <span className="oi-buttons">
              <Input
                className="oi-code-in"
                value={next}
                maxLength={12}
                placeholder={t(code === null ? 'session.code.rule' : 'session.code.ruleOrNone')}
                onChange={(event) => setNext(event.target.value)}
              />
              <Button loading={busy} disabled={wanted === '' && code === null} onClick={() => void save()}>
                {t(`session.code.do.${deed}`)}
              </Button>
            </span>
          </label>
        ) : null}
        <RefusalNote error={error} />
      </div>
    </Modal>
  );
}
