import { useQueryClient } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useState } from 'react';
import { countText } from '../../../shared/time/points.js';
import { AskDialog } from '../../office-kit/ask-dialog.js';
import { EmptyStart } from '../../office-kit/empty-start.js';
import { FilterBar } from '../../office-kit/filter-bar.js';
import { FilterSelect } from '../../office-kit/filter-select.js';
import { itemFlags } from '../../office-kit/item-statistics.js';
import { itemText } from '../../office-kit/item-statistics-text.js';
import { kitText } from '../../office-kit/kit-text.js';
import { OfficePage } from '../../office-kit/office-page.js';
import { useOffice } from '../../office-kit/office-scope.js';
import { optionsOf } from '../../office-kit/options.js';
import { PagedTable } from '../../office-kit/paged-table.js';
import { usePagedList } from '../../office-kit/paging.js';
import { may } from '../../office-kit/permissions.js';
import { PostPicker } from '../../office-kit/pickers.js';
import { RequireOrganisation } from '../../office-kit/require-organisation.js';
import { useUrlFilters } from '../../office-kit/url-filters.js';
import { KnowledgeFilter } from '../knowledge-picker.js';
import { QuestionDrawer } from '../question-drawer.js';
import { questionText } from '../text.js';
import { handleFlags, useFlagCounts, type FlaggedQuestion } from './api.js';
import { flagColumns } from './flag-columns.js';
import { flagText as t } from './text.js';

const STATES = ['open', 'handled'] as const;
const FILTERS = ['flag', 'postId', 'knowledgePoint'] as const;

/** 统计提示: what answers in exams say about the bank's questions, as a list to be worked off. */
export function FlagsPage() {
  return (
    <OfficePage
      crumbs={[{ title: questionText('title'), to: '/office/questions' }, { title: t('title') }]}
      title={t('title')}
      note={t('note')}
    >
      <RequireOrganisation>{(organisationId) => <Flagged organisationId={organisationId} />}</RequireOrganisation>
    </OfficePage>
  );
}

function Flagged({ organisationId }: { readonly organisationId: string }) {
  const { can } = useOffice();
  const client = useQueryClient();
  const [filters, change] = useUrlFilters([...FILTERS, 'state', 'question']);
  const counts = useFlagCounts(organisationId).data;
  const [handling, setHandling] = useState<FlaggedQuestion | null>(null);
  const state = filters.state === 'handled' ? 'handled' : 'open';
  const { flag, postId, knowledgePoint, question } = filters;
  const list = usePagedList<FlaggedQuestion>('questions', '/question-flags', {
    organisationId,
    state,
    flag,
    postId,
    knowledgePoint,
  });
  const filtered = FILTERS.some((key) => filters[key] !== undefined);
  return (
    <section className="ok-card">
      <FilterBar
        onClear={filtered ? () => change(Object.fromEntries(FILTERS.map((key) => [key, undefined]))) : undefined}
      >
        <Segmented
          aria-label={t('title')}
          value={state}
          onChange={(next) => change({ state: next })}
          options={STATES.map((value) => ({
            value,
            label: t(`state.${value}`, { n: countText(counts?.[value] ?? 0) }),
          }))}
        />
        <FilterSelect
          label={t('flag')}
          value={flag}
          onChange={(next) => change({ flag: next })}
          options={optionsOf(itemFlags, (value) => itemText(`flag.short.${value}`))}
        />
        <KnowledgeFilter
          organisationId={organisationId}
          value={knowledgePoint}
          onChange={(next) => change({ knowledgePoint: next })}
        />
        <PostPicker
          organisationId={organisationId}
          {...(postId ? { value: postId } : {})}
          onChange={(next) => change({ postId: next })}
          placeholder={questionText('posts')}
        />
      </FilterBar>
      <PagedTable
        label={t('title')}
        list={list}
        unit={kitText('unit.questions')}
        rowKey={(row) => row.versionId}
        onOpen={(row) => change({ question: row.questionId }, { push: true })}
        columns={flagColumns(can(may.writeQuestions) ? setHandling : null)}
        empty={
          filtered ? (
            <EmptyStart title={kitText('empty.filtered')} />
          ) : state === 'open' ? (
            <EmptyStart title={t('none.open')} text={t('none.open.text')} />
          ) : (
            <EmptyStart title={t('none.handled')} />
          )
        }
      />
      <AskDialog
        open={handling !== null}
        title={t('handle.title')}
        okText={t('handle.ok')}
        askReason
        reasonLabel={t('handle.label')}
        onClose={() => setHandling(null)}
        onConfirm={(note) =>
          handling
            ? handleFlags(handling, note).then(() => client.invalidateQueries({ queryKey: ['office', 'questions'] }))
            : Promise.resolve()
        }
      >
        <p>{handling?.stem}</p>
        <p className="mut">{t('handle.text')}</p>
      </AskDialog>
      <QuestionDrawer
        id={question}
        startTab="statistics"
        onOpen={(id) => change({ question: id })}
        onClose={() => change({ question: undefined })}
      />
    </section>
  );
}
