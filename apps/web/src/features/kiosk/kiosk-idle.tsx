import { useEffect, useRef, useState } from 'react';
import { api } from '../../shared/api/client.js';
import { Problem } from '../../shared/api/problem.js';
import { Button, Sheet } from '../../shared/ui/index.js';
import { useKioskText } from './messages.js';
import style from './kiosk.module.css';
import { SIGNS_OF_LIFE } from './signs-of-life.js';
import { useHandOver } from './use-hand-over.js';

/** Without a touch for this long, whoever was here has gone. */
const IDLE_MS = 180_000;
const COUNTDOWN_S = 30;
/** Without a network the session cannot be ended; it is tried again. */
const AGAIN_S = 15;
/** The server ends a session from which it hears nothing for five minutes: a touch that asks it nothing is told now and then. */
const TELL_MS = 60_000;

/** Ends a session on a shared device that its owner has left; never in the exam itself, where silence is thinking. */
export function KioskIdle({ owner }: { owner: string }) {
  const t = useKioskText();
  const [left, setLeft] = useState<number | null>(null);
  /** By the server or the office: whoever is here is somebody else to them now. */
  const [ended, setEnded] = useState(false);
  const { start, busy } = useHandOver(owner);
  const touched = useRef(0);
  useEffect(() => {
    let told = Date.now();
    const touch = (): void => {
      touched.current = Date.now();
    };
    touch();
    for (const sign of SIGNS_OF_LIFE) addEventListener(sign, touch, { passive: true });
    const timer = setInterval(() => {
      if (touched.current > told && Date.now() - told >= TELL_MS) {
        told = Date.now();
        api.get('/sessions/current').catch((error: unknown) => {
          if (error instanceof Problem && error.status === 401) setEnded(true);
        });
      }
      const over = Date.now() - touched.current - IDLE_MS;
      setLeft(over < 0 ? null : COUNTDOWN_S - Math.floor(over / 1000));
    }, 1000);
    return () => {
      for (const sign of SIGNS_OF_LIFE) removeEventListener(sign, touch);
      clearInterval(timer);
    };
  }, []);
  const attempt = left === null || left > 0 ? null : Math.floor(-left / AGAIN_S);
  useEffect(() => {
    if (attempt !== null || ended) start();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for each attempt
  }, [attempt, ended]);
  const stay = (): void => {
    touched.current = Date.now();
    setLeft(null);
  };
  return (
    <Sheet open={left !== null} title={t('idleTitle')} onClose={stay}>
      <div className={style['ask']}>
        <p>{t('idleHow', { n: Math.max(0, left ?? 0) })}</p>
        <Button kind="primary" big block busy={busy} onClick={stay}>
          {t('stay')}
        </Button>
      </div>
    </Sheet>
  );
}
