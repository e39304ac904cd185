import { Button } from 'antd';
import type { TableProps } from 'antd';
import { dateTimeText } from '../../../shared/time/format.js';
import { countText } from '../../../shared/time/points.js';
import { Frac, Status } from '../../../shared/ui/index.js';
import { decimalText, FlagMarks } from '../../office-kit/item-statistics.js';
import { itemText } from '../../office-kit/item-statistics-text.js';
import type { FlaggedQuestion } from './api.js';
import { flagText as t } from './text.js';

/** `onHandle`: null for those who may only look. */
export function flagColumns(onHandle: ((row: FlaggedQuestion) => void) | null): TableProps<FlaggedQuestion>['columns'] {
  return [
    {
      title: t('stem'),
      key: 'stem',
      width: 350,
      render: (_, row) => (
        <>
          <span className="ok-2">{row.stem}</span>
          <span className="ok-dim">
            {[row.knowledgePoint, row.posts.join('、') || t('posts.all')].filter(Boolean).join(' · ')}
          </span>
        </>
      ),
    },
    { title: t('flag'), key: 'flag', width: 300, render: (_, row) => <FlagMarks flags={row.flags} /> },
    { title: itemText('share'), key: 'share', align: 'right', width: 100, render: (_, row) => <Right row={row} /> },
    {
      title: itemText('separation'),
      key: 'separation',
      align: 'right',
      width: 80,
      render: (_, row) => decimalText(row.statistics?.figures?.groupDifference ?? null),
    },
    {
      title: t('asked'),
      dataIndex: 'asked',
      align: 'right',
      width: 80,
      render: (asked: number) => t('asked.is', { n: countText(asked) }),
    },
    { title: t('handled'), key: 'handled', width: 240, render: (_, row) => <Handled row={row} onHandle={onHandle} /> },
  ];
}

function Right({ row }: { readonly row: FlaggedQuestion }) {
  const { statistics } = row;
  if (!statistics?.figures) return '—';
  return <Frac n={Math.round(statistics.figures.difficulty * statistics.asked)} of={statistics.asked} />;
}

function Handled({
  row,
  onHandle,
}: {
  readonly row: FlaggedQuestion;
  readonly onHandle: ((row: FlaggedQuestion) => void) | null;
}) {
  const { handling } = row;
  return (
    <>
      {handling ? (
        <>
          {row.open ? <Status kind="due">{t('handled.again')}</Status> : null}
          {row.flags.length === 0 ? <Status kind="pass">{t('handled.gone')}</Status> : null}
          <span className="ok-2">{handling.note}</span>
          <span className="ok-dim">{t('handled.by', { name: handling.byName, at: dateTimeText(handling.at) })}</span>
        </>
      ) : null}
      {row.open && onHandle ? <Button onClick={() => onHandle(row)}>{t('handle')}</Button> : null}
    </>
  );
}
