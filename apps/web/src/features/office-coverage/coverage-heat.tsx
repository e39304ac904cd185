import type { Coverage } from '../../shared/api/types.js';
import { countText, shareText } from '../../shared/time/points.js';
import { Frac, StatusShape } from '../../shared/ui/index.js';
import { byGap, gapClass, gapOf } from '../office-kit/rates.js';
import { useCoverageFields } from './api.js';
import type { Place } from './api.js';
import { coverageText as t } from './text.js';

type Child = Coverage['children'][number];

interface CoverageHeatProps {
  readonly place: Place;
  readonly coverage: Coverage;
  readonly onOpen: (child: Child) => void;
}

interface Figures {
  readonly due: number;
  readonly met: number;
}

/** Places below × supervision fields, worst first: a real table, so that it can be read aloud, copied and printed. */
export function CoverageHeat({ place, coverage, onOpen }: CoverageHeatProps) {
  const fields = useCoverageFields(place);
  const rows = byGap(coverage.children.filter((child) => child.kind !== 'direct'));
  if (!fields.data || rows.length === 0) return null;
  const cells = new Map(fields.data.cells.map((cell) => [`${cell.childId} ${cell.field ?? ''}`, cell]));
  return (
    <section className="ok-card">
      <div className="ok-card-head">
        <h2 className="oc-heat-title">{t('heat.title')}</h2>
        <span className="dim grow">{t('heat.sorted')}</span>
        <Legend />
      </div>
      <div className="ok-scroll">
        <table className="oc-heat" aria-label={t('heat.title')}>
          <thead>
            <tr>
              <th scope="col">
                <span className="sr-only">{t('name')}</span>
              </th>
              {fields.data.fields.map((field) => (
                <th key={field.code ?? ''} scope="col">
                  {field.name ?? t('heat.noField')}
                </th>
              ))}
              <th scope="col" className="n">
                {t('heat.total')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row" title={row.name}>
                  {row.name}
                </th>
                {fields.data.fields.map((field) => (
                  <HeatCell
                    key={field.code ?? ''}
                    figures={cells.get(`${row.id} ${field.code ?? ''}`)}
                    label={`${row.name} · ${field.name ?? t('heat.noField')}`}
                    onOpen={() => onOpen(row)}
                  />
                ))}
                <TotalCell figures={row} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{coverage.name}</th>
              {fields.data.fields.map((field) => (
                <td key={field.code ?? ''} className="oc-cell">
                  <b>{gapOf(field) > 0 ? t('lacks', { n: countText(gapOf(field)) }) : t('full')}</b>
                  <span>{`${countText(field.met)}/${countText(field.due)}`}</span>
                </td>
              ))}
              <TotalCell figures={coverage} />
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
}

function HeatCell({
  figures,
  label,
  onOpen,
}: {
  readonly figures: Figures | undefined;
  readonly label: string;
  readonly onOpen: () => void;
}) {
  if (!figures || figures.due === 0) return <td className="oc-none">—</td>;
  const gap = gapOf(figures);
  return (
    <td className={`oc-cell oc-gap-${gapClass(figures)}`}>
      <button type="button" onClick={onOpen} aria-label={`${label} · ${figures.met}/${figures.due}`}>
        {gap > 0 ? (
          <>
            <b>{t('lacks', { n: countText(gap) })}</b>
            <span>{`${countText(figures.met)}/${countText(figures.due)}`}</span>
          </>
        ) : (
          <span className="oc-full">
            <StatusShape kind="pass" size={14} />
            {countText(figures.due)}
          </span>
        )}
      </button>
    </td>
  );
}

function TotalCell({ figures }: { readonly figures: Figures }) {
  const gap = gapOf(figures);
  return (
    <td className="oc-total">
      {gap > 0 ? <b>{t('lacks', { n: countText(gap) })}</b> : <Frac n={figures.met} of={figures.due} size={14} />}
      <span>{shareText(figures.met, figures.due) ?? '—'}</span>
    </td>
  );
}

function Legend() {
  return (
    <span className="oc-legend" aria-hidden>
      {t('heat.gap')}
      <i className="oc-gap-0" /> 0
      {[1, 2, 3, 4, 5].map((step) => (
        <i key={step} className={`oc-gap-${step}`} />
      ))}
      {t('heat.most')}
    </span>
  );
}
