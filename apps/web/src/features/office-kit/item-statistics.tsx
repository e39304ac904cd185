import type { ItemStatistics } from '../../shared/api/types.js';
import { Bar, Frac, Status } from '../../shared/ui/index.js';
import { itemText as t } from './item-statistics-text.js';
import './item-statistics.css';

export type ItemFlag = ItemStatistics['flags'][number];
export type ItemFigures = NonNullable<ItemStatistics['figures']>;

/** The gravest first, as the API orders them. */
export const itemFlags: readonly ItemFlag[] = [
  'key-suspect',
  'negative',
  'unused-distractor',
  'too-easy',
  'too-hard',
  'overexposed',
];

/** What makes the question worth another look: in a sentence, or in a word where there is little room. */
export function FlagMarks({ flags, short = false }: { readonly flags: readonly ItemFlag[]; readonly short?: boolean }) {
  if (flags.length === 0) return null;
  return (
    <ul className="ok-flags" aria-label={t('flags')}>
      {flags.map((flag) => (
        <li key={flag}>
          <Status kind={flag === 'key-suspect' || flag === 'negative' ? 'stop' : 'warn'}>
            {t(short ? `flag.short.${flag}` : `flag.${flag}`)}
          </Status>
        </li>
      ))}
    </ul>
  );
}

/** What was chosen, by everybody and by the best and the weakest 27 %. */
export function OptionTable({ asked, options }: { readonly asked: number; readonly options: ItemFigures['options'] }) {
  return (
    <div className="ok-scroll">
      <table className="ok-plain ok-option-figures" aria-label={t('options')}>
        <thead>
          <tr>
            <th>{t('option')}</th>
            <th>{t('chosen')}</th>
            <th className="n" />
            <th className="n">{t('upper')}</th>
            <th className="n">{t('lower')}</th>
          </tr>
        </thead>
        <tbody>
          {options.map((option) => (
            <tr key={option.label}>
              <td>
                <span className="ok-2">
                  {option.label} {option.text}
                </span>
                {option.key ? <Status kind="pass">{t('option.key')}</Status> : null}
              </td>
              <td>
                <Bar n={option.chosen} of={asked} label={`${t('chosen')} ${option.label}`} />
              </td>
              <td className="n">
                <Frac n={option.chosen} of={asked} />
              </td>
              <td className="n">{percentText(option.upperShare)}</td>
              <td className="n">{percentText(option.lowerShare)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Two decimals with a real minus sign; a dash where there is nothing to say. */
export function decimalText(value: number | null): string {
  if (value === null) return '—';
  const text = Math.abs(value).toFixed(2);
  return value < 0 && text !== '0.00' ? `−${text}` : text;
}

function percentText(value: number | null): string {
  return value === null ? '—' : `${Math.floor(value * 100)}%`;
}
