import { Input } from 'antd';
import { useId } from 'react';
import { boardText as t } from './text.js';

export const reasons = (): string[] =>
  (['device', 'power', 'late', 'unwell', 'room'] as const).map((key) => t(`reason.${key}`));

interface ReasonChipsProps {
  readonly value: string;
  readonly onChange: (reason: string) => void;
}

/** Why: one of the usual reasons, or in one's own words. */
export function ReasonChips({ value, onChange }: ReasonChipsProps) {
  const id = useId();
  return (
    <div className="oi-reason" role="group" aria-labelledby={id}>
      <span id={id} className="ok-dim">
        {t('do.reason')}
      </span>
      <div className="oi-chips">
        {reasons().map((reason) => (
          <button key={reason} type="button" aria-pressed={value === reason} onClick={() => onChange(reason)}>
            {reason}
          </button>
        ))}
      </div>
      <Input
        aria-label={t('do.reason')}
        value={value}
        maxLength={200}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

/** What is written down most often. */
export function PhraseChips({ onPick }: { readonly onPick: (phrase: string) => void }) {
  return (
    <div className="oi-chips">
      {(['talk', 'phone', 'leave', 'identity', 'machine'] as const).map((key) => (
        <button key={key} type="button" onClick={() => onPick(t(`phrase.${key}`))}>
          {t(`phrase.${key}`)}
        </button>
      ))}
    </div>
  );
}
