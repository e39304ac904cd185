import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { DuplicateGroup, Question } from '../../shared/api/types.js';
import { dateTimeText } from '../../shared/time/format.js';
import { Chip, Status } from '../../shared/ui/index.js';
import { AskDialog } from '../office-kit/ask-dialog.js';
import { EmptyStart } from '../office-kit/empty-start.js';
import { MoreButton } from '../office-kit/more-button.js';
import { LoadError, RefusalNote } from '../office-kit/load-error.js';
import { OfficePage } from '../office-kit/office-page.js';
import { useOffice } from '../office-kit/office-scope.js';
import { questionTypeName } from '../office-kit/options.js';
import { TableSkeleton } from '../office-kit/paged-table.js';
import { usePagedList } from '../office-kit/paging.js';
import { may } from '../office-kit/permissions.js';
import { RequireOrganisation } from '../office-kit/require-organisation.js';
import { distinguishQuestions, mergeDuplicates } from './api.js';
import { useBank } from './bank.js';
import { QuestionContent } from './question-content.js';
import { standingOf } from './standing.js';
import { questionText as t } from './text.js';
import './questions.css';

/** Questions that say nearly the same, group by group and side by side: keep one, or say that they are different. */
export function DuplicatesPage() {
  return (
    <OfficePage
      crumbs={[{ title: t('title'), to: '/office/questions' }, { title: t('duplicates.title') }]}
      title={t('duplicates.title')}
      note={t('duplicates.note')}
    >
      <RequireOrganisation>{(organisationId) => <Groups organisationId={organisationId} />}</RequireOrganisation>
    </OfficePage>
  );
}

function Groups({ organisationId }: { readonly organisationId: string }) {
  const list = usePagedList<DuplicateGroup>('questions', '/question-duplicates', { organisationId }, { limit: 20 });
  const bank = useBank(organisationId).data;
  const checked = bank?.duplicatesCheckedAt;
  const when = bank
    ? checked
      ? t('duplicates.checked', { when: dateTimeText(checked) })
      : t('duplicates.never')
    : undefined;
  if (list.error && list.items.length === 0) return <LoadError error={list.error} retry={list.retry} />;
  if (list.pending) return <TableSkeleton />;
  const groups = list.items.filter((group) => group.questions.length > 1);
  if (groups.length === 0) {
    return (
      <section className="ok-card">
        <EmptyStart title={t('duplicates.none')} {...(when ? { text: when } : {})} />
      </section>
    );
  }
  return (
    <>
      {groups.map((group, index) => (
        <Group key={group.id} group={group} number={index + 1} organisationId={organisationId} />
      ))}
      <div className="ok-table-foot">
        <span className="ok-dim">{when}</span>
        <MoreButton list={list} />
      </div>
    </>
  );
}

interface GroupProps {
  readonly group: DuplicateGroup;
  readonly number: number;
  readonly organisationId: string;
}

function Group({ group, number, organisationId }: GroupProps) {
  const { can } = useOffice();
  const client = useQueryClient();
  const [keep, setKeep] = useState<Question | null>(null);
  const [error, setError] = useState<unknown>(null);
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: ['office', 'questions'] });
  const mayWrite = can(may.writeQuestions);
  const distinguish = (distinct: readonly string[]): void => {
    setError(null);
    void distinguishQuestions(organisationId, group, distinct).then(refresh, setError);
  };
  const title = t('duplicates.group', { i: number, n: group.questions.length });
  return (
    <section className="ok-card" aria-label={title}>
      <div className="ok-card-head oq-group-head">
        <h2>{title}</h2>
        <span className="mut">{group.message}</span>
        <span className="grow" />
        {mayWrite ? (
          <Button onClick={() => distinguish(group.questions.map((question) => question.id))}>
            {t('duplicates.distinct')}
          </Button>
        ) : null}
      </div>
      <RefusalNote error={error} />
      <ul className="oq-beside">
        {group.questions.map((question) => (
          <li key={question.id}>
            <Beside question={question} />
            {mayWrite ? (
              <div className="ok-actions">
                <Button type="primary" onClick={() => setKeep(question)}>
                  {t('duplicates.keep')}
                </Button>
                {group.questions.length > 2 ? (
                  <Button onClick={() => distinguish([question.id])}>{t('duplicates.other')}</Button>
                ) : null}
              </div>
            ) : null}
          </li>
        ))}
      </ul>
      <AskDialog
        open={keep !== null}
        title={t('duplicates.mergeTitle')}
        okText={t('duplicates.mergeOk')}
        onClose={() => setKeep(null)}
        onConfirm={() => mergeDuplicates(organisationId, group, keep?.id ?? '').then(refresh)}
      >
        <p>{keep?.stem}</p>
        <p className="mut">{t('duplicates.mergeText', { n: group.questions.length - 1 })}</p>
      </AskDialog>
    </section>
  );
}

function Beside({ question }: { readonly question: Question }) {
  const { word, kind } = standingOf(question);
  return (
    <>
      <p className="oq-version-head">
        <b>{questionTypeName(question.type)}</b>
        <Status kind={kind}>{t(`standing.${word}`)}</Status>
        {question.own ? null : <Chip>{t('duplicates.shared')}</Chip>}
        <span className="mut">{t('duplicates.usage', { n: question.versionNo, who: question.writtenBy })}</span>
      </p>
      <QuestionContent question={question} />
      <p className="mut">
        {[question.knowledgePoint, question.posts.map((post) => post.name).join('、') || t('posts.all')]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </>
  );
}
