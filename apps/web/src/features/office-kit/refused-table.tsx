import { Button } from 'antd';
import { useState } from 'react';
import type { RefusedRow } from '../../shared/api/types.js';
import { Chip, StatusShape } from '../../shared/ui/index.js';
import { kitText as t } from './kit-text.js';
import { withoutPlace } from './row-message.js';

const STEP = 100;

interface RefusedTableProps {
  readonly rows: readonly RefusedRow[];
  /** `warn` for rows that are stored but deserve a look. */
  readonly kind?: 'stop' | 'warn';
  readonly label?: string;
}

/** Every row that cannot be stored: where it is and why (ui.md section 8, rows 13 and 14). */
export function RefusedTable({ rows, kind = 'stop', label }: RefusedTableProps) {
  const [shown, setShown] = useState(STEP);
  return (
    <div className="ok-scroll">
      <table className="ok-plain" aria-label={label ?? t('import.refusedTab')}>
        <thead>
          <tr>
            <th>{t('import.sheet')}</th>
            <th className="n">{t('import.row')}</th>
            <th>{t('import.column')}</th>
            <th>{t('import.why')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shown).map((row, index) => (
            <tr key={`${row.sheet}-${row.row}-${index}`}>
              <td className="mut nowrap">{row.sheet || '—'}</td>
              <td className="n">
                <b>{row.row}</b>
              </td>
              <td>{row.column ? <Chip>{row.column}</Chip> : '—'}</td>
              <td>
                <span className="ok-why">
                  <StatusShape kind={kind} size={16} />
                  {withoutPlace(row.message)}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > shown ? (
        <div className="ok-table-foot">
          <Button onClick={() => setShown(shown + STEP)}>{t('table.moreRefused', { n: rows.length - shown })}</Button>
        </div>
      ) : null}
    </div>
  );
}
