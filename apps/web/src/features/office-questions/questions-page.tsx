import { Button } from 'antd';
import type { TableProps } from 'antd';
import { FileUp, Plus } from 'lucide-react';
import { useState } from 'react';
import type { Question } from '../../shared/api/types.js';
import { Chip, Status } from '../../shared/ui/index.js';
import { DownloadButton } from '../office-kit/download.js';
import { EmptyStart } from '../office-kit/empty-start.js';
import { FilterBar } from '../office-kit/filter-bar.js';
import { FilterSelect } from '../office-kit/filter-select.js';
import { kitText } from '../office-kit/kit-text.js';
import { LinkButton } from '../office-kit/link-button.js';
import { OfficePage } from '../office-kit/office-page.js';
import { useOffice } from '../office-kit/office-scope.js';
import { optionsOf, questionTypeName, questionTypes } from '../office-kit/options.js';
import { PagedTable } from '../office-kit/paged-table.js';
import { usePagedList } from '../office-kit/paging.js';
import { may } from '../office-kit/permissions.js';
import { PostPicker } from '../office-kit/pickers.js';
import { OrganisationFilter } from '../office-kit/require-organisation.js';
import { useUrlFilters } from '../office-kit/url-filters.js';
import { useQuestionFacets } from './facets.js';
import { QuestionDrawer } from './question-drawer.js';
import { QuestionForm } from './question-form.js';
import { questionText as t } from './text.js';

/** The bank: every question with its key, versions and where the handbook speaks of it. */
export function QuestionsPage() {
  const { can, organisationId } = useOffice();
  const [filters, change] = useUrlFilters([
    'q',
    'type',
    'category',
    'knowledgePoint',
    'postId',
    'status',
    'source',
    'question',
  ]);
  const [adding, setAdding] = useState(false);
  const { question, ...query } = filters;
  const facets = useQuestionFacets(organisationId);
  const list = usePagedList<Question>('questions', '/questions', { ...query, organisationId });
  const filtered = Object.keys(query).length > 0;
  const clear = {
    q: undefined,
    type: undefined,
    category: undefined,
    knowledgePoint: undefined,
    postId: undefined,
    status: undefined,
    source: undefined,
  };
  const importButton = can(may.importQuestions) ? (
    <LinkButton
      to={`/office/questions/import${organisationId ? `?organisationId=${organisationId}` : ''}`}
      icon={<FileUp size={16} aria-hidden />}
    >
      {t('import')}
    </LinkButton>
  ) : null;
  return (
    <OfficePage
      crumbs={[{ title: t('title') }]}
      title={t('title')}
      note={t('note')}
      actions={
        <>
          <DownloadButton
            path="/questions-export"
            query={{ ...query, organisationId, format: 'xlsx' }}
            name={t('exportName')}
          >
            {t('exportXlsx')}
          </DownloadButton>
          {importButton}
          {can(may.writeQuestions) ? (
            <Button type="primary" icon={<Plus size={16} aria-hidden />} onClick={() => setAdding(true)}>
              {t('add')}
            </Button>
          ) : null}
        </>
      }
    >
      <section className="ok-card">
        <FilterBar
          q={filters.q}
          placeholder={t('find')}
          onSearch={(q) => change({ q })}
          onClear={filtered ? () => change(clear) : undefined}
        >
          <OrganisationFilter />
          <FilterSelect
            label={t('type')}
            value={filters.type}
            onChange={(type) => change({ type })}
            options={optionsOf(questionTypes, questionTypeName)}
          />
          <FilterSelect
            label={t('category')}
            value={filters.category}
            onChange={(category) => change({ category })}
            options={optionsOf(['general', 'professional'] as const, (value) => kitText(`category.${value}`))}
          />
          <FilterSelect
            label={t('point')}
            value={filters.knowledgePoint}
            onChange={(knowledgePoint) => change({ knowledgePoint })}
            options={(facets.data?.knowledgePoints ?? []).map(({ value, count }) => ({
              value,
              label: `${value}（${count}）`,
            }))}
          />
          <PostPicker
            organisationId={organisationId}
            {...(filters.postId ? { value: filters.postId } : {})}
            onChange={(postId) => change({ postId })}
            placeholder={t('posts')}
          />
          <FilterSelect
            label={t('status')}
            value={filters.status}
            onChange={(status) => change({ status })}
            options={optionsOf(['active', 'retired'] as const, (value) => t(`status.${value}`))}
          />
          <FilterSelect
            label={t('own')}
            value={filters.source}
            onChange={(source) => change({ source })}
            options={optionsOf(['own', 'shared'] as const, (value) => t(`own.${value}`))}
          />
        </FilterBar>
        <PagedTable
          label={t('title')}
          list={list}
          unit={kitText('unit.questions')}
          rowKey={(row) => row.id}
          columns={columns()}
          onOpen={(row) => change({ question: row.id }, { push: true })}
          empty={
            filtered ? (
              <EmptyStart title={kitText('empty.filtered')} />
            ) : (
              <EmptyStart
                title={t('empty.title')}
                text={t('empty.text')}
                actions={
                  <>
                    {importButton}
                    <DownloadButton path="/question-imports/template" name={t('template')}>
                      {kitText('import.template')}
                    </DownloadButton>
                  </>
                }
              />
            )
          }
        />
      </section>
      <QuestionDrawer id={question} onClose={() => change({ question: undefined })} />
      <QuestionForm open={adding} question={null} onClose={() => setAdding(false)} />
    </OfficePage>
  );
}

function columns(): TableProps<Question>['columns'] {
  return [
    { title: t('type'), dataIndex: 'type', width: 76, render: questionTypeName },
    { title: t('stem'), dataIndex: 'stem', width: 380, render: (stem: string) => <span className="ok-2">{stem}</span> },
    { title: t('key'), key: 'key', width: 80, render: (_, row) => <b>{keyText(row)}</b> },
    {
      title: t('category'),
      dataIndex: 'category',
      width: 100,
      render: (value: Question['category']) => (value ? kitText(`category.${value}`) : '—'),
    },
    { title: t('point'), dataIndex: 'knowledgePoint', width: 150, render: (value: string | null) => value ?? '—' },
    {
      title: t('posts'),
      key: 'posts',
      width: 150,
      render: (_, row) => row.posts.map((post) => post.name).join('、') || t('posts.all'),
    },
    {
      title: t('own'),
      key: 'own',
      width: 90,
      render: (_, row) => (row.own ? t('own.own') : <Chip>{t('own.shared')}</Chip>),
    },
    { title: t('version'), dataIndex: 'versionNo', width: 90, render: (n: number) => t('version.no', { n }) },
    {
      title: t('status'),
      dataIndex: 'status',
      width: 96,
      render: (status: Question['status']) => (
        <Status kind={status === 'active' ? 'pass' : 'exempt'}>{t(`status.${status}`)}</Status>
      ),
    },
  ];
}

/** The key as a person reads it: letters, or 对 / 错. */
export function keyText(question: Pick<Question, 'type' | 'key' | 'options'>): string {
  if (question.type !== 'true_false') return question.key.join('');
  return question.options.find((option) => option.label === question.key[0])?.text ?? question.key.join('');
}
