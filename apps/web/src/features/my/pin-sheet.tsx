import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api } from '../../shared/api/client.js';
import { Button, ErrorBlock, PasswordField, Sheet, Status } from '../../shared/ui/index.js';
import { useMyText } from './messages.js';
import style from './my.module.css';

/** The person's own six digits for tablets that many people share. */
export function PinSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useMyText();
  const [pin, setPin] = useState('');
  const [missing, setMissing] = useState(false);
  const change = useMutation({ mutationFn: () => api.put('/accounts/me/kiosk-pin', { body: { pin } }) });
  const close = (): void => {
    setPin('');
    setMissing(false);
    change.reset();
    onClose();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const complete = /^\d{6}$/.test(pin);
    setMissing(!complete);
    if (complete) change.mutate();
  };
  return (
    <Sheet open={open} title={t('pin')} onClose={close}>
      {change.isSuccess ? (
        <div className={style['leave']}>
          <Status kind="pass">{t('pinDone')}</Status>
          <Button kind="primary" big block onClick={close}>
            {t('pinClose')}
          </Button>
        </div>
      ) : (
        <form className={style['leave']} onSubmit={submit} noValidate autoComplete="off">
          <p>{t('pinHow')}</p>
          <PasswordField
            label={t('pinNew')}
            value={pin}
            maxLength={6}
            inputMode="numeric"
            autoComplete="off"
            show={t('pinShow')}
            hide={t('pinHide')}
            error={missing ? t('pinMissing') : undefined}
            onChange={(event) => setPin(event.target.value.replace(/\D/g, ''))}
          />
          {change.isError ? <ErrorBlock error={change.error} /> : null}
          <Button kind="primary" big block type="submit" busy={change.isPending}>
            {t('pinSet')}
          </Button>
        </form>
      )}
    </Sheet>
  );
}
