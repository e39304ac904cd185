import { Skeleton, Table } from 'antd';
import type { TableProps } from 'antd';
import type { ReactNode } from 'react';
import { kitText as t } from './kit-text.js';
import { MoreButton } from './more-button.js';
import { LoadError } from './load-error.js';
import type { PagedList } from './paging.js';
import { countText } from '../../shared/time/points.js';

interface PagedTableProps<T> {
  /** What the table is, for screen readers and tests. */
  readonly label: string;
  readonly list: PagedList<T>;
  readonly columns: TableProps<T>['columns'];
  readonly rowKey: (row: T) => string;
  readonly empty: ReactNode;
  /** Opens a row by click or by Enter on it. */
  readonly onOpen?: (row: T) => void;
  readonly unit?: string;
  readonly scrollX?: number;
  readonly selection?: TableProps<T>['rowSelection'];
}

/** antd's own name for the box in the head is English. */
export const CHOOSE_ALL = { 'aria-label': t('table.chooseAll') };

/** Hairline table with skeleton, error on the block, empty state, keyboard rows and 「再显示一些」. */
export function PagedTable<T extends object>(props: PagedTableProps<T>) {
  const { list, onOpen } = props;
  if (list.error && list.items.length === 0) return <LoadError error={list.error} retry={list.retry} />;
  if (list.pending) return <TableSkeleton />;
  if (list.items.length === 0) return <>{props.empty}</>;
  return (
    <div className="ok-table" role="region" aria-label={props.label}>
      <Table<T>
        aria-label={props.label}
        columns={props.columns}
        dataSource={[...list.items]}
        rowKey={props.rowKey}
        pagination={false}
        sticky={{ offsetHeader: 0 }}
        scroll={{ x: props.scrollX ?? 'max-content' }}
        rowSelection={props.selection && { getTitleCheckboxProps: () => CHOOSE_ALL, ...props.selection }}
        onRow={(row) =>
          onOpen
            ? {
                tabIndex: 0,
                className: 'ok-row-open',
                onClick: (event) => {
                  if (!isControl(event.target)) onOpen(row);
                },
                onKeyDown: (event) => {
                  if (event.key === 'Enter' && event.target === event.currentTarget) onOpen(row);
                },
              }
            : {}
        }
      />
      <div className="ok-table-foot">
        <span className="ok-dim">
          {t(list.more ? 'table.shown' : 'table.all', {
            n: countText(list.items.length),
            unit: props.unit ?? t('unit.rows'),
          })}
        </span>
        {list.error ? <LoadError error={list.error} retry={list.loadMore} /> : null}
        <MoreButton list={list} />
      </div>
    </div>
  );
}

/** A click on a link, a button or a field inside a row is meant for that, not for the row. */
function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a,button,input,label,.ant-select,.ant-checkbox') !== null;
}

/** The shape of a table while its rows are on the way. */
export function TableSkeleton({ rows = 8 }: { readonly rows?: number }) {
  return (
    <div className="ok-skeleton" aria-busy="true">
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton.Node key={index} style={{ width: '100%', height: 24 }} />
      ))}
    </div>
  );
}
