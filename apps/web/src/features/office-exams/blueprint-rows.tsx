import { Button, InputNumber } from 'antd';
import { X } from 'lucide-react';
import type { QuestionType } from '../../shared/api/types.js';
import { pointsText } from '../../shared/time/points.js';
import { StatusShape } from '../../shared/ui/index.js';
import { questionTypeName } from '../office-kit/options.js';
import type { Matrix, MatrixRow } from './blueprint-matrix.js';
import { totals, types } from './blueprint-matrix.js';
import { examText as t } from './text.js';

/** What the check says about one cell: how many there are, and whether they are too few. */
export interface CellFact {
  readonly available: number;
  readonly short: boolean;
}

interface PointsHeadProps {
  readonly matrix: Matrix;
  readonly readOnly: boolean;
  readonly onChange: (matrix: Matrix) => void;
}

/** Names of the types, with the points that a question of each is worth. */
export function PointsHead({ matrix, readOnly, onChange }: PointsHeadProps) {
  const setPoints = (type: QuestionType, points: number): void =>
    onChange({ ...matrix, points: { ...matrix.points, [type]: Math.round(points * 100) } });
  return (
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
              onChange={(value) => setPoints(type, Number(value ?? 0))}
            />
            {t('score')}
          </th>
        ))}
        <th className="n">{t('rows.sum')}</th>
      </tr>
    </thead>
  );
}

interface CountRowProps {
  readonly row: MatrixRow;
  readonly name: string;
  readonly factOf: (type: QuestionType) => CellFact | undefined;
  readonly readOnly: boolean;
  readonly onCount: (type: QuestionType, count: number) => void;
  readonly onRemove: () => void;
}

/** One source of questions: how many of each type, and how many in all. */
export function CountRow({ row, name, factOf, readOnly, onCount, onRemove }: CountRowProps) {
  return (
    <tr>
      <td>{name}</td>
      {types.map((type) => (
        <CountCell
          key={type}
          row={row}
          type={type}
          name={name}
          fact={factOf(type)}
          readOnly={readOnly}
          onCount={(count) => onCount(type, count)}
        />
      ))}
      <td className="n">
        <b>{types.reduce((all, type) => all + row.counts[type], 0)}</b> <span className="dim">{t('questions')}</span>
        {readOnly ? null : (
          <Button
            type="text"
            size="small"
            icon={<X size={14} aria-hidden />}
            aria-label={t('rows.remove', { row: name })}
            onClick={onRemove}
          />
        )}
      </td>
    </tr>
  );
}

export function TotalsFoot({ matrix }: { readonly matrix: Matrix }) {
  const sum = totals(matrix);
  return (
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
  );
}

interface CountCellProps {
  readonly row: MatrixRow;
  readonly type: QuestionType;
  readonly name: string;
  readonly fact: CellFact | undefined;
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
