import { Button, Modal } from 'antd';
import { Download } from 'lucide-react';
import { saveBlob } from '../../shared/api/client.js';
import type { Sheet } from './api.js';
import { kioskText as t } from './text.js';

interface SheetDoneProps {
  readonly kind: 'badges' | 'pins' | null;
  readonly sheet: Sheet | null;
  readonly onClose: () => void;
}

/** What was made, to be saved and printed. The server has kept nothing of it, so it is not closed by a stray click. */
export function SheetDone({ kind, sheet, onClose }: SheetDoneProps) {
  return (
    <Modal
      open={sheet !== null}
      title={kind ? t(`${kind}.done`) : ''}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <>
          <Button onClick={onClose}>{t('close')}</Button>
          <Button
            type="primary"
            icon={<Download size={16} aria-hidden />}
            onClick={() => {
              if (sheet) saveBlob(sheet.blob, sheet.name);
            }}
          >
            {t('sheet.save')}
          </Button>
        </>
      }
    >
      <div className="ok-stack">
        <p className="ok-note ok-note-warn">{t('sheet.once')}</p>
        {kind ? <p>{t(`${kind}.print`)}</p> : null}
      </div>
    </Modal>
  );
}
