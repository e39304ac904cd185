import { Button, Input, Radio } from 'antd';
import { useState } from 'react';
import { RefusalNote } from '../../office-kit/load-error.js';
import { settlePaper, type Keyed, type KeyingForm } from './api.js';
import { lettersOf, readLine, sayChoice } from './keyed-line.js';
import { papersText as t } from './text.js';

interface SettleFormProps {
  readonly form: KeyingForm;
  readonly onChanged: (next: KeyingForm) => void;
}
interface Picked {
  readonly from: 'first' | 'second' | 'other';
  readonly other: string;
}

/** The differing questions side by side, each settled by what stands on the sheet. */
export function SettleForm({ form, onChanged }: SettleFormProps) {
  const [picked, setPicked] = useState<ReadonlyMap<number, Picked>>(new Map());
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const settled = form.differences.flatMap((one): Keyed[] => {
    const pick = picked.get(one.slot);
    const slot = form.slots[one.slot - 1];
    if (!pick || !slot) return [];
    if (pick.from !== 'other') return [{ slot: one.slot, choice: one[pick.from] }];
    const read = readLine(slot, pick.other);
    return 'choice' in read ? [{ slot: one.slot, choice: read.choice }] : [];
  });
  const submit = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      onChanged(await settlePaper(form.number, settled));
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  const [first, second] = form.keyings;
  return (
    <section className="ok-card op-key">
      <h2>{t('settle.title', { n: form.differences.length })}</h2>
      <p className="ok-mut">{t('settle.text')}</p>
      {form.differences.map((one) => {
        const slot = form.slots[one.slot - 1];
        const pick = picked.get(one.slot);
        const choose = (next: Picked): void => setPicked(new Map(picked).set(one.slot, next));
        return (
          <fieldset key={one.slot} className="op-settle">
            <legend>{t('key.slot', { slot: one.slot })}</legend>
            <Radio.Group
              value={pick?.from}
              onChange={(event) => choose({ from: event.target.value as Picked['from'], other: pick?.other ?? '' })}
            >
              <Radio value="first">
                {t('settle.first', { name: first?.name ?? '' })} <b>{sayChoice(slot, one.first, t('key.blank'))}</b>
              </Radio>
              <Radio value="second">
                {t('settle.second', { name: second?.name ?? '' })} <b>{sayChoice(slot, one.second, t('key.blank'))}</b>
              </Radio>
              <Radio value="other">{t('settle.other')}</Radio>
            </Radio.Group>
            {pick?.from === 'other' && slot ? (
              <Input
                aria-label={t('settle.other')}
                style={{ width: 160 }}
                maxLength={12}
                value={pick.other}
                placeholder={lettersOf(slot)}
                onChange={(event) => choose({ from: 'other', other: event.target.value })}
              />
            ) : null}
          </fieldset>
        );
      })}
      <RefusalNote error={error} />
      <div className="op-row">
        <Button
          type="primary"
          size="large"
          loading={busy}
          disabled={settled.length < form.differences.length}
          onClick={() => void submit()}
        >
          {t('settle.ok')}
        </Button>
      </div>
    </section>
  );
}
