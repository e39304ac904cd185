import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { ownerOf, useSignedIn, useSignOut } from '../../shared/api/session.js';
import { pendingAttempts } from '../../shared/offline/answer-log.js';
import { Button, ErrorBlock, Sheet } from '../../shared/ui/index.js';
import { useMyText } from './messages.js';
import style from './my.module.css';

/** Asks before signing out, and says what happens to answers that are not uploaded yet: they are never thrown away. */
export function SignOutSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useMyText();
  const session = useSignedIn();
  const owner = ownerOf(session);
  const signOut = useSignOut();
  const navigate = useNavigate();
  const pending = useQuery({
    queryKey: ['device', 'pending-answers', owner],
    queryFn: async () => (await pendingAttempts(owner)).reduce((sum, attempt) => sum + attempt.pending, 0),
    enabled: open,
    staleTime: 0,
    retry: false,
  });
  const leave = useMutation({
    mutationFn: signOut,
    // Whoever signs in next starts at his own first page.
    onSuccess: () => navigate('/sign-in', { replace: true }),
  });
  const n = pending.data ?? 0;
  return (
    <Sheet open={open} title={t('signOutSure')} onClose={onClose}>
      <div className={style['leave']}>
        <p>{n > 0 ? t('signOutPending', { n }) : t('signOutPlain')}</p>
        {leave.isError ? <ErrorBlock error={leave.error} /> : null}
        <Button kind={n > 0 ? 'primary' : 'secondary'} big block onClick={onClose}>
          {t('stay')}
        </Button>
        <Button kind={n > 0 ? 'secondary' : 'primary'} big block busy={leave.isPending} onClick={() => leave.mutate()}>
          {t('signOutNow')}
        </Button>
      </div>
    </Sheet>
  );
}
