import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Link } from 'react-router';
import { api } from '../../shared/api/client.js';
import type { PairedKiosk } from '../../shared/api/types.js';
import { Button, ErrorBlock, Field } from '../../shared/ui/index.js';
import { useKioskText } from './messages.js';

/** Makes this browser a shared device by the code from the office. */
export function PairForm({ onPaired }: { onPaired: () => void }) {
  const t = useKioskText();
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState(false);
  const pair = useMutation({
    mutationFn: () => api.post<PairedKiosk>('/kiosk/pairing', { body: { code } }),
    onSuccess: onPaired,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(code.trim() === '');
    if (code.trim() !== '') pair.mutate();
  };
  return (
    <form onSubmit={submit} noValidate autoComplete="off">
      <h1>{t('pairTitle')}</h1>
      <p>{t('pairHow')}</p>
      <Field
        label={t('pairCode')}
        value={code}
        maxLength={20}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        error={missing ? t('pairMissing') : undefined}
        onChange={(event) => setCode(event.target.value)}
      />
      {pair.isError ? <ErrorBlock error={pair.error} /> : null}
      <Button kind="primary" big block type="submit" busy={pair.isPending}>
        {t('pair')}
      </Button>
      <Link to="/sign-in">{t('toSignIn')}</Link>
    </form>
  );
}
