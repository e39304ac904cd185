import type { Ref } from 'react';
import { Field } from '../../shared/ui/index.js';
import { useKioskText } from './messages.js';
import style from './kiosk.module.css';

interface PinFieldProps {
  value: string;
  onChange: (pin: string) => void;
  error?: string | undefined;
  ref?: Ref<HTMLInputElement>;
  autoFocus?: boolean;
}

export const isWholePin = (pin: string): boolean => /^\d{6}$/.test(pin);

/** Not a password field: no browser offers to keep what belongs to whoever stands here now. */
export function PinField({ value, onChange, error, ref, autoFocus = false }: PinFieldProps) {
  const t = useKioskText();
  return (
    <Field
      ref={ref}
      className={style['pin']}
      label={t('pin')}
      error={error}
      value={value}
      maxLength={6}
      inputMode="numeric"
      autoComplete="off"
      autoFocus={autoFocus}
      onChange={(event) => onChange(event.target.value.replace(/\D/g, ''))}
    />
  );
}
