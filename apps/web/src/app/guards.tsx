import { useEffect, useState } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { KioskIdle } from '../features/kiosk/kiosk-idle.js';
import { homeOf, mayLearn, mayUseOffice, ownerOf, useSession } from '../shared/api/session.js';
import type { CurrentSession } from '../shared/api/types.js';
import { forgetOthers } from '../shared/offline/forget.js';
import { ErrorBlock, Skeleton, useAfter } from '../shared/ui/index.js';
import { PagePad } from '../shared/ui/page.js';
import { applyTypeSizeOf } from '../shared/ui/type-size.js';
import { isForInvigilators } from './invigilation-paths.js';
import { OfflineStart } from './offline-start.js';

/** The address of sign-in that leads back to where one was; `again` when a session ended under the person. */
const signInFrom = (location: { pathname: string; search: string; hash: string }, again: boolean): string =>
  `/sign-in?${again ? 'again=1&' : ''}from=${encodeURIComponent(location.pathname + location.search + location.hash)}`;

/** How long an exam waits to hear who is signed in, before it opens from what this device holds. */
const SESSION_PATIENCE = 5_000;

interface Guard {
  /** The page stays open when the session ends under it, and says so itself. */
  sticky?: boolean;
  /** The page opens without the server from what this device holds. */
  offline?: boolean;
}

/** Lets only signed-in accounts through; a first password has to be changed before anything else. */
export function RequireSession({ sticky = false, offline = false }: Guard) {
  const location = useLocation();
  const session = useSession();
  const waitedLong = useAfter(SESSION_PATIENCE);
  const [entered, setEntered] = useState(false);
  const silent = session.data === undefined && (session.isError || waitedLong || !navigator.onLine);
  useOwner(session.data);
  // Once open without the server, the page stays as it is when the network comes back: an exam is not opened twice.
  if ((session.data || (offline && silent)) && !entered) setEntered(true);
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
        <OfflineStart>
          <ErrorBlock error={session.error} onRetry={() => void session.refetch()} busy={session.isFetching} />
        </OfflineStart>
      </PagePad>
    );
  }
  if (!session.data) return <Navigate to={signInFrom(location, entered)} replace />;
  if (session.data.mustChangePassword && location.pathname !== '/change-password') {
    return <Navigate to="/change-password" replace />;
  }
  return <Outlet />;
}

/** What belongs to whoever is signed in follows him: his size of type, and nothing of whoever was here before. */
function useOwner(session: CurrentSession | null | undefined): void {
  const owner = session ? ownerOf(session) : session;
  useEffect(() => {
    if (owner === undefined) return;
    applyTypeSizeOf(owner);
    if (owner !== null) void forgetOthers(owner);
  }, [owner]);
}

/** `/` leads to where this account starts. */
export function StartPage() {
  const session = useSession().data;
  return <Navigate to={session ? homeOf(session) : '/sign-in'} replace />;
}

/** Learner pages are for accounts of people on a roster; others belong in the office. */
export function RequireLearner() {
  const session = useSession().data;
  const { pathname } = useLocation();
  if (session?.kiosk) {
    // Of the learner's pages a shared device has the start of an exam and its result.
    return /^\/exams\/[^/]+$|^\/exam\/[^/]+\/result$/.test(pathname) ? (
      <>
        <KioskIdle owner={ownerOf(session)} />
        <Outlet />
      </>
    ) : (
      <Navigate to="/kiosk" replace />
    );
  }
  return session && !mayLearn(session) ? <Navigate to="/office" replace /> : <Outlet />;
}

/** Office pages; who has no office role goes to his own tasks, unless he is where an exam that names him needs him. */
export function RequireOffice() {
  const session = useSession().data;
  const { pathname } = useLocation();
  if (session?.mustChangePassword) return <Navigate to="/change-password" replace />;
  const refused = session && !mayUseOffice(session) && !isForInvigilators(pathname);
  return refused ? <Navigate to="/home" replace /> : <Outlet />;
}
