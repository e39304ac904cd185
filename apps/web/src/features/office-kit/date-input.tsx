import { Input } from 'antd';
import { civilToInstant, instantToCivil } from './civil-time.js';

interface DateInputProps {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: string | undefined) => void;
  readonly label?: string;
  readonly max?: string;
}

/** A civil date `2026-11-30`; the browser's own field, which every keyboard and screen reader knows. */
export function DateInput({ id, value, onChange, label, max }: DateInputProps) {
  return (
    <Input
      {...(id ? { id } : {})}
      {...(label ? { 'aria-label': label } : {})}
      {...(max ? { max } : {})}
      type="date"
      className="ok-date"
      value={value ?? ''}
      onChange={(event) => onChange?.(event.target.value || undefined)}
    />
  );
}

/** An instant, entered and shown on the wall clock of Asia/Shanghai wherever the browser stands. */
export function InstantInput({ id, value, onChange, label }: DateInputProps) {
  return (
    <Input
      {...(id ? { id } : {})}
      {...(label ? { 'aria-label': label } : {})}
      type="datetime-local"
      className="ok-date"
      value={value ? instantToCivil(value) : ''}
      onChange={(event) => onChange?.(event.target.value ? civilToInstant(event.target.value) : undefined)}
    />
  );
}
