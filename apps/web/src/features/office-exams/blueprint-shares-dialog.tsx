import { Button, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { kitText } from '../office-kit/kit-text.js';
import { questionTypeName } from '../office-kit/options.js';
import { noCounts, totals, types } from './blueprint-matrix.js';
import type { Counts, Matrix, Source } from './blueprint-matrix.js';
import { countsOfShares, sharesOf, withShares } from './blueprint-shares.js';
import type { Share } from './blueprint-shares.js';
import { examText as t } from './text.js';

interface SharesDialogProps {
  readonly matrix: Matrix;
  readonly nameOf: (source: Source) => string;
  readonly onApply: (matrix: Matrix) => void;
  readonly onClose: () => void;
}

const usual: Counts = { single: 40, multiple: 20, true_false: 40 };

/** Percent in, exact numbers out, shown before they become the rules. */
export function SharesDialog({ matrix, nameOf, onApply, onClose }: SharesDialogProps) {
  const [shares, setShares] = useState<readonly Share[]>(() => sharesOf(matrix));
  const [byType, setByType] = useState<Counts>(() => {
    const now = totals(matrix);
    if (now.count === 0) return usual;
    return {
      single: now.byType.single.count,
      multiple: now.byType.multiple.count,
      true_false: now.byType.true_false.count,
    };
  });
  const percent = percentOf(shares);
  const count = countOf(byType);
  return (
    <Modal
      open
      width={720}
      title={t('shares.title')}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{kitText('cancel')}</Button>
          <Button
            type="primary"
            disabled={percent !== 100 || count === 0}
            onClick={() => {
              onApply(withShares(matrix, byType, shares));
              onClose();
            }}
          >
            {percent === 100 ? t('shares.apply', { n: count }) : t('shares.sum', { n: percent })}
          </Button>
        </>
      }
    >
      <p className="mut">{t('shares.note')}</p>
      <SharesTable shares={shares} byType={byType} nameOf={nameOf} onShares={setShares} onByType={setByType} />
      {shares.length > 1 && matrix.rows.length > 1 ? <p className="mut oe-gap">{t('shares.rows')}</p> : null}
    </Modal>
  );
}

interface SharesTableProps {
  readonly shares: readonly Share[];
  readonly byType: Counts;
  readonly nameOf: (source: Source) => string;
  readonly onShares: (shares: readonly Share[]) => void;
  readonly onByType: (byType: Counts) => void;
}

function SharesTable({ shares, byType, nameOf, onShares, onByType }: SharesTableProps) {
  const cells = countsOfShares(
    byType,
    shares.map((share) => share.percent),
  );
  return (
    <table className="ok-plain oe-shares" aria-label={t('shares.title')}>
      <thead>
        <tr>
          <th>{t('shares.part')}</th>
          <th>{t('shares.percent')}</th>
          {types.map((type) => (
            <th key={type} className="c">
              {questionTypeName(type)}
            </th>
          ))}
          <th className="n">{t('rows.sum')}</th>
        </tr>
      </thead>
      <tbody>
        {shares.map((share, index) => (
          <tr key={nameOf(share.source)}>
            <td>{nameOf(share.source)}</td>
            <td>
              <InputNumber
                min={0}
                max={100}
                precision={0}
                suffix="%"
                aria-label={t('shares.percent.of', { part: nameOf(share.source) })}
                value={share.percent}
                onChange={(value) =>
                  onShares(shares.map((one, at) => (at === index ? { ...one, percent: value ?? 0 } : one)))
                }
              />
            </td>
            {types.map((type) => (
              <td key={type} className="c">
                {cells[index]?.[type] ?? 0}
              </td>
            ))}
            <td className="n">
              <b>{countOf(cells[index] ?? noCounts)}</b> {t('questions')}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td>{t('rows.total')}</td>
          <td>{percentOf(shares)}%</td>
          {types.map((type) => (
            <td key={type} className="c">
              <InputNumber
                min={0}
                max={200}
                precision={0}
                controls={false}
                aria-label={t('shares.count', { type: questionTypeName(type) })}
                value={byType[type]}
                onChange={(value) => onByType({ ...byType, [type]: value ?? 0 })}
              />
            </td>
          ))}
          <td className="n">
            <b>{countOf(byType)}</b> {t('questions')}
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

function percentOf(shares: readonly Share[]): number {
  return shares.reduce((sum, share) => sum + share.percent, 0);
}

function countOf(counts: Counts): number {
  return types.reduce((sum, type) => sum + counts[type], 0);
}
