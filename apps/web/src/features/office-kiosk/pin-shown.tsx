import { Button, Modal } from 'antd';
import type { IssuedPins } from '../../shared/api/types.js';
import { kioskText as t } from './text.js';

/** One person's new PIN, shown once, large enough to be copied by hand. */
export function PinShown({ issued, onClose }: { readonly issued: IssuedPins | null; readonly onClose: () => void }) {
  const [slip] = issued?.pins ?? [];
  return (
    <Modal
      open={issued !== null}
      title={slip ? t('pin.title', { name: slip.name }) : ''}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={<Button onClick={onClose}>{t('close')}</Button>}
    >
      <div className="ok-stack">
        <p className="ok-note ok-note-warn">{t('pin.once')}</p>
        <output className="okk-code">{slip?.pin}</output>
      </div>
    </Modal>
  );
}
