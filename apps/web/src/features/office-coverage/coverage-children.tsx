import { useMemo } from 'react';
import type { Coverage, CoverageChild } from '../../shared/api/types.js';
import { countText, shareText } from '../../shared/time/points.js';
import { Bar, Frac, Status } from '../../shared/ui/index.js';
import { byGap, gapOf } from '../office-kit/rates.js';
import { coverageText as t } from './text.js';

interface CoverageChildrenProps {
  readonly coverage: Coverage;
  readonly onOpen: (child: CoverageChild) => void;
}

/** The level below, worst first: bars with their figures, each row opening the next level. */
export function CoverageChildren({ coverage, onOpen }: CoverageChildrenProps) {
  const rows = useMemo(() => byGap(coverage.children), [coverage.children]);
  const [first] = rows;
  if (!first) return null;
  const heading = t(
    rows.some((row) => row.level === 'region')
      ? 'by.region'
      : coverage.level === 'region'
        ? 'by.enterprise'
        : 'by.unit',
  );
  return (
    <section className="ok-card">
      <div className="ok-card-head">
        <h2>{heading}</h2>
        <span className="dim">{t('sorted')}</span>
      </div>
      <div className="ok-scroll">
        <table className="ok-plain oc-table" aria-label={heading}>
          <thead>
            <tr>
              <th>{t('name')}</th>
              <th>
                <span className="sr-only">{t('bar')}</span>
              </th>
              <th className="n">{t('met')}</th>
              <th className="n">{t('share')}</th>
              <th>{t('gap')}</th>
              <th className="n">{t('status.overdue')}</th>
              <th className="n">{t('excused')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <ChildRow key={`${row.level}-${row.kind}-${row.id}`} row={row} onOpen={onOpen} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function ChildRow({ row, onOpen }: { readonly row: CoverageChild; readonly onOpen: (child: CoverageChild) => void }) {
  const gap = gapOf(row);
  return (
    <tr>
      <td className="oc-first">
        {row.kind === 'direct' ? (
          // The people at this place itself: their names stand at the side, there is nothing below.
          row.name
        ) : (
          <button type="button" className="ok-link oc-name" title={row.name} onClick={() => onOpen(row)}>
            {row.name}
          </button>
        )}
      </td>
      <td className="oc-bar">{row.due > 0 ? <Bar n={row.met} of={row.due} label={row.name} /> : null}</td>
      <td className="n">{row.due > 0 ? <Frac n={row.met} of={row.due} /> : '—'}</td>
      <td className="n">{shareText(row.met, row.due) ?? '—'}</td>
      <td className="nowrap">
        {row.due === 0 ? (
          <span className="dim">{t('nobody')}</span>
        ) : gap > 0 ? (
          <Status kind="warn">{t('lacks', { n: countText(gap) })}</Status>
        ) : (
          <Status kind="pass">{t('full')}</Status>
        )}
      </td>
      <td className="n">{countText(row.overdue)}</td>
      <td className="n">{countText(row.excused)}</td>
    </tr>
  );
}
