import { useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal } from 'antd';
import type { InputRef } from 'antd';
import { useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { api } from '../../shared/api/client.js';
import { asProblem } from '../../shared/api/problem.js';
import type { Problem } from '../../shared/api/problem.js';
import { sessionKey } from '../../shared/api/query-client.js';
import { officeText as t } from './office-text.js';

/** Asks for the password over the page: the session ended, what was typed underneath stays (ui.md §8 row 11). */
export function SignInAgain({ open, account }: { readonly open: boolean; readonly account: string }) {
  const client = useQueryClient();
  const field = useRef<InputRef>(null);
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (password === '') return;
    setBusy(true);
    setProblem(null);
    try {
      await api.post('/sessions', { body: { account, password } });
      setPassword('');
      await client.refetchQueries({ queryKey: sessionKey });
      void client.invalidateQueries({ queryKey: ['office'] });
    } catch (refused) {
      setProblem(asProblem(refused));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open={open}
      title={t('again.title')}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      zIndex={1900}
      footer={null}
      width={420}
      afterOpenChange={(shown) => (shown ? field.current?.focus() : undefined)}
    >
      <form className="ok-stack" onSubmit={(event) => void submit(event)}>
        <p>{t('again.text')}</p>
        <input type="hidden" name="username" autoComplete="username" value={account} readOnly />
        <label className="ok-label">
          {t('again.password', { account })}
          <Input.Password
            ref={field}
            name="password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </label>
        {problem ? (
          <p className="ok-note ok-note-stop" role="alert">
            {problem.sentence}
          </p>
        ) : null}
        <div className="ok-actions">
          <Button type="primary" htmlType="submit" loading={busy} disabled={password === ''}>
            {t('again.ok')}
          </Button>
          <Button onClick={() => window.location.assign('/sign-in')}>{t('again.other')}</Button>
        </div>
      </form>
    </Modal>
  );
}
