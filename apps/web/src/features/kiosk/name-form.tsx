import { useRef, useState, type FormEvent } from 'react';
import { Problem } from '../../shared/api/problem.js';
import { Button, ErrorBlock, Field } from '../../shared/ui/index.js';
import { useKioskText } from './messages.js';
import { isWholePin, PinField } from './pin-field.js';
import { useKioskEntry } from './use-kiosk-entry.js';

type Missing = Partial<Record<'name' | 'tail' | 'pin', string>>;

/** Whole name and PIN; no list of people. Among people of the same name the last four of ID or phone. */
export function NameForm() {
  const t = useKioskText();
  const [name, setName] = useState('');
  const [tail, setTail] = useState('');
  const [pin, setPin] = useState('');
  const [shared, setShared] = useState(false);
  const [missing, setMissing] = useState<Missing>({});
  const pinField = useRef<HTMLInputElement>(null);
  const entry = useKioskEntry((error) => {
    const sameName = error instanceof Problem && error.code === 'kiosk-name-shared';
    setShared(shared || sameName);
    if (sameName) return;
    setPin('');
    pinField.current?.focus();
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const faults: Missing = {
      ...(name.trim() ? {} : { name: t('nameMissing') }),
      ...(!shared || /^\d{3}[\dx]$/i.test(tail) ? {} : { tail: t('tailMissing') }),
      ...(isWholePin(pin) ? {} : { pin: t('pinMissing') }),
    };
    setMissing(faults);
    if (Object.keys(faults).length === 0) entry.mutate({ name: name.trim(), pin, ...(shared ? { tail } : {}) });
  };
  return (
    <form onSubmit={submit} noValidate autoComplete="off">
      <h2>{t('byName')}</h2>
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
      <PinField ref={pinField} value={pin} onChange={setPin} error={missing.pin} />
      {entry.isError ? <ErrorBlock error={entry.error} /> : null}
      <Button kind="primary" big block type="submit" busy={entry.isPending}>
        {t('enter')}
      </Button>
      <p className="mut">{t('noPin')}</p>
    </form>
  );
}
