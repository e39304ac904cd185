import { Button, Input } from 'antd';
import type { InputRef } from 'antd';
import { useRef, useState } from 'react';
import { Bar, Frac } from '../../../shared/ui/index.js';
import { RefusalNote } from '../../office-kit/load-error.js';
import type { KeyingForm } from './api.js';
import { lettersOf, readLine, sayChoice } from './keyed-line.js';
import { papersText as t } from './text.js';
import { useKeyed } from './use-keyed.js';

interface KeyInFormProps {
  readonly form: KeyingForm;
  readonly onChanged: (next: KeyingForm) => void;
}

/** One field, the keyboard alone: letters, Enter, next question. */
export function KeyInForm({ form, onChanged }: KeyInFormProps) {
  const { slots } = form;
  const { keyed, state, error, put, finish } = useKeyed(form, onChanged);
  const firstOpen = slots.find((one) => !keyed.has(one.slot))?.slot ?? slots.length;
  const [at, setAt] = useState(firstOpen);
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [ending, setEnding] = useState(false);
  const field = useRef<InputRef>(null);
  const slot = slots[at - 1];
  const left = slots.length - keyed.size;
  const goTo = (next: number): void => {
    setAt(Math.min(slots.length, Math.max(1, next)));
    setTyped('');
    setProblem(null);
    field.current?.focus();
  };
  const enter = (): void => {
    if (!slot) return;
    // What stands already is kept by Enter alone.
    if (typed.trim() === '' && keyed.has(at)) return goTo(at + 1);
    const read = readLine(slot, typed);
    if ('problem' in read) return setProblem(t(`key.problem.${read.problem}`, { letters: read.letters }));
    put(at, read.choice);
    goTo(at + 1);
  };
  const end = async (): Promise<void> => {
    setEnding(true);
    await finish();
    setEnding(false);
  };
  return (
    <section className="ok-card op-key">
      <div className="op-progress">
        <span>{t('key.progress')}</span>
        <Frac n={keyed.size} of={slots.length} />
        <span className="ok-dim" role="status">
          {t(`key.${state}`)}
        </span>
      </div>
      <Bar n={keyed.size} of={slots.length} label={t('key.progress')} />
      {slot ? (
        <label className="op-field">
          <b>{t('key.slot', { slot: slot.slot })}</b>
          <span className="ok-mut">{t(`key.type.${slot.type}`, { letters: lettersOf(slot).split('').join(' ') })}</span>
          <span className="op-row">
            <Input
              ref={field}
              autoFocus
              size="large"
              autoComplete="off"
              autoCapitalize="characters"
              value={typed}
              maxLength={12}
              placeholder={keyed.has(at) ? sayChoice(slot, keyed.get(at) ?? [], t('key.blank')) : ''}
              status={problem ? 'error' : ''}
              onChange={(event) => {
                setTyped(event.target.value);
                setProblem(null);
              }}
              onKeyDown={(event) => {
                if (event.nativeEvent.isComposing) return;
                if (event.key === 'Enter') {
                  event.preventDefault();
                  enter();
                } else if (event.key === 'Backspace' && typed === '') goTo(at - 1);
              }}
            />
            <Button size="large" onClick={enter}>
              {t('key.next')}
            </Button>
          </span>
          {problem ? (
            <span role="alert" className="ok-stop">
              {problem}
            </span>
          ) : (
            <span className="ok-dim">{t('key.hint')}</span>
          )}
        </label>
      ) : null}
      <ol className="op-sheet">
        {slots.map((one) => {
          const choice = keyed.get(one.slot);
          return (
            <li key={one.slot}>
              <button
                type="button"
                aria-current={one.slot === at ? 'step' : undefined}
                className={choice ? 'op-filled' : undefined}
                onClick={() => goTo(one.slot)}
              >
                <small>{one.slot}</small>
                {choice ? sayChoice(one, choice, t('key.blank')) : '·'}
              </button>
            </li>
          );
        })}
      </ol>
      <RefusalNote error={error} />
      <div className="op-row">
        <Button type="primary" size="large" disabled={left > 0} loading={ending} onClick={() => void end()}>
          {t('key.finish')}
        </Button>
        {left > 0 ? <span className="ok-dim">{t('key.left', { n: left })}</span> : null}
      </div>
    </section>
  );
}
