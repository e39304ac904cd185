import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type FormEvent } from 'react';
import { api } from '../../shared/api/client.js';
import { Problem } from '../../shared/api/problem.js';
import { sessionKey } from '../../shared/api/query-client.js';
import type { CurrentSession, KioskSignInDto } from '../../shared/api/types.js';
import { Button, ErrorBlock, Field } from '../../shared/ui/index.js';
import { useKioskText } from './messages.js';
import style from './kiosk.module.css';

type Missing = Partial<Record<'name' | 'tail' | 'pin', string>>;

/** Whole name and PIN; no list of people. Among people of the same name the last four of ID or phone. */
export function KioskSignIn() {
  const t = useKioskText();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [tail, setTail] = useState('');
  const [pin, setPin] = useState('');
  const [shared, setShared] = useState(false);
  const [missing, setMissing] = useState<Missing>({});
  const pinField = useRef<HTMLInputElement>(null);
  const signIn = useMutation({
    mutationFn: (body: KioskSignInDto) => api.post<CurrentSession>('/kiosk/sessions', { body }),
    onSuccess: (session) => client.setQueryData(sessionKey, session),
    onError: (error) => {
      const sameName = error instanceof Problem && error.code === 'kiosk-name-shared';
      setShared(shared || sameName);
      if (sameName) return;
      setPin('');
      pinField.current?.focus();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const faults: Missing = {
      ...(name.trim() ? {} : { name: t('nameMissing') }),
      ...(!shared || /^\d{3}[\dx]$/i.test(tail) ? {} : { tail: t('tailMissing') }),
      ...(/^\d{6}$/.test(pin) ? {} : { pin: t('pinMissing') }),
    };
    setMissing(faults);
    if (Object.keys(faults).length === 0) signIn.mutate({ name: name.trim(), pin, ...(shared ? { tail } : {}) });
  };
  return (
    <form onSubmit={submit} noValidate autoComplete="off">
      <h1>{t('signInTitle')}</h1>
      <Field
        label={t('name')}
        hint={t('nameHint')}
        error={missing.name}
        value={name}
        maxLength={60}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setName(event.target.value);
          setShared(false);
        }}
      />
      {shared ? (
        <Field
          label={t('tail')}
          hint={t('tailHint')}
          error={missing.tail}
          value={tail}
          maxLength={4}
          autoComplete="off"
          onChange={(event) => setTail(event.target.value)}
        />
      ) : null}
      {/* Not a password field: no browser offers to keep what belongs to whoever stands here now. */}
      <Field
        ref={pinField}
        className={style['pin']}
        label={t('pin')}
        error={missing.pin}
        value={pin}
        maxLength={6}
        inputMode="numeric"
        autoComplete="off"
        onChange={(event) => setPin(event.target.value.replace(/\D/g, ''))}
      />
      {signIn.isError ? <ErrorBlock error={signIn.error} /> : null}
      <Button kind="primary" big block type="submit" busy={signIn.isPending}>
        {t('enter')}
      </Button>
      <p className="mut">{t('noPin')}</p>
    </form>
  );
}
