import { ChevronRight } from 'lucide-react';
import { createContext, Fragment, useContext, useEffect } from 'react';
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { Link } from 'react-router';

/** A step of the path in the header; the last one is where the reader stands. */
export interface Crumb {
  readonly title: string;
  readonly to?: string;
}

/** The header's place for the path: the shell renders it, a page fills it. */
export const CrumbPlace = createContext<HTMLElement | null>(null);

interface OfficePageProps {
  readonly crumbs: readonly Crumb[];
  /** Left out where the page has a head of its own (the coverage board). */
  readonly title?: string;
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
}

/** Frame of every office page: path in the header, heading with actions, content, and a bar at the foot if needed. */
export function OfficePage({ crumbs, title, note, actions, children, footer }: OfficePageProps) {
  const last = crumbs.at(-1)?.title ?? title ?? '';
  useEffect(() => {
    document.title = `${title ?? last} · 知安`;
  }, [title, last]);
  return (
    <div className={footer ? 'ok-page ok-page-footed' : 'ok-page'}>
      <Crumbs crumbs={crumbs} />
      {title === undefined ? null : (
        <div className="ok-head">
          <div className="ok-grow">
            <h1>{title}</h1>
            {note ? <p className="ok-mut">{note}</p> : null}
          </div>
          {actions ? <div className="ok-actions">{actions}</div> : null}
        </div>
      )}
      {children}
      {footer ? <footer className="ok-foot">{footer}</footer> : null}
    </div>
  );
}

function Crumbs({ crumbs }: { readonly crumbs: readonly Crumb[] }) {
  const place = useContext(CrumbPlace);
  if (!place) return null;
  return createPortal(
    crumbs.map((crumb, index) => (
      <Fragment key={`${index}-${crumb.title}`}>
        {index > 0 ? <ChevronRight size={14} aria-hidden className="ok-crumb-sep" /> : null}
        {index === crumbs.length - 1 ? (
          <b aria-current="page">{crumb.title}</b>
        ) : crumb.to ? (
          <Link to={crumb.to}>{crumb.title}</Link>
        ) : (
          <span>{crumb.title}</span>
        )}
      </Fragment>
    )),
    place,
  );
}
