import { useState } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { homeOf, mayLearn, mayUseOffice, useSession } from '../shared/api/session.js';
import { ErrorBlock, Skeleton } from '../shared/ui/index.js';
import { PagePad } from '../shared/ui/page.js';

/** The address of sign-in that leads back to where one was; `again` when a session ended under the person. */
const signInFrom = (location: { pathname: string; search: string; hash: string }, again: boolean): string =>
  `/sign-in?${again ? 'again=1&' : ''}from=${encodeURIComponent(location.pathname + location.search + location.hash)}`;

/**
 * Lets only signed-in accounts through; a first password has to be changed before anything else. `sticky` pages stay open when the
 * session ends under them and say so themselves.
 */
export function RequireSession({ sticky = false }: { sticky?: boolean }) {
  const location = useLocation();
  const session = useSession();
  const [entered, setEntered] = useState(false);
  if (session.data && !entered) setEntered(true);
  if (sticky && entered) return <Outlet />;
  if (session.isPending) {
    return (
      <PagePad>
        <Skeleton />
      </PagePad>
    );
  }
  if (session.isError && session.data === undefined) {
    return (
      <PagePad>
        <ErrorBlock error={session.error} onRetry={() => void session.refetch()} busy={session.isFetching} />
      </PagePad>
    );
  }
  if (!session.data) return <Navigate to={signInFrom(location, entered)} replace />;
  if (session.data.mustChangePassword && location.pathname !== '/change-password') {
    return <Navigate to="/change-password" replace />;
  }
  return <Outlet />;
}

/** `/` leads to where this account starts. */
export function StartPage() {
  const session = useSession().data;
  return <Navigate to={session ? homeOf(session) : '/sign-in'} replace />;
}

/** Learner pages are for accounts of people on a roster; others belong in the office. */
export function RequireLearner() {
  const session = useSession().data;
  return session && !mayLearn(session) ? <Navigate to="/office" replace /> : <Outlet />;
}

/** Office pages; who has no office role goes to his own tasks. */
export function RequireOffice() {
  const session = useSession().data;
  if (session?.mustChangePassword) return <Navigate to="/change-password" replace />;
  return session && !mayUseOffice(session) ? <Navigate to="/home" replace /> : <Outlet />;
}
