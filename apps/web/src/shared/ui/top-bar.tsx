import { ArrowLeft, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import { useCommonText } from '../i18n/common.js';
import './top-bar.css';

/** The router numbers its steps; the first page of a tab is number 0. */
const hasStepBehind = (): boolean => ((history.state as { idx?: number } | null)?.idx ?? 0) > 0;

/** The bar over a page without tabs: where back leads, the title, and at most two actions. */
export function TopBar({
  title,
  backTo,
  close,
  children,
}: {
  title: ReactNode;
  /** Without it, back is one step in the history; a page opened by its address has none and goes to the start. */
  backTo?: string;
  /** Shows a cross instead of an arrow: the page is an end, not a step. */
  close?: boolean;
  children?: ReactNode;
}) {
  const t = useCommonText();
  const navigate = useNavigate();
  const icon = close ? <X size={24} strokeWidth={1.75} /> : <ArrowLeft size={24} strokeWidth={1.75} />;
  const label = close ? t('close') : t('back');
  return (
    <header className="top-bar">
      {backTo ? (
        <Link className="icon-button" to={backTo} aria-label={label}>
          {icon}
        </Link>
      ) : (
        <button
          type="button"
          className="icon-button"
          aria-label={label}
          onClick={() => void (hasStepBehind() ? navigate(-1) : navigate('/', { replace: true }))}
        >
          {icon}
        </button>
      )}
      <h1 className="grow cut">{title}</h1>
      {children}
    </header>
  );
}
