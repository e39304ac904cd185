import { pointsText } from '../../shared/time/points.js';
import { Frac } from '../../shared/ui/index.js';
import { EmptyStart } from '../office-kit/empty-start.js';
import { QueryBlock } from '../office-kit/query-block.js';
import { useUnitResults, type UnitResults as Results } from './results-api.js';
import { resultsText as t } from './results-text.js';

/** Which unit has sat it, and how; the units add up to the last line. */
export function UnitResults({ examId }: { readonly examId: string }) {
  const results = useUnitResults(examId);
  return (
    <QueryBlock query={results}>
      {(found) => (found.items.length === 0 ? <EmptyStart title={t('unit.empty')} /> : <Table results={found} />)}
    </QueryBlock>
  );
}

function Table({ results }: { readonly results: Results }) {
  return (
    <div className="ok-scroll">
      <table className="ok-plain" aria-label={t('tab.units')}>
        <thead>
          <tr>
            <th>{t('unit.enterprise')}</th>
            <th>{t('unit.unit')}</th>
            <th className="n">{t('unit.sat')}</th>
            <th className="n">{t('unit.passed')}</th>
            <th className="n">{t('unit.average')}</th>
          </tr>
        </thead>
        <tbody>
          {results.items.map((unit) => (
            <tr key={`${unit.enterpriseName} ${unit.unitPath}`}>
              <td>{unit.enterpriseName}</td>
              <td>{unit.unitPath}</td>
              <Figures unit={unit} />
            </tr>
          ))}
          <tr className="oe-all">
            <td colSpan={2}>
              <b>{t('unit.all')}</b>
            </td>
            <Figures unit={results.all} />
          </tr>
        </tbody>
      </table>
    </div>
  );
}

function Figures({ unit }: { readonly unit: Results['all'] }) {
  return (
    <>
      <td className="n">
        <Frac n={unit.sat} of={unit.entered} />
      </td>
      <td className="n">
        <Frac n={unit.passed} of={unit.sat} />
      </td>
      <td className="n">{unit.average === null ? '—' : pointsText(unit.average)}</td>
    </>
  );
}
