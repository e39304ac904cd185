import type { ReactNode } from 'react';
import './card.css';

/** A white card with a hairline. */
export function Card({ children, className = '' }: { children: ReactNode; className?: string }) {
  return <div className={`card ${className}`}>{children}</div>;
}
