import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import type { Question } from '../../shared/api/types.js';
import { countText } from '../../shared/time/points.js';
import { AskDialog } from '../office-kit/ask-dialog.js';
import { EmptyStart } from '../office-kit/empty-start.js';
import { LoadError, RefusalNote } from '../office-kit/load-error.js';
import { OfficePage } from '../office-kit/office-page.js';
import { useOffice } from '../office-kit/office-scope.js';
import { questionTypeName } from '../office-kit/options.js';
import { TableSkeleton } from '../office-kit/paged-table.js';
import { usePagedList, type PagedList } from '../office-kit/paging.js';
import { RequireOrganisation } from '../office-kit/require-organisation.js';
import { useUrlFilters, type Filters } from '../office-kit/url-filters.js';
import { MoreButton } from '../office-kit/more-button.js';
import { approveQuestions, returnQuestion } from './api.js';
import { useBank } from './bank.js';
import { ReviewedQuestion } from './reviewed-question.js';
import { questionText as t } from './text.js';
import './questions.css';

/** What colleagues wrote and waits for a second pair of eyes: one question at a time, with the keyboard alone if one likes. */
export function ReviewPage() {
  return (
    <OfficePage
      crumbs={[{ title: t('title'), to: '/office/questions' }, { title: t('queue.title') }]}
      title={t('queue.title')}
      note={t('queue.note')}
    >
      <RequireOrganisation>{(organisationId) => <Queue organisationId={organisationId} />}</RequireOrganisation>
    </OfficePage>
  );
}

/** What an address may narrow the queue to: a shortage of an exam leads to the questions that would fill it. */
const NARROWED_BY = ['type', 'category', 'knowledgePoint', 'postId'] as const;

function Queue({ organisationId }: { readonly organisationId: string }) {
  const [narrowed, change] = useUrlFilters(NARROWED_BY);
  const isNarrowed = Object.keys(narrowed).length > 0;
  return (
    <>
      {isNarrowed ? (
        <p className="ok-note ok-note-info">
          <span>{t('queue.narrowed')}</span>
          <Button size="small" onClick={() => change(Object.fromEntries(NARROWED_BY.map((name) => [name, undefined])))}>
            {t('queue.whole')}
          </Button>
        </p>
      ) : null}
      <Waiting key={JSON.stringify(narrowed)} organisationId={organisationId} narrowed={isNarrowed ? narrowed : null} />
    </>
  );
}

interface WaitingProps {
  readonly organisationId: string;
  readonly narrowed: Filters<(typeof NARROWED_BY)[number]> | null;
}

function Waiting({ organisationId, narrowed }: WaitingProps) {
  const list = usePagedList<Question>('questions', '/questions', {
    ...narrowed,
    organisationId,
    source: 'own',
    review: 'in_review',
    author: 'others',
  });
  const bank = useBank(organisationId).data;
  const own = bank && !narrowed ? bank.inReview - bank.reviewable : 0;
  if (list.error && list.items.length === 0) return <LoadError error={list.error} retry={list.retry} />;
  if (list.pending) return <TableSkeleton />;
  if (list.items.length === 0) {
    return (
      <section className="ok-card">
        <EmptyStart title={t('queue.none')} {...(own > 0 ? { text: t('queue.own', { n: own }) } : {})} />
      </section>
    );
  }
  return (
    <Desk
      organisationId={organisationId}
      list={list}
      left={narrowed || !bank ? `${list.items.length}${list.more ? '+' : ''}` : countText(bank.reviewable)}
      own={own}
    />
  );
}

interface DeskProps {
  readonly organisationId: string;
  readonly list: PagedList<Question>;
  /** How many are still to be looked at. */
  readonly left: string;
  readonly own: number;
}

function Desk({ organisationId, list, left, own }: DeskProps) {
  const { session } = useOffice();
  const client = useQueryClient();
  const [at, setAt] = useState(0);
  const [ask, setAsk] = useState<'return' | 'all' | null>(null);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const { items } = list;
  const index = Math.min(at, items.length - 1);
  const question = items[index];
  const refresh = useCallback(() => client.invalidateQueries({ queryKey: ['office', 'questions'] }), [client]);
  const approve = useCallback(
    async (questions: readonly Question[]): Promise<void> => {
      setBusy(true);
      setError(null);
      try {
        const { approved, refused } = await approveQuestions(questions, organisationId);
        const why = refused.map(({ stem, message }) => `「${stem}」${message}`).join(' ');
        setSaid([approved.length > 0 ? t('queue.done', { n: approved.length }) : '', why].filter(Boolean).join(' '));
        await refresh();
      } catch (refused) {
        setError(refused);
      } finally {
        setBusy(false);
      }
    },
    [organisationId, refresh],
  );
  useKeys(ask === null && !busy, {
    a: () => question && void approve([question]),
    r: () => setAsk('return'),
    arrowdown: () => setAt(Math.min(index + 1, items.length - 1)),
    arrowup: () => setAt(Math.max(index - 1, 0)),
  });
  if (!question) return null;
  return (
    <>
      {said ? (
        <p className="ok-note ok-note-info" role="status">
          {said}
        </p>
      ) : null}
      <RefusalNote error={error} />
      <div className="oq-desk">
        <nav className="ok-card oq-queue" aria-label={t('queue.list')}>
          <p className="mut">{t('queue.left', { n: left })}</p>
          <ol>
            {items.map((item, position) => (
              <li key={item.id}>
                <button
                  type="button"
                  aria-current={position === index ? 'true' : undefined}
                  onClick={() => setAt(position)}
                >
                  <span className="ok-dim">
                    {questionTypeName(item.type)} · {item.writtenBy}
                  </span>
                  <span className="ok-2">{item.stem}</span>
                </button>
              </li>
            ))}
          </ol>
          <MoreButton list={list} />
          {own > 0 ? <p className="ok-dim">{t('queue.own', { n: own })}</p> : null}
        </nav>
        <section className="ok-card ok-pad ok-stack" aria-live="polite" key={question.id}>
          <ReviewedQuestion question={question} />
          <div className="ok-actions">
            <Button type="primary" loading={busy} onClick={() => void approve([question])}>
              {t('queue.approve')}
            </Button>
            <Button onClick={() => setAsk('return')}>{t('queue.return')}</Button>
            <span className="grow" />
            <Button type="link" onClick={() => setAsk('all')}>
              {t('queue.all', { n: items.length })}
            </Button>
          </div>
        </section>
      </div>
      <AskDialog
        open={ask === 'return'}
        title={t('return.title')}
        okText={t('return.ok')}
        askReason
        reasonLabel={t('return.reason')}
        reasonHint={t('return.hint')}
        onClose={() => setAsk(null)}
        onConfirm={(reason) => returnQuestion(question, reason).then(refresh)}
      >
        <p>{question.stem}</p>
      </AskDialog>
      <AskDialog
        open={ask === 'all'}
        title={t('queue.allTitle')}
        okText={t('queue.allOk', { n: items.length })}
        onClose={() => setAsk(null)}
        onConfirm={() => approve(items)}
      >
        <p>{t('queue.allText', { n: items.length })}</p>
        <p className="mut">{session.account}</p>
      </AskDialog>
    </>
  );
}

/** Single keys, unless somebody is typing or holds a modifier. */
function useKeys(active: boolean, deeds: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    if (!active) return undefined;
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest('input,textarea,select,[role="dialog"]')) return;
      const deed = deeds[event.key.toLowerCase()];
      if (!deed) return;
      event.preventDefault();
      deed();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
}
