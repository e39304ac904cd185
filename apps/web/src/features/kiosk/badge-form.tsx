import { useRef, useState, type FormEvent } from 'react';
import { Button, ErrorBlock } from '../../shared/ui/index.js';
import { useKioskText } from './messages.js';
import { isWholePin, PinField } from './pin-field.js';
import { useKioskEntry } from './use-kiosk-entry.js';

/** The second half of a badge: the PIN. */
export function BadgeForm({ badge, onBack }: { badge: string; onBack: () => void }) {
  const t = useKioskText();
  const [pin, setPin] = useState('');
  const [missing, setMissing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const entry = useKioskEntry(() => {
    setPin('');
    field.current?.focus();
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(!isWholePin(pin));
    if (isWholePin(pin)) entry.mutate({ badge, pin });
  };
  return (
    <form onSubmit={submit} noValidate autoComplete="off">
      <h1>{t('badgeTitle')}</h1>
      <PinField ref={field} value={pin} onChange={setPin} error={missing ? t('pinMissing') : undefined} autoFocus />
      {entry.isError ? <ErrorBlock error={entry.error} /> : null}
      <Button kind="primary" big block type="submit" busy={entry.isPending}>
        {t('enter')}
      </Button>
      <Button big block onClick={onBack}>
        {t('badgeBack')}
      </Button>
    </form>
  );
}
