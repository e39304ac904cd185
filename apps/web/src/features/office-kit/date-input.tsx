import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import zhCn from 'dayjs/locale/zh-cn';
import { civilToInstant, instantToCivil } from './civil-time.js';
import { kitText as t } from './kit-text.js';

// Names of months and weekdays in the calendar; only the office loads it.
dayjs.locale(zhCn);

interface DateInputProps {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: string | undefined) => void;
  readonly label?: string;
  readonly max?: string;
}

const DAY = 'YYYY-MM-DD';
const MINUTE = 'YYYY-MM-DD HH:mm';

/**
 * A civil date, shown and typed as `2026-11-30` whatever language the browser has: the browser's own field would
 * write 11/30/2026 for an English one.
 */
export function DateInput({ id, value, onChange, label, max }: DateInputProps) {
  return (
    <DatePicker
      {...(id ? { id } : {})}
      {...(label ? { 'aria-label': label } : {})}
      {...(max ? { maxDate: dayjs(max) } : {})}
      className="ok-date"
      format={[DAY, 'YYYY/M/D', 'YYYYMMDD']}
      placeholder={t('date.hint')}
      value={value ? dayjs(value) : null}
      onChange={(day) => onChange?.(day ? day.format(DAY) : undefined)}
    />
  );
}

/** An instant, entered and shown on the wall clock of Asia/Shanghai wherever the browser stands. */
export function InstantInput({ id, value, onChange, label }: DateInputProps) {
  return (
    <DatePicker
      {...(id ? { id } : {})}
      {...(label ? { 'aria-label': label } : {})}
      className="ok-date ok-instant"
      format={MINUTE}
      showTime={{ format: 'HH:mm', minuteStep: 5 }}
      needConfirm={false}
      placeholder={t('instant.hint')}
      // The picker is given wall-clock figures without a zone, so that nothing is shifted to the browser's own.
      value={value ? dayjs(instantToCivil(value)) : null}
      onChange={(moment) => onChange?.(moment ? civilToInstant(moment.format('YYYY-MM-DDTHH:mm')) : undefined)}
    />
  );
}
