import { Button, Modal } from 'antd';
import { Download } from 'lucide-react';
import { saveBlob } from '../../shared/api/client.js';
import { toCsv } from '../office-kit/csv.js';
import type { OpenedAccount } from './api.js';
import { accountText as t } from './text.js';

/** First passwords, shown once; the sheet is made here and never stored. */
export function SecretsDialog({
  secrets,
  onClose,
}: {
  readonly secrets: readonly OpenedAccount[] | null;
  readonly onClose: () => void;
}) {
  const rows = secrets ?? [];
  const save = (): void => {
    const text = toCsv(
      [t('name'), t('account'), t('password'), t('organisation')],
      rows.map((row) => [row.name, row.account, row.password, row.organisation]),
    );
    saveBlob(new Blob([text], { type: 'text/csv;charset=utf-8' }), t('secret.file'));
  };
  return (
    <Modal
      open={secrets !== null}
      title={rows.length > 1 ? t('batch.done', { n: rows.length }) : t('secret.title')}
      width={640}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        rows.length === 0 ? (
          <Button onClick={onClose}>{t('secret.close')}</Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('secret.close')}</Button>
            <Button type="primary" icon={<Download size={16} aria-hidden />} onClick={save}>
              {t('secret.download')}
            </Button>
          </>
        )
      }
    >
      {rows.length === 0 ? (
        <p>{t('batch.none')}</p>
      ) : (
        <div className="ok-stack">
          <p className="ok-note ok-note-warn">{t('secret.once')}</p>
          <div className="ok-scroll oa-secrets">
            <table className="ok-plain" aria-label={t('secret.title')}>
              <thead>
                <tr>
                  <th>{t('name')}</th>
                  <th>{t('account')}</th>
                  <th>{t('password')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.account}>
                    <td>{row.name}</td>
                    <td>{row.account}</td>
                    <td>
                      <code>{row.password}</code>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </div>
      )}
    </Modal>
  );
}
