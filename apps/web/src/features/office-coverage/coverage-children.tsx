import { useMemo } from 'react';
import type { Coverage, CoverageChild } from '../../shared/api/types.js';
import { shareText } from '../../shared/time/points.js';
import { Frac, Status } from '../../shared/ui/index.js';
import { BarChart, token } from '../office-kit/bar-chart.js';
import { byGap, gapOf } from '../office-kit/rates.js';
import { coverageOption } from './chart-option.js';
import { coverageText as t } from './text.js';

interface CoverageChildrenProps {
  readonly coverage: Coverage;
  readonly onOpen: (child: CoverageChild) => void;
}

/** The level below, worst first: as a chart and, with the same numbers, as a table one can open row by row. */
export function CoverageChildren({ coverage, onOpen }: CoverageChildrenProps) {
  const rows = useMemo(() => byGap(coverage.children), [coverage.children]);
  const option = useMemo(() => {
    const palette = {
      bar: token('--azure-600'),
      full: token('--pass'),
      ground: token('--paper-deep'),
      ink: token('--ink'),
      ink3: token('--ink-3'),
    };
    return coverageOption(rows, palette);
  }, [rows]);
  if (rows.length === 0) return null;
  const first = rows[0];
  const heading = t(
    first?.level === 'region' ? 'by.region' : coverage.level === 'region' ? 'by.enterprise' : 'by.unit',
  );
  return (
    <section className="ok-card">
      <div className="ok-card-head">
        <h2>{heading}</h2>
        <span className="dim">{t('sorted')}</span>
      </div>
      <div className="oc-chart">
        <BarChart
          option={option}
          height={rows.length * 26 + 12}
          label={t('chart.label', { name: coverage.name })}
          onPick={(index) => {
            const child = rows[rows.length - 1 - index];
            if (child && child.kind !== 'direct') onOpen(child);
          }}
        />
      </div>
      <div className="ok-scroll">
        <table className="ok-plain oc-table" aria-label={heading}>
          <thead>
            <tr>
              <th>{t('name')}</th>
              <th className="n">{t('met')}</th>
              <th className="n">{t('share')}</th>
              <th>{t('gap')}</th>
              <th className="n">{t('status.overdue')}</th>
              <th className="n">{t('excused')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.level}-${row.id}`}>
                <td>
                  {row.kind === 'direct' ? (
                    // The people at this place itself: their names stand at the side, there is nothing below.
                    row.name
                  ) : (
                    <button type="button" className="ok-link oc-name" title={row.name} onClick={() => onOpen(row)}>
                      {row.name}
                    </button>
                  )}
                </td>
                <td className="n">{row.due > 0 ? <Frac n={row.met} of={row.due} /> : '—'}</td>
                <td className="n">{shareText(row.met, row.due) ?? '—'}</td>
                <td className="nowrap">
                  {row.due === 0 ? (
                    <span className="dim">{t('nobody')}</span>
                  ) : gapOf(row) > 0 ? (
                    <Status kind="warn">{t('lacks', { n: gapOf(row) })}</Status>
                  ) : (
                    <Status kind="pass">{t('full')}</Status>
                  )}
                </td>
                <td className="n">{row.overdue}</td>
                <td className="n">{row.excused}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
