import { useRef, useState, type FormEvent } from 'react';
import { Problem } from '../../shared/api/problem.js';
import { Button, ErrorBlock } from '../../shared/ui/index.js';
import { useKioskText } from './messages.js';
import { isWholePin, PinField } from './pin-field.js';
import { useKioskEntry } from './use-kiosk-entry.js';

interface BadgeFormProps {
  badge: string;
  onBack: () => void;
  /** The badge itself is no good: no PIN helps. */
  onRefused: (error: unknown) => void;
}

/** The second half of a badge: the PIN. */
export function BadgeForm({ badge, onBack, onRefused }: BadgeFormProps) {
  const t = useKioskText();
  const [pin, setPin] = useState('');
  const [missing, setMissing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const entry = useKioskEntry((error) => {
    if (error instanceof Problem && error.code === 'kiosk-badge-refused') return onRefused(error);
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
