import { useEffect, useState, type ReactNode } from 'react';
import { asProblem } from '../api/problem.js';
import { useCommonText } from '../i18n/common.js';
import { Button } from './button.js';
import { StatusShape } from './status.js';
import './states.css';

/** Nothing here: one sentence and at most one action, no drawing (ui.md §9). */
export function Empty({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <p>{children}</p>
      {action}
    </div>
  );
}

/** The block that failed, with 「再试一次」; the rest of the page stays. The request number stands under 「详情」. */
export function ErrorBlock({ error, onRetry, busy }: { error: unknown; onRetry?: () => void; busy?: boolean }) {
  const t = useCommonText();
  const problem = asProblem(error);
  return (
    <div className="error-block" role="alert">
      <StatusShape kind="warn" size={20} />
      <div className="grow">
        <p>{problem.sentence}</p>
        {problem.requestId ? (
          <details>
            <summary>{t('details')}</summary>
            <span>{t('requestId', { id: problem.requestId })}</span>
          </details>
        ) : null}
        {onRetry ? (
          <Button onClick={onRetry} busy={busy ?? false}>
            {t('retry')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

/** True once `milliseconds` have passed; skeletons wait 150 ms so that fast answers do not flicker. */
export function useAfter(milliseconds: number): boolean {
  const [passed, setPassed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setPassed(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return passed;
}

/** Grey bars where the content will stand: one height in px per bar. Says 「正在打开」 to a screen reader. */
export function Skeleton({ heights = [120, 64, 64] }: { heights?: number[] }) {
  const t = useCommonText();
  const visible = useAfter(150);
  return (
    <div className="skeleton" role="status" aria-label={t('loading')}>
      {visible ? heights.map((height, index) => <div key={`${index}-${height}`} style={{ height }} />) : null}
    </div>
  );
}

/** A calm band under the header. */
export function Band({ kind = 'warn', children }: { kind?: 'warn' | 'pass' | 'stop'; children: ReactNode }) {
  return (
    <div className={`band band-${kind}`} role="status">
      <StatusShape kind={kind} size={18} />
      <div className="grow">{children}</div>
    </div>
  );
}
