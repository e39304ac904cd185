import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Drawer, Tabs } from 'antd';
import { useState } from 'react';
import type { QuestionDetail } from '../../shared/api/types.js';
import { Status } from '../../shared/ui/index.js';
import { kitText } from '../office-kit/kit-text.js';
import { useOffice } from '../office-kit/office-scope.js';
import { questionTypeName } from '../office-kit/options.js';
import { QueryBlock } from '../office-kit/query-block.js';
import { readQuestion } from './api.js';
import { QuestionActions } from './question-actions.js';
import { QuestionContent } from './question-content.js';
import { QuestionUsageList } from './question-usage.js';
import { QuestionVersions } from './question-versions.js';
import { standingOf } from './standing.js';
import { QuestionStatisticsTab } from './statistics/question-statistics.js';
import { questionText as t } from './text.js';
import './questions.css';

interface QuestionDrawerProps {
  readonly id: string | undefined;
  /** The first one otherwise. */
  readonly startTab?: 'statistics';
  /** Another question takes its place: the own one after it was taken over. */
  readonly onOpen: (id: string) => void;
  readonly onClose: () => void;
}

/** One question, whole: what it says, its versions, where it is used. */
export function QuestionDrawer({ id, startTab, onOpen, onClose }: QuestionDrawerProps) {
  const { organisationId } = useOffice();
  const query = useQuery({
    queryKey: ['office', 'questions', 'one', id, organisationId],
    queryFn: ({ signal }) => readQuestion(id ?? '', organisationId, signal),
    enabled: Boolean(id),
  });
  const title = query.data
    ? `${questionTypeName(query.data.type)} · ${t('version.no', { n: query.data.versionNo })}`
    : t('title');
  return (
    <Drawer open={Boolean(id)} onClose={onClose} size={680} title={title}>
      <QueryBlock query={query}>
        {(question) => (
          <QuestionCard key={question.id} question={question} startTab={startTab ?? 'content'} onOpen={onOpen} />
        )}
      </QueryBlock>
    </Drawer>
  );
}

function QuestionCard({
  question,
  startTab,
  onOpen,
}: {
  readonly question: QuestionDetail;
  readonly startTab: string;
  readonly onOpen: (id: string) => void;
}) {
  const client = useQueryClient();
  const [tab, setTab] = useState(startTab);
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: ['office', 'questions'] });
  return (
    <Tabs
      activeKey={tab}
      onChange={setTab}
      destroyOnHidden
      items={[
        {
          key: 'content',
          label: t('tab.content'),
          children: (
            <div className="ok-stack">
              <QuestionContent question={question} />
              <QuestionActions question={question} onChanged={refresh} onOpen={onOpen} />
              <Facts question={question} />
              <h2 className="ok-h2">{t('sections')}</h2>
              {question.sections.length === 0 ? <p className="mut">{t('sections.none')}</p> : null}
              {question.sections.map((section) => (
                <p key={section.sectionId}>
                  {section.handbookTitle} · {section.sectionTitle}
                </p>
              ))}
            </div>
          ),
        },
        {
          key: 'versions',
          label: `${t('tab.versions')} ${question.versions.length}`,
          children: <QuestionVersions question={question} />,
        },
        { key: 'usage', label: t('tab.usage'), children: <QuestionUsageList id={question.id} /> },
        { key: 'statistics', label: t('tab.statistics'), children: <QuestionStatisticsTab id={question.id} /> },
      ]}
    />
  );
}

function Facts({ question }: { readonly question: QuestionDetail }) {
  const { word, kind } = standingOf(question);
  const rows: readonly [string, string][] = [
    [t('category'), question.category ? kitText(`category.${question.category}`) : '—'],
    [t('point'), question.knowledgePoint ?? '—'],
    [t('difficulty'), question.difficulty?.toString() ?? '—'],
    [t('field'), question.field?.name ?? '—'],
    [t('source'), question.sourceClause ?? '—'],
    [t('criteria'), question.criteriaClause ?? '—'],
    [t('posts'), question.posts.map((post) => post.name).join('、') || t('posts.all')],
    [t('own'), question.organisationName],
    [t('writtenBy'), question.writtenBy],
  ];
  return (
    <dl className="ok-facts">
      <dt>{t('status')}</dt>
      <dd>
        <Status kind={kind}>{t(`standing.${word}`)}</Status>{' '}
        <span className="mut">{question.inUseNo === null ? t('inUse.none') : t('inUse', { n: question.inUseNo })}</span>
      </dd>
      {rows.map(([name, value]) => (
        <FactRow key={name} name={name} value={value} />
      ))}
    </dl>
  );
}

function FactRow({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
