import { Button } from 'antd';
import { Copy } from 'lucide-react';
import { useState } from 'react';
import type { ExamSession } from '../../shared/api/types.js';
import { pointsText } from '../../shared/time/points.js';
import { Status } from '../../shared/ui/index.js';
import { EmptyStart } from '../office-kit/empty-start.js';
import { kitText } from '../office-kit/kit-text.js';
import { RefusalNote } from '../office-kit/load-error.js';
import { PagedTable } from '../office-kit/paged-table.js';
import { usePagedList } from '../office-kit/paging.js';
import { readAll } from '../office-kit/references.js';
import type { ChasedPerson } from './results-api.js';
import { resultsText as t } from './results-text.js';
import { examText } from './text.js';

/** Who is still to come: has not sat it, or has not passed and may try again. */
export function ChaseList({ exam }: { readonly exam: ExamSession }) {
  const path = `/exam-sessions/${exam.id}/chase-list`;
  const list = usePagedList<ChasedPerson>('exams', path);
  const [said, setSaid] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const copy = async (): Promise<void> => {
    setError(null);
    try {
      const people = await readAll<ChasedPerson>(path, {}, undefined, Number.POSITIVE_INFINITY);
      const lines = people.map((person) =>
        [person.unitPath, person.name, t(`chase.reason.${person.reason}`)].join('\t'),
      );
      await navigator.clipboard.writeText(lines.join('\n')).then(
        () => setSaid(t('chase.copied', { n: people.length })),
        () => setSaid(t('chase.notCopied')),
      );
    } catch (refused) {
      setError(refused);
    }
  };
  return (
    <>
      <div className="ok-filters">
        <span className="grow" role="status">
          {said}
        </span>
        <Button icon={<Copy size={16} aria-hidden />} onClick={() => void copy()}>
          {t('chase.copy')}
        </Button>
      </div>
      <RefusalNote error={error} />
      <PagedTable
        label={examText('tab.chase')}
        list={list}
        unit={kitText('unit.people')}
        rowKey={(row) => row.personId}
        empty={<EmptyStart title={t('chase.empty')} />}
        columns={[
          {
            title: examText('entry.name'),
            dataIndex: 'name',
            width: 140,
            render: (name: string) => <b className="nowrap">{name}</b>,
          },
          { title: examText('entry.unit'), dataIndex: 'unitPath', width: 240 },
          {
            title: t('chase.phone'),
            dataIndex: 'phoneMasked',
            width: 140,
            render: (phone: string | null) => phone ?? '—',
          },
          {
            title: t('chase.reason'),
            key: 'reason',
            width: 170,
            render: (_, row) => (
              <Status kind={row.reason === 'failed' ? 'stop' : 'none'}>{t(`chase.reason.${row.reason}`)}</Status>
            ),
          },
          {
            title: t('chase.left'),
            key: 'left',
            align: 'right',
            width: 110,
            render: (_, row) => row.attemptsLeft ?? t('chase.left.any'),
          },
          {
            title: examText('entry.best'),
            key: 'best',
            align: 'right',
            width: 110,
            render: (_, row) => (row.bestScore === null ? '—' : pointsText(row.bestScore)),
          },
        ]}
      />
    </>
  );
}
