import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../../shared/api/client.js';
import { asProblem } from '../../shared/api/problem.js';
import { sessionKey } from '../../shared/api/query-client.js';
import { homeOf, useSignedIn } from '../../shared/api/session.js';
import { Button, ErrorBlock, PasswordField, TopBar } from '../../shared/ui/index.js';
import { usePageTitle } from '../../shared/ui/page-title.js';
import { useSignInText } from './messages.js';
import style from './change-password.module.css';

/** The shortest password the platform takes; the server says so too, and its words win. */
const SHORTEST = 15;
const lengthOf = (text: string): number => [...text].length;

/** A person's own password: on the first sign-in nothing else opens before it. */
export function ChangePasswordPage() {
  const t = useSignInText();
  usePageTitle(t('changeTitle'));
  const session = useSignedIn();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [tried, setTried] = useState(false);
  const change = useMutation({
    mutationFn: () => api.put<void>('/accounts/me/password', { body: { currentPassword: current, newPassword: next } }),
    onSuccess: async () => {
      await client.refetchQueries({ queryKey: sessionKey });
      await navigate(homeOf(session), { replace: true });
    },
  });
  const left = SHORTEST - lengthOf(next);
  const problem = change.isError ? asProblem(change.error) : null;
  const errors = {
    current: tried && !current ? t('needCurrent') : problem?.messageFor('/currentPassword'),
    next:
      tried && left > 0
        ? t('tooShort', { left })
        : tried && next === current && next !== ''
          ? t('same')
          : problem?.messageFor('/newPassword'),
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (current && left <= 0 && next !== current) change.mutate();
  };
  return (
    <div className={style['page']}>
      {session.mustChangePassword ? (
        <header className={style['head']}>
          <h1>{t('changeTitle')}</h1>
        </header>
      ) : (
        <TopBar title={t('changeTitle')} backTo="/my" />
      )}
      <main>
        <form onSubmit={submit} noValidate>
          <p className={style['why']}>
            {session.mustChangePassword ? `${t('changeFirst')} ` : ''}
            {t('changeHow')}
          </p>
          <PasswordField
            label={t('current')}
            autoComplete="current-password"
            show={t('show')}
            hide={t('hide')}
            value={current}
            onChange={(event) => setCurrent(event.target.value)}
            error={errors.current}
          />
          <PasswordField
            label={t('next')}
            autoComplete="new-password"
            show={t('show')}
            hide={t('hide')}
            value={next}
            onChange={(event) => setNext(event.target.value)}
            error={errors.next}
            hint={next ? t(left > 0 ? 'nextCount' : 'nextEnough', { n: lengthOf(next), left }) : undefined}
          />
          {problem && !errors.current && !errors.next ? <ErrorBlock error={problem} /> : null}
          <Button kind="primary" big block type="submit" busy={change.isPending}>
            {t('change')}
          </Button>
        </form>
      </main>
    </div>
  );
}
