import type { ReactNode } from 'react';

interface EmptyStartProps {
  readonly title: string;
  readonly text?: string;
  readonly actions?: ReactNode;
}

/** One sentence and the first step (ui.md section 9). */
export function EmptyStart({ title, text, actions }: EmptyStartProps) {
  return (
    <div className="ok-empty">
      <b>{title}</b>
      {text ? <p>{text}</p> : null}
      {actions ? <div className="ok-actions">{actions}</div> : null}
    </div>
  );
}
