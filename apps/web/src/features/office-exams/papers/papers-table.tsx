import { Button, Dropdown, Table } from 'antd';
import type { TableProps } from 'antd';
import { Link } from 'react-router';
import { dateTimeText } from '../../../shared/time/format.js';
import { Status } from '../../../shared/ui/index.js';
import type { StatusKind } from '../../../shared/ui/index.js';
import { LinkButton } from '../../office-kit/link-button.js';
import type { PrintedPaper } from './api.js';
import { papersText as t } from './text.js';

interface PapersTableProps {
  readonly papers: readonly PrintedPaper[];
  readonly mayPrint: boolean;
  readonly onFile: (paper: PrintedPaper) => void;
  readonly onAsk: (deed: Withdrawal, paper: PrintedPaper) => void;
}

/** What becomes of a paper that is not keyed in. */
export type Withdrawal = 'reprint' | 'cancel' | 'close';

const SHOWN = 100;
const keyingAddress = (number: string): string => `/office/exams/papers/${number}`;

export function PapersTable({ papers, ...deeds }: PapersTableProps) {
  return (
    <div className="ok-table" role="region" aria-label={t('title')}>
      <Table<PrintedPaper>
        aria-label={t('title')}
        columns={columns(deeds)}
        dataSource={[...papers]}
        rowKey={(paper) => paper.id}
        pagination={papers.length > SHOWN ? { pageSize: SHOWN, showSizeChanger: false } : false}
        scroll={{ x: 'max-content' }}
      />
    </div>
  );
}

export function paperStatus(paper: PrintedPaper): { kind: StatusKind; text: string } {
  if (paper.overdue) return { kind: 'stop', text: t('status.overdue') };
  if (paper.status === 'differs') return { kind: 'warn', text: t('status.differs') };
  if (paper.status === 'keyed') return { kind: 'pass', text: t('status.keyed') };
  if (paper.status === 'void') return { kind: 'exempt', text: t('status.void') };
  if (paper.status === 'closed') return { kind: 'stop', text: t('status.closed') };
  return paper.keyings.some((keying) => keying.finished)
    ? { kind: 'due', text: t('status.one') }
    : { kind: 'none', text: t('status.printed') };
}

function columns({ mayPrint, onFile, onAsk }: Omit<PapersTableProps, 'papers'>): TableProps<PrintedPaper>['columns'] {
  return [
    {
      title: t('number'),
      dataIndex: 'number',
      width: 120,
      // The deeds at the other end are out of sight on a tablet; this is where one begins there.
      render: (number: string) => (
        <Link className="ok-link nowrap" to={keyingAddress(number)}>
          {number}
        </Link>
      ),
    },
    { title: t('name'), dataIndex: 'name', width: 100 },
    {
      title: t('status'),
      key: 'status',
      width: 150,
      render: (_, paper) => {
        const { kind, text } = paperStatus(paper);
        return (
          <>
            <Status kind={kind}>{text}</Status>
            {paper.reason ? <p className="ok-dim">{paper.reason}</p> : null}
          </>
        );
      },
    },
    { title: t('unit'), dataIndex: 'unit', width: 170 },
    {
      title: t('seat'),
      key: 'seat',
      width: 110,
      render: (_, paper) => (paper.seat === null ? '—' : t('seat.of', { room: paper.room ?? '', seat: paper.seat })),
    },
    {
      title: t('keyings'),
      key: 'keyings',
      width: 110,
      render: (_, paper) => paper.keyings.map((keying) => keying.name).join('、') || '—',
    },
    { title: t('due'), dataIndex: 'dueAt', width: 140, render: (at: string) => dateTimeText(at) },
    {
      key: 'deeds',
      width: 220,
      render: (_, paper) => {
        const open = paper.status === 'printed' || paper.status === 'differs';
        return (
          <span className="row ok-gap">
            {open && !paper.overdue ? (
              <LinkButton to={keyingAddress(paper.number)} size="small">
                {t(paper.status === 'differs' ? 'row.settle' : 'row.key')}
              </LinkButton>
            ) : null}
            {mayPrint && paper.status === 'printed' ? (
              <Button size="small" onClick={() => onFile(paper)}>
                {t('row.file')}
              </Button>
            ) : null}
            {open ? <WithdrawMenu paper={paper} onAsk={onAsk} /> : null}
          </span>
        );
      },
    },
  ];
}

/** Spoilt ones are printed again, those that nobody wrote on are cancelled, those whose time is over are closed. */
function WithdrawMenu({ paper, onAsk }: { readonly paper: PrintedPaper; readonly onAsk: PapersTableProps['onAsk'] }) {
  const deeds: Withdrawal[] = [
    paper.overdue ? 'close' : 'reprint',
    ...(paper.keyings.length === 0 ? ['cancel' as const] : []),
  ];
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: deeds.map((deed) => ({ key: deed, label: t(`row.${deed}`) })),
        onClick: ({ key }) => onAsk(deeds.find((deed) => deed === key) ?? 'reprint', paper),
      }}
    >
      <Button size="small" danger>
        {t('row.withdraw')}
      </Button>
    </Dropdown>
  );
}
