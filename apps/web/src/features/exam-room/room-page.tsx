import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Navigate, useParams } from 'react-router';
import { Problem } from '../../shared/api/problem.js';
import { useSession } from '../../shared/api/session.js';
import { ErrorBlock, Skeleton } from '../../shared/ui/index.js';
import { PagePad } from '../../shared/ui/page.js';
import { usePageTitle } from '../../shared/ui/page-title.js';
import { useRoomText } from './messages.js';
import { attemptKey, getAttempt, type TimedAttempt } from './requests.js';
import { Room } from './room.js';
import { useRoom } from './use-exam-room.js';

/** The exam room: one question a screen, everything said about what is saved, no way to lose an answer. */
export function ExamRoomPage() {
  const t = useRoomText();
  const { attemptId = '' } = useParams();
  usePageTitle(t('sheet'));
  const session = useSession().data;
  // The account of the moment of opening: answers belong to it, whoever signs in later on this phone.
  const [owner] = useState(() => (session ? (session.person?.id ?? session.account) : null));
  const attempt = useQuery({
    queryKey: attemptKey(attemptId),
    queryFn: ({ signal }) => getAttempt(attemptId, signal),
    staleTime: 10_000,
    gcTime: 60_000,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const over = attempt.error instanceof Problem && attempt.error.status === 409;
  if (over) return <Navigate to={`/exam/${attemptId}/result`} replace />;
  if (attempt.data && owner) {
    return <Opened loaded={attempt.data} owner={owner} onReload={() => void attempt.refetch()} />;
  }
  return (
    <PagePad>
      {attempt.isError ? (
        <ErrorBlock error={attempt.error} onRetry={() => void attempt.refetch()} busy={attempt.isFetching} />
      ) : (
        <Skeleton heights={[48, 110, 64, 64, 64, 64]} />
      )}
    </PagePad>
  );
}

function Opened({ loaded, owner, onReload }: { loaded: TimedAttempt; owner: string; onReload: () => void }) {
  const room = useRoom(loaded, owner);
  return room ? <Room loaded={loaded} room={room} onReload={onReload} /> : null;
}
