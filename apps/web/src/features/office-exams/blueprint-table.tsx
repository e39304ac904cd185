import { Button, InputNumber } from 'antd';
import { Percent, Plus, X } from 'lucide-react';
import { Fragment, useState } from 'react';
import type { Category, QuestionType } from '../../shared/api/types.js';
import { pointsText } from '../../shared/time/points.js';
import { StatusShape } from '../../shared/ui/index.js';
import { kitText } from '../office-kit/kit-text.js';
import { questionTypeName } from '../office-kit/options.js';
import { AddRow } from './add-row.js';
import type { Matrix, MatrixRow, Source } from './blueprint-matrix.js';
import { totals, types, withCount } from './blueprint-matrix.js';
import { SharesDialog } from './blueprint-shares-dialog.js';
import { examText as t } from './text.js';

/** What the check says about one cell: how many there are, and whether they are too few. */
export type CellFacts = ReadonlyMap<string, { readonly available: number; readonly short: boolean }>;

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
  const sum = totals(matrix);
  const groups = groupRows(matrix.rows);
  return (
    <div className="ok-card oe-mx">
      <table className="ok-plain" aria-label={t('editor.title')}>
        <thead>
          <tr>
            <th>{t('rows.point')}</th>
            {types.map((type) => (
              <th key={type} className="c">
                {questionTypeName(type)} {t('rows.each')}
                <InputNumber
                  size="small"
                  controls={false}
                  min={0.5}
                  max={100}
                  step={0.5}
                  precision={2}
                  formatter={(value) => String(value ?? '').replace(/\.?0+$/u, '')}
                  disabled={readOnly}
                  aria-label={t('rows.each.label', { type: questionTypeName(type) })}
                  value={matrix.points[type] / 100}
                  onChange={(value) =>
                    onChange({ ...matrix, points: { ...matrix.points, [type]: Math.round(Number(value ?? 0) * 100) } })
                  }
                />
                {t('score')}
              </th>
            ))}
            <th className="n">{t('rows.sum')}</th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <Fragment key={group.category ?? 'none'}>
              <tr className="g">
                <td colSpan={5}>{group.category ? kitText(`category.${group.category}`) : t('rows.anyCategory')}</td>
              </tr>
              {group.rows.map(({ row, index }) => (
                <tr key={index}>
                  <td>{nameOf(row)}</td>
                  {types.map((type) => (
                    <CountCell
                      key={type}
                      row={row}
                      type={type}
                      name={nameOf(row)}
                      fact={facts.get(cellKey(index, type))}
                      readOnly={readOnly}
                      onCount={(count) => onChange(withCount(matrix, index, type, count))}
                    />
                  ))}
                  <td className="n">
                    <b>{types.reduce((all, type) => all + row.counts[type], 0)}</b>{' '}
                    <span className="dim">{t('questions')}</span>
                    {readOnly ? null : (
                      <Button
                        type="text"
                        size="small"
                        icon={<X size={14} aria-hidden />}
                        aria-label={t('rows.remove', { row: nameOf(row) })}
                        onClick={() => onChange({ ...matrix, rows: matrix.rows.filter((_, at) => at !== index) })}
                      />
                    )}
                  </td>
                </tr>
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
        <tfoot>
          <tr>
            <td>{t('rows.total')}</td>
            {types.map((type) => (
              <td key={type} className="c">
                <b>{sum.byType[type].count}</b> {t('questions')} · {pointsText(sum.byType[type].points)} {t('score')}
              </td>
            ))}
            <td className="n">
              <b>{sum.count}</b> {t('questions')}
            </td>
          </tr>
        </tfoot>
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

interface CountCellProps {
  readonly row: MatrixRow;
  readonly type: QuestionType;
  readonly name: string;
  readonly fact: { readonly available: number; readonly short: boolean } | undefined;
  readonly readOnly: boolean;
  readonly onCount: (count: number) => void;
}

function CountCell({ row, type, name, fact, readOnly, onCount }: CountCellProps) {
  const own = row.pointsEach?.[type];
  return (
    <td className={fact?.short ? 'c oe-bad' : 'c'}>
      <InputNumber
        controls={false}
        min={0}
        max={500}
        precision={0}
        disabled={readOnly}
        aria-label={t('rows.count.label', { row: name, type: questionTypeName(type) })}
        value={row.counts[type]}
        onChange={(value) => onCount(Number(value ?? 0))}
      />
      <span className="oe-av">
        {fact ? (
          fact.short ? (
            <>
              <StatusShape kind="stop" size={14} />
              {t(fact.available < row.counts[type] ? 'rows.only' : 'rows.contested', { n: fact.available })}
            </>
          ) : (
            t('rows.have', { n: fact.available })
          )
        ) : null}
      </span>
      {own === undefined ? null : <span className="ok-sub">{t('rows.other', { n: pointsText(own) })}</span>}
    </td>
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
