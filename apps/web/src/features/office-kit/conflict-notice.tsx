import { Button } from 'antd';
import { useState } from 'react';
import { kitText as t } from './kit-text.js';

interface ConflictNoticeProps {
  readonly onReload: () => void | Promise<void>;
  readonly onKeep: () => void | Promise<void>;
}

/** Somebody else saved in between (412): nothing typed is lost, the person decides. */
export function ConflictNotice({ onReload, onKeep }: ConflictNoticeProps) {
  const [busy, setBusy] = useState<'reload' | 'keep' | null>(null);
  const run = (what: 'reload' | 'keep', action: () => void | Promise<void>) => async (): Promise<void> => {
    setBusy(what);
    try {
      await action();
    } finally {
      setBusy(null);
    }
  };
  return (
    <div className="ok-note ok-note-warn" role="alert">
      <div className="ok-grow">
        <b>{t('conflict.title')}</b>
        <p>{t('conflict.text')}</p>
        <div className="ok-actions">
          <Button onClick={() => void run('reload', onReload)()} loading={busy === 'reload'}>
            {t('conflict.reload')}
          </Button>
          <Button onClick={() => void run('keep', onKeep)()} loading={busy === 'keep'}>
            {t('conflict.keep')}
          </Button>
        </div>
      </div>
    </div>
  );
}
