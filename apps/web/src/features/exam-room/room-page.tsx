import { useState } from 'react';
import { Navigate, useParams } from 'react-router';
import { Problem } from '../../shared/api/problem.js';
import { ownerOf, useSession } from '../../shared/api/session.js';
import { ButtonLink, ErrorBlock, Skeleton } from '../../shared/ui/index.js';
import { PagePad } from '../../shared/ui/page.js';
import { usePageTitle } from '../../shared/ui/page-title.js';
import { useRoomText } from './messages.js';
import type { TimedAttempt } from './requests.js';
import { Room } from './room.js';
import { useOpenAttempt, useRoom } from './use-exam-room.js';

/** The exam room: one question a screen, everything said about what is saved, no way to lose an answer. */
export function ExamRoomPage() {
  const { attemptId = '' } = useParams();
  return <Found key={attemptId} attemptId={attemptId} />;
}

function Found({ attemptId }: { attemptId: string }) {
  const t = useRoomText();
  usePageTitle(t('sheet'));
  const session = useSession().data;
  // The account of the moment of opening: answers belong to it, whoever signs in later on this phone.
  const [owner, setOwner] = useState(() => (session ? ownerOf(session) : null));
  const attempt = useOpenAttempt(attemptId, owner);
  // Opened without the server: the paper says whose it is.
  const keptFor = attempt.data?.kept?.owner;
  if (owner === null && keptFor !== undefined) setOwner(keptFor);
  const refused = attempt.error instanceof Problem ? attempt.error : null;
  // A printed paper has no room and, until it has been keyed in, no result: the refusal says so itself.
  const onPaper = refused?.code === 'attempt-on-paper';
  const over = refused?.status === 409 && !onPaper;
  if (over) return <Navigate to={`/exam/${attemptId}/result`} replace />;
  if (attempt.data && owner) return <Opened loaded={attempt.data} owner={owner} />;
  return (
    <PagePad>
      {attempt.isError ? (
        <>
          <ErrorBlock
            error={attempt.error}
            busy={attempt.isFetching}
            {...(onPaper ? {} : { onRetry: () => void attempt.refetch() })}
          />
          <ButtonLink big block to="/home">
            {t('home')}
          </ButtonLink>
        </>
      ) : (
        <Skeleton heights={[48, 110, 64, 64, 64, 64]} />
      )}
    </PagePad>
  );
}

function Opened({ loaded, owner }: { loaded: TimedAttempt; owner: string }) {
  const room = useRoom(loaded, owner);
  return room ? <Room loaded={loaded} room={room} /> : null;
}
