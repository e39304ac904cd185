import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Link } from 'react-router';
import './button.css';

export type ButtonKind = 'primary' | 'secondary' | 'ghost' | 'danger';

interface Look {
  kind?: ButtonKind;
  /** 56 px high with 18 px text: the phone's buttons. */
  big?: boolean;
  /** Takes the whole width. */
  block?: boolean;
  children: ReactNode;
}

const classOf = ({ kind = 'secondary', big, block }: Omit<Look, 'children'>): string =>
  `btn btn-${kind} ${big ? 'btn-big' : ''} ${block ? 'btn-block' : ''}`;

/**
 * A button. While `busy` it keeps its word and shows a small ring; a disabled button says why in its own text (ui.md §9).
 */
export function Button({
  kind,
  big,
  block,
  busy,
  children,
  disabled,
  type = 'button',
  ...rest
}: Look & { busy?: boolean } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button
      {...rest}
      type={type}
      className={classOf({ kind, big, block })}
      disabled={disabled === true || busy === true}
      aria-busy={busy === true}
    >
      {busy ? <span className="btn-ring" aria-hidden="true" /> : null}
      {children}
    </button>
  );
}

/** The same look for a link inside the app. */
export function ButtonLink({ kind, big, block, to, children, replace }: Look & { to: string; replace?: boolean }) {
  return (
    <Link to={to} replace={replace ?? false} className={classOf({ kind, big, block })}>
      {children}
    </Link>
  );
}
