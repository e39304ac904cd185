import type { ReactNode } from 'react';
import './status.css';

/** The status set of ui.md §3: each kind is a colour, a shape and, at the call, a word. */
export type StatusKind = 'pass' | 'warn' | 'stop' | 'due' | 'none' | 'exempt';

const shapes: Record<StatusKind, ReactNode> = {
  pass: (
    <>
      <circle cx="12" cy="12" r="10.5" fill="var(--pass)" />
      <path
        d="m7.3 12.4 3.2 3.3 6.2-7"
        fill="none"
        stroke="var(--surface)"
        strokeWidth="2.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  warn: (
    <>
      <path d="M10.3 2.9a2 2 0 0 1 3.4 0l9 15.6a2 2 0 0 1-1.7 3H3a2 2 0 0 1-1.7-3z" fill="var(--warn-fill)" />
      <path d="M12 8.6v5.2M12 17.4v.1" className="status-mark" strokeWidth="2.4" strokeLinecap="round" />
    </>
  ),
  stop: (
    <>
      <path d="M7.6 1.5h8.8l6.1 6.1v8.8l-6.1 6.1H7.6l-6.1-6.1V7.6z" fill="var(--stop)" />
      <path d="M7 12h10" stroke="var(--surface)" strokeWidth="3" strokeLinecap="round" />
    </>
  ),
  due: (
    <>
      <circle cx="12" cy="12" r="9.4" fill="none" stroke="var(--azure-600)" strokeWidth="2.2" />
      <path d="M12 5.6v12.8a6.4 6.4 0 0 0 0-12.8z" fill="var(--azure-600)" />
    </>
  ),
  none: (
    <circle
      cx="12"
      cy="12"
      r="9.4"
      fill="none"
      stroke="var(--line-control)"
      strokeWidth="2.2"
      strokeDasharray="3.6 3.8"
    />
  ),
  exempt: (
    <>
      <circle cx="12" cy="12" r="9.4" fill="none" stroke="var(--line-control)" strokeWidth="2.2" />
      <path d="M8 12h8" stroke="var(--line-control)" strokeWidth="2.2" strokeLinecap="round" />
    </>
  ),
};

/** The shape alone; always put a word beside it. */
export function StatusShape({ kind, size = 16 }: { kind: StatusKind; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      {shapes[kind]}
    </svg>
  );
}

/** Shape + word in the status's text colour. */
export function Status({ kind, children, size }: { kind: StatusKind; children: ReactNode; size?: number }) {
  return (
    <span className={`status status-${kind}`}>
      <StatusShape kind={kind} size={size ?? 16} />
      {children}
    </span>
  );
}

/** The same on a soft ground. Without a kind it is a plain label. */
export function Chip({ kind, tone, children }: { kind?: StatusKind; tone?: 'brand'; children: ReactNode }) {
  return (
    <span className={`chip ${kind ? `chip-${kind}` : ''} ${tone === 'brand' ? 'chip-brand' : ''}`}>
      {kind ? <StatusShape kind={kind} size={13} /> : null}
      {children}
    </span>
  );
}
