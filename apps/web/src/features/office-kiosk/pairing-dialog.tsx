import { Button, Modal } from 'antd';
import type { KioskPairing } from '../../shared/api/types.js';
import { clockText } from '../../shared/time/format.js';
import { kioskText as t } from './text.js';

/** The code to be typed on the device, large enough to be read across a room. */
export function PairingDialog({
  pairing,
  onClose,
}: {
  readonly pairing: KioskPairing | null;
  readonly onClose: () => void;
}) {
  return (
    <Modal
      open={pairing !== null}
      title={t('pair.title')}
      onCancel={onClose}
      footer={<Button onClick={onClose}>{t('close')}</Button>}
    >
      {pairing ? (
        <div className="ok-stack">
          <p>{t('pair.how', { address: `${location.origin}/kiosk` })}</p>
          <output className="okk-code">{pairing.pairingCode}</output>
          <p className="dim">{t('pair.until', { time: clockText(pairing.expiresAt) })}</p>
        </div>
      ) : null}
    </Modal>
  );
}
