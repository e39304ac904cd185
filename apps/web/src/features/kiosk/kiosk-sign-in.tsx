import { ScanLine } from 'lucide-react';
import { useState } from 'react';
import { Button, ErrorBlock } from '../../shared/ui/index.js';
import { BadgeCamera } from './badge-camera.js';
import { BadgeForm } from './badge-form.js';
import { useKioskText } from './messages.js';
import { NameForm } from './name-form.js';
import style from './kiosk.module.css';
import { useAfterQuiet } from './use-after-quiet.js';
import { useBadgeKeys } from './use-badge-keys.js';
import { useKioskEntry } from './use-kiosk-entry.js';
import { hasCamera } from './watch-for-badge.js';

/** What somebody has begun to type or scanned and then left is not for the next one. */
const QUIET_MS = 60_000;

/** A badge, by camera or by a scanner that types, or name and PIN. `badgeAlone`: this device asks no PIN with a badge. */
export function KioskSignIn({ badgeAlone }: { badgeAlone: boolean }) {
  const t = useKioskText();
  const [badge, setBadge] = useState<string | null>(null);
  const [camera, setCamera] = useState(false);
  /** Another number is another, empty form. */
  const [visitor, setVisitor] = useState(0);
  const [refused, setRefused] = useState<unknown>(null);
  const entry = useKioskEntry(setRefused);
  const startAnew = (): void => {
    setBadge(null);
    setRefused(null);
    setVisitor((before) => before + 1);
  };
  const scanned = (code: string): void => {
    setCamera(false);
    startAnew();
    if (badgeAlone) entry.mutate({ badge: code });
    else setBadge(code);
  };
  useBadgeKeys(scanned);
  useAfterQuiet(QUIET_MS, startAnew);
  if (badge !== null) {
    const refuse = (error: unknown): void => {
      startAnew();
      setRefused(error);
    };
    return <BadgeForm key={visitor} badge={badge} onBack={startAnew} onRefused={refuse} />;
  }
  return (
    <>
      <h1>{t('signInTitle')}</h1>
      <div className={style['scan']}>
        {hasCamera() ? (
          <Button big block busy={entry.isPending} onClick={() => setCamera(true)}>
            <ScanLine size={24} strokeWidth={1.75} aria-hidden />
            {t('scan')}
          </Button>
        ) : null}
        <p className="mut">{t(hasCamera() ? 'scanHow' : 'scannerHow')}</p>
        {refused ? <ErrorBlock error={refused} /> : null}
      </div>
      <NameForm key={visitor} />
      <BadgeCamera open={camera} onClose={() => setCamera(false)} onBadge={scanned} />
    </>
  );
}
