import { Button, Segmented } from 'antd';
import type { TableProps } from 'antd';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { saveBlob } from '../../shared/api/client.js';
import type { ExamEntry, ExamSession } from '../../shared/api/types.js';
import { dateTimeText } from '../../shared/time/format.js';
import { pointsText } from '../../shared/time/points.js';
import { Frac, Status } from '../../shared/ui/index.js';
import type { StatusKind } from '../../shared/ui/index.js';
import { toCsv } from '../office-kit/csv.js';
import { EmptyStart } from '../office-kit/empty-start.js';
import { kitText } from '../office-kit/kit-text.js';
import { useOffice } from '../office-kit/office-scope.js';
import { may } from '../office-kit/permissions.js';
import { RefusalNote } from '../office-kit/load-error.js';
import { PagedTable } from '../office-kit/paged-table.js';
import { usePagedList } from '../office-kit/paging.js';
import { readAll } from '../office-kit/references.js';
import { AttemptReview } from './attempt-review.js';
import { resultsText } from './results-text.js';
import { examText as t } from './text.js';

const kinds: Record<string, StatusKind> = {
  not_started: 'none',
  in_progress: 'due',
  on_paper: 'due',
  passed: 'pass',
  failed: 'stop',
};
const statuses = ['not_started', 'in_progress', 'on_paper', 'passed', 'failed'] as const;
const hasEnded = ({ status }: ExamEntry): boolean => status === 'passed' || status === 'failed';
const statusText = (status: string): string => t(`entry.status.${status as ExamEntry['status']}`);

interface EntriesTableProps {
  readonly exam: ExamSession;
  readonly status: string | undefined;
  readonly onStatus: (status: string | undefined) => void;
}

/** The list of an exam with each person's standing. */
export function EntriesTable({ exam, status, onStatus }: EntriesTableProps) {
  const list = usePagedList<ExamEntry>('exams', `/exam-sessions/${exam.id}/entries`, { status });
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const { can } = useOffice();
  const [reviewed, setReviewed] = useState<ExamEntry | null>(null);
  const save = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      const rows = await readAll<ExamEntry>(
        `/exam-sessions/${exam.id}/entries`,
        { status },
        undefined,
        Number.POSITIVE_INFINITY,
      );
      const head = [t('entry.name'), t('entry.unit'), t('entry.status'), t('entry.attempts'), t('entry.best')];
      const text = toCsv(
        head,
        rows.map((row) => [
          row.name,
          row.unitPath,
          statusText(row.status),
          row.attempts,
          row.bestScore === null ? '' : pointsText(row.bestScore),
        ]),
      );
      saveBlob(
        new Blob([text], { type: 'text/csv;charset=utf-8' }),
        t('entry.file', { title: exam.title, status: status ? statusText(status) : kitText('all') }),
      );
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <div className="ok-filters">
        <Segmented
          aria-label={t('entry.status')}
          value={status ?? 'all'}
          onChange={(value) => onStatus(value === 'all' ? undefined : value)}
          options={[
            { value: 'all', label: kitText('all') },
            ...statuses.map((value) => ({ value, label: statusText(value) })),
          ]}
        />
        <span className="grow" />
        <Button icon={<Download size={16} aria-hidden />} loading={busy} onClick={() => void save()}>
          {t('entry.export')}
        </Button>
      </div>
      <RefusalNote error={error} />
      <PagedTable
        label={t('tab.entries')}
        list={list}
        unit={kitText('unit.people')}
        rowKey={(row) => row.personId}
        columns={columns(can(may.readResults) ? setReviewed : null)}
        empty={<EmptyStart title={t('entry.empty')} />}
      />
      {reviewed?.lastAttemptId ? (
        <AttemptReview attemptId={reviewed.lastAttemptId} name={reviewed.name} onClose={() => setReviewed(null)} />
      ) : null}
    </>
  );
}

function columns(review: ((row: ExamEntry) => void) | null): TableProps<ExamEntry>['columns'] {
  return [
    {
      title: t('entry.name'),
      dataIndex: 'name',
      width: 140,
      render: (name: string) => <b className="nowrap">{name}</b>,
    },
    { title: t('entry.unit'), dataIndex: 'unitPath', width: 240 },
    {
      title: t('entry.status'),
      dataIndex: 'status',
      width: 130,
      render: (status: string) => <Status kind={kinds[status] ?? 'none'}>{statusText(status)}</Status>,
    },
    { title: t('entry.attempts'), dataIndex: 'attempts', align: 'right', width: 100 },
    {
      title: t('entry.best'),
      key: 'best',
      align: 'right',
      width: 120,
      render: (_, row) =>
        row.bestScore === null || row.max === null ? '—' : <Frac n={row.bestScore / 100} of={row.max / 100} />,
    },
    {
      title: t('entry.when'),
      dataIndex: 'submittedAt',
      width: 160,
      render: (at: string | null) => (at ? dateTimeText(at) : '—'),
    },
    ...(review
      ? [
          {
            key: 'review',
            width: 110,
            render: (_: unknown, row: ExamEntry) =>
              row.lastAttemptId && row.submittedAt && hasEnded(row) ? (
                <Button size="small" onClick={() => review(row)}>
                  {resultsText('review.open')}
                </Button>
              ) : null,
          },
        ]
      : []),
  ];
}
