import { Button } from 'antd';
import { Percent, Plus } from 'lucide-react';
import { Fragment, useState } from 'react';
import type { Category, QuestionType } from '../../shared/api/types.js';
import { kitText } from '../office-kit/kit-text.js';
import { AddRow } from './add-row.js';
import type { Matrix, MatrixRow, Source } from './blueprint-matrix.js';
import { withCount } from './blueprint-matrix.js';
import { CountRow, PointsHead, TotalsFoot } from './blueprint-rows.js';
import type { CellFact } from './blueprint-rows.js';
import { SharesDialog } from './blueprint-shares-dialog.js';
import { examText as t } from './text.js';

/** By `cellKey`. */
export type CellFacts = ReadonlyMap<string, CellFact>;

export const cellKey = (row: number, type: QuestionType): string => `${row}/${type}`;

interface BlueprintTableProps {
  readonly matrix: Matrix;
  readonly onChange: (matrix: Matrix) => void;
  readonly facts: CellFacts;
  readonly rowName: (row: Source) => string;
  readonly organisationId: string | null | undefined;
  readonly readOnly?: boolean;
}

/** Rows are knowledge points, columns are types; beside every count stands what the bank has. */
export function BlueprintTable({
  matrix,
  onChange,
  facts,
  rowName,
  organisationId,
  readOnly = false,
}: BlueprintTableProps) {
  const [asking, setAsking] = useState<'row' | 'shares' | null>(null);
  const nameOf = (row: Source): string => rowName(row) || t('rows.any');
  const nameWithCategory = (row: Source): string =>
    [row.category ? kitText(`category.${row.category}`) : '', rowName(row)].filter(Boolean).join(' · ') ||
    t('rows.any');
  const groups = groupRows(matrix.rows);
  return (
    <div className="ok-card oe-mx">
      <table className="ok-plain" aria-label={t('editor.title')}>
        <PointsHead matrix={matrix} readOnly={readOnly} onChange={onChange} />
        <tbody>
          {groups.map((group) => (
            <Fragment key={group.category ?? 'none'}>
              <tr className="g">
                <td colSpan={5}>{group.category ? kitText(`category.${group.category}`) : t('rows.anyCategory')}</td>
              </tr>
              {group.rows.map(({ row, index }) => (
                <CountRow
                  key={index}
                  row={row}
                  name={nameOf(row)}
                  factOf={(type) => facts.get(cellKey(index, type))}
                  readOnly={readOnly}
                  onCount={(type, count) => onChange(withCount(matrix, index, type, count))}
                  onRemove={() => onChange({ ...matrix, rows: matrix.rows.filter((_, at) => at !== index) })}
                />
              ))}
            </Fragment>
          ))}
          {matrix.rows.length === 0 ? (
            <tr>
              <td colSpan={5} className="mut">
                {t('rows.empty')}
              </td>
            </tr>
          ) : null}
          {readOnly ? null : (
            <tr>
              <td colSpan={5}>
                <Button type="link" icon={<Plus size={16} aria-hidden />} onClick={() => setAsking('row')}>
                  {t('rows.add')}
                </Button>
                <Button type="link" icon={<Percent size={16} aria-hidden />} onClick={() => setAsking('shares')}>
                  {t('shares.open')}
                </Button>
              </td>
            </tr>
          )}
        </tbody>
        <TotalsFoot matrix={matrix} />
      </table>
      <AddRow
        open={asking === 'row'}
        organisationId={organisationId}
        onClose={() => setAsking(null)}
        onAdd={(row) => onChange({ ...matrix, rows: [...matrix.rows, row] })}
      />
      {asking === 'shares' ? (
        <SharesDialog matrix={matrix} nameOf={nameWithCategory} onApply={onChange} onClose={() => setAsking(null)} />
      ) : null}
    </div>
  );
}

function groupRows(
  rows: readonly MatrixRow[],
): { category: Category | undefined; rows: { row: MatrixRow; index: number }[] }[] {
  const order: (Category | undefined)[] = ['general', 'professional', undefined];
  return order
    .map((category) => ({
      category,
      rows: rows.map((row, index) => ({ row, index })).filter(({ row }) => row.category === category),
    }))
    .filter((group) => group.rows.length > 0);
}
