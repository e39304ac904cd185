import { useEffect, useRef, useState } from 'react';
import { Button, Sheet } from '../../shared/ui/index.js';
import { useKioskText } from './messages.js';
import { useHandOver } from './use-hand-over.js';

/** Without a touch for this long, whoever was here has gone. */
const IDLE_MS = 180_000;
const COUNTDOWN_S = 30;
const SIGNS = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;

/** Ends a session on a shared device that its owner has left; never in the exam itself, where silence is thinking. */
export function KioskIdle({ owner }: { owner: string }) {
  const t = useKioskText();
  const [left, setLeft] = useState<number | null>(null);
  const { start, busy } = useHandOver(owner);
  const touched = useRef(0);
  useEffect(() => {
    const touch = (): void => {
      touched.current = Date.now();
    };
    touch();
    for (const sign of SIGNS) addEventListener(sign, touch, { passive: true });
    const timer = setInterval(() => {
      const over = Date.now() - touched.current - IDLE_MS;
      setLeft(over < 0 ? null : Math.max(0, COUNTDOWN_S - Math.floor(over / 1000)));
    }, 1000);
    return () => {
      for (const sign of SIGNS) removeEventListener(sign, touch);
      clearInterval(timer);
    };
  }, []);
  const over = left === 0;
  useEffect(() => {
    if (over) start();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once when the time is over
  }, [over]);
  const stay = (): void => {
    touched.current = Date.now();
    setLeft(null);
  };
  return (
    <Sheet open={left !== null} title={t('idleTitle')} onClose={stay}>
      <p>{t('idleHow', { n: left ?? 0 })}</p>
      <Button kind="primary" big block busy={busy} onClick={stay}>
        {t('stay')}
      </Button>
    </Sheet>
  );
}
