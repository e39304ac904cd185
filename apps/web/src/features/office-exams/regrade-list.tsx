import { useQueryClient } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useEffect, useState } from 'react';
import { dateTimeText } from '../../shared/time/format.js';
import { countText, pointsText } from '../../shared/time/points.js';
import { Bar, Status, type StatusKind } from '../../shared/ui/index.js';
import { EmptyStart } from '../office-kit/empty-start.js';
import { LoadError } from '../office-kit/load-error.js';
import { kitText } from '../office-kit/kit-text.js';
import { MoreButton } from '../office-kit/more-button.js';
import { PagedTable, TableSkeleton } from '../office-kit/paged-table.js';
import { usePagedList } from '../office-kit/paging.js';
import { Decision } from './regrade-decision.js';
import { whatText } from './regrade-text.js';
import { useRegrade, type Regrade, type RegradeChange } from './results-api.js';
import { resultsText as t } from './results-text.js';

const kinds: Record<Regrade['status'], StatusKind> = {
  requested: 'due',
  applying: 'due',
  applied: 'pass',
  rejected: 'stop',
  withdrawn: 'none',
};

/** Every correction of the exam, what became of it, and where the second person decides. */
export function RegradeList({ examId }: { readonly examId: string }) {
  const list = usePagedList<Regrade>('exams', `/exam-sessions/${examId}/regrades`);
  if (list.error && list.items.length === 0) return <LoadError error={list.error} retry={list.retry} />;
  if (list.pending) return <TableSkeleton />;
  if (list.items.length === 0) return <EmptyStart title={t('list.empty')} text={t('list.empty.text')} />;
  return (
    <>
      <ol className="oe-questions" aria-label={t('tab.corrections')}>
        {list.items.map((regrade) => (
          <Correction key={regrade.id} regrade={regrade} />
        ))}
      </ol>
      {list.more ? (
        <p className="ok-pad">
          <MoreButton list={list} />
        </p>
      ) : null}
    </>
  );
}

function Correction({ regrade }: { readonly regrade: Regrade }) {
  const [looking, setLooking] = useState(false);
  return (
    <li>
      <div className="oe-question">
        <Status kind={kinds[regrade.status]}>{t(`list.status.${regrade.status}`)}</Status>
        <b>{whatText(regrade)}</b>
      </div>
      <p className="oe-asked">{regrade.stem}</p>
      <p>{t('list.reason', { reason: regrade.reason })}</p>
      <p className="mut row ok-gap">
        <span>{t('list.asked', { name: regrade.requestedByName, at: dateTimeText(regrade.requestedAt) })}</span>
        {regrade.decidedAt ? (
          <span>{t('list.decided', { name: regrade.decidedByName ?? '', at: dateTimeText(regrade.decidedAt) })}</span>
        ) : null}
        <span>{t('list.sessions', { n: countText(regrade.sessions) })}</span>
      </p>
      {regrade.decisionNote ? <p>{t('list.note', { note: regrade.decisionNote })}</p> : null}
      {regrade.status === 'applying' ? <Progress regrade={regrade} /> : null}
      {regrade.status === 'applied' ? (
        <p className="row ok-gap">
          <span>{t('list.done', { n: countText(regrade.regraded) })}</span>
          <Button size="small" onClick={() => setLooking(true)}>
            {t('list.changes')}
          </Button>
        </p>
      ) : null}
      {regrade.bankOutcome ? <p className="mut">{t(`list.bank.${regrade.bankOutcome}`)}</p> : null}
      {regrade.status === 'requested' ? <Decision regrade={regrade} /> : null}
      {looking ? <Changes regrade={regrade} onClose={() => setLooking(false)} /> : null}
    </li>
  );
}

function Progress({ regrade }: { readonly regrade: Regrade }) {
  const live = useRegrade(regrade.id, true);
  const client = useQueryClient();
  const { seen, attempts, status } = live.data ?? regrade;
  useEffect(() => {
    if (status !== 'applying') void client.invalidateQueries({ queryKey: ['office', 'exams'] });
  }, [client, status]);
  return (
    <div>
      <Bar n={seen} of={Math.max(attempts, 1)} label={t('list.status.applying')} />
      <p className="mut">{t('list.progress', { n: countText(seen), of: countText(attempts) })}</p>
    </div>
  );
}

function Changes({ regrade, onClose }: { readonly regrade: Regrade; readonly onClose: () => void }) {
  const list = usePagedList<RegradeChange>('exams', `/exam-regrades/${regrade.id}/changes`);
  const standing = (score: number, max: number, passed: boolean): string =>
    `${pointsText(score)} / ${pointsText(max)} ${t(passed ? 'changes.passed' : 'changes.failed')}`;
  return (
    <Drawer open onClose={onClose} size={720} title={t('changes.title')}>
      <PagedTable
        label={t('changes.title')}
        list={list}
        unit={kitText('unit.people')}
        rowKey={(row) => row.attemptId}
        empty={<EmptyStart title={t('changes.empty')} />}
        columns={[
          {
            title: t('changes.name'),
            key: 'name',
            render: (_, row) => <b className="nowrap">{row.name ?? t('effect.unnamed')}</b>,
          },
          { title: t('changes.exam'), dataIndex: 'examTitle' },
          {
            title: t('changes.before'),
            key: 'before',
            render: (_, row) => standing(row.scoreBefore, row.maxBefore, row.passedBefore),
          },
          {
            title: t('changes.after'),
            key: 'after',
            render: (_, row) => <b>{standing(row.scoreAfter, row.maxAfter, row.passedAfter)}</b>,
          },
        ]}
      />
    </Drawer>
  );
}
