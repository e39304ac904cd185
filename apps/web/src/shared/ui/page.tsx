import type { ReactNode } from 'react';
import './page.css';

/** Padding and the learner's width for a page that has nothing but a state to show. */
export function PagePad({ children }: { children: ReactNode }) {
  return <main className="page-pad">{children}</main>;
}
