import { SwitchCamera } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button, Sheet } from '../../shared/ui/index.js';
import { useKioskText } from './messages.js';
import style from './kiosk.module.css';
import { useAfterQuiet } from './use-after-quiet.js';
import { watchForBadge, type CameraState, type Facing } from './watch-for-badge.js';

/** The camera does not stay on when nobody is there. */
const QUIET_MS = 60_000;

interface BadgeCameraProps {
  open: boolean;
  onClose: () => void;
  onBadge: (code: string) => void;
}

/** Holds a badge before the camera. */
export function BadgeCamera({ open, onClose, onBadge }: BadgeCameraProps) {
  const t = useKioskText();
  return (
    <Sheet open={open} title={t('scan')} onClose={onClose}>
      {open ? <Viewfinder onClose={onClose} onBadge={onBadge} /> : null}
    </Sheet>
  );
}

function Viewfinder({ onClose, onBadge }: Omit<BadgeCameraProps, 'open'>) {
  const t = useKioskText();
  const video = useRef<HTMLVideoElement>(null);
  const [facing, setFacing] = useState<Facing>('user');
  const [state, setState] = useState<CameraState>('starting');
  const found = useRef(onBadge);
  useEffect(() => {
    found.current = onBadge;
  });
  useEffect(() => {
    const { current: element } = video;
    return element
      ? watchForBadge(element, facing, { onState: setState, onBadge: (code) => found.current(code) })
      : undefined;
  }, [facing]);
  useAfterQuiet(QUIET_MS, onClose);
  const failed = state === 'refused' || state === 'missing';
  return (
    <div className={style['ask']}>
      <p role="status">{t(`camera.${state}`)}</p>
      {/* Seen from the front as in a mirror, so that the hand moves where one expects it. */}
      <video
        ref={video}
        className={`${style['video']} ${facing === 'user' ? style['mirror'] : ''}`}
        muted
        playsInline
        hidden={failed}
      />
      {failed ? null : (
        <Button big block onClick={() => setFacing(facing === 'user' ? 'environment' : 'user')}>
          <SwitchCamera size={22} strokeWidth={1.75} aria-hidden />
          {t('camera.switch')}
        </Button>
      )}
    </div>
  );
}
