import { FileUp, ArrowLeftRight, Info } from 'lucide-react';
import { Link } from 'react-router';
import { Bar, Chip } from '../../shared/ui/index.js';
import { LoadError } from '../office-kit/load-error.js';
import type { BlueprintCheck } from './api.js';
import { examText as t } from './text.js';

interface CheckPanelProps {
  readonly check: BlueprintCheck | undefined;
  readonly error: unknown;
  readonly busy: boolean;
  readonly retry: () => void;
  /** Name of the strata, 「瓦斯防治 · 多选」. */
  readonly nameOf: (stratumIndexes: readonly number[]) => string;
  readonly onReduce: (stratumIndex: number, count: number) => void;
}

/** Says before publishing what the bank cannot meet, and the ways out. */
export function CheckPanel({ check, error, busy, retry, nameOf, onReduce }: CheckPanelProps) {
  return (
    <aside className="ok-card ok-pad" aria-label={t('check.title')}>
      <div className="row ok-gap">
        <h2 className="grow">{t('check.title')}</h2>
        {check ? (
          <Chip kind={check.feasible ? 'pass' : 'stop'}>
            {check.feasible ? t('check.fine') : t('check.places', { n: check.shortages.length })}
          </Chip>
        ) : null}
      </div>
      {error ? <LoadError error={error} retry={retry} /> : null}
      {!check && !error ? <p className="mut">{t(busy ? 'check.busy' : 'check.wait')}</p> : null}
      <div aria-live="polite">
        {check?.shortages.map((shortage) => (
          <article key={shortage.stratumIndexes.join()} className="oe-lack">
            <div className="row">
              <b className="grow">{nameOf(shortage.stratumIndexes)}</b>
              <span className="oe-ct">
                {t('check.lack')} <em>{shortage.required - shortage.available}</em> {t('questions')}
              </span>
            </div>
            <p>{t('check.text', { required: shortage.required, available: shortage.available })}</p>
            <Bar n={shortage.available} of={shortage.required} tone="stop" label={nameOf(shortage.stratumIndexes)} />
            <ul>
              <li>
                <Link to="/office/questions/import">
                  <FileUp size={17} aria-hidden />
                  {t('check.import')}
                </Link>
              </li>
              {shortage.stratumIndexes.length === 1 ? (
                <li>
                  <button type="button" onClick={() => onReduce(shortage.stratumIndexes[0] ?? 0, shortage.available)}>
                    <ArrowLeftRight size={17} aria-hidden />
                    {t('check.reduce', { n: shortage.available })}
                  </button>
                </li>
              ) : null}
            </ul>
          </article>
        ))}
      </div>
      <p className="oe-fine">
        <Info size={17} aria-hidden />
        <span>{t('check.fineprint')}</span>
      </p>
    </aside>
  );
}
