import { Button } from 'antd';
import { ChartColumn, CopyCheck, FileUp, Grid3x3, ListTree, Plus, Settings2, UserRoundCheck } from 'lucide-react';
import { useState } from 'react';
import type { Category, Question } from '../../shared/api/types.js';
import { countText } from '../../shared/time/points.js';
import { DownloadButton } from '../office-kit/download.js';
import { EmptyStart } from '../office-kit/empty-start.js';
import { kitText } from '../office-kit/kit-text.js';
import { LinkButton } from '../office-kit/link-button.js';
import { OfficePage } from '../office-kit/office-page.js';
import { useOffice } from '../office-kit/office-scope.js';
import { PagedTable } from '../office-kit/paged-table.js';
import { usePagedList } from '../office-kit/paging.js';
import { may } from '../office-kit/permissions.js';
import { useUrlFilters } from '../office-kit/url-filters.js';
import { BankSettings } from './bank-settings.js';
import { useBank } from './bank.js';
import { BulkBar, type Selection } from './bulk-bar.js';
import { ExportMenu } from './export-menu.js';
import { useFlagCounts } from './flags/api.js';
import { flagText } from './flags/text.js';
import { KnowledgeDialog } from './knowledge-dialog.js';
import { questionColumns } from './question-columns.js';
import { QuestionDrawer } from './question-drawer.js';
import { FILTERS, QuestionFilterBar } from './question-filters.js';
import { QuestionForm } from './question-form.js';
import { questionText as t } from './text.js';

/** The bank: every question with its key, its tags, how it stands, its versions and where it is used. */
export function QuestionsPage() {
  const { can, organisationId } = useOffice();
  const [filters, change] = useUrlFilters([...FILTERS, 'question', 'write']);
  const [open, setOpen] = useState<'add' | 'points' | null>(null);
  const [selection, setSelection] = useState<Selection>({ ids: [] });
  const { question, write, ...query } = filters;
  const list = usePagedList<Question>('questions', '/questions', { ...query, organisationId });
  const filtered = Object.keys(query).length > 0;
  const mayWrite = can(may.writeQuestions);
  const chosen = 'all' in selection ? list.items.map((row) => row.id) : selection.ids;
  const refilter: typeof change = (next, options) => {
    setSelection({ ids: [] });
    change(next, options);
  };
  const importButton = can(may.importQuestions) ? (
    <LinkButton
      to={withOrganisation('/office/questions/import', organisationId)}
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
          <BankLinks organisationId={organisationId} />
          {organisationId ? (
            <Button icon={<ListTree size={16} aria-hidden />} onClick={() => setOpen('points')}>
              {t('points.manage')}
            </Button>
          ) : null}
          <ExportMenu organisationId={organisationId} filter={query} />
          {importButton}
          {mayWrite ? (
            <Button type="primary" icon={<Plus size={16} aria-hidden />} onClick={() => setOpen('add')}>
              {t('add')}
            </Button>
          ) : null}
        </>
      }
      footer={
        mayWrite && organisationId ? (
          <BulkBar
            organisationId={organisationId}
            selection={selection}
            rows={list.items}
            filter={query}
            onSelect={setSelection}
          />
        ) : undefined
      }
    >
      <section className="ok-card">
        <QuestionFilterBar organisationId={organisationId} filters={query} onChange={refilter} />
        <PagedTable
          label={t('title')}
          list={list}
          unit={kitText('unit.questions')}
          rowKey={(row) => row.id}
          columns={questionColumns(!organisationId)}
          onOpen={(row) => change({ question: row.id }, { push: true })}
          {...(mayWrite && organisationId
            ? {
                selection: {
                  columnWidth: 44,
                  selectedRowKeys: [...chosen],
                  onChange: (keys) => setSelection({ ids: keys as string[] }),
                  getCheckboxProps: (row: Question) => ({ 'aria-label': row.stem }),
                },
              }
            : {})}
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
      <QuestionDrawer
        id={question}
        onOpen={(id) => change({ question: id })}
        onClose={() => change({ question: undefined })}
      />
      <QuestionForm
        open={open === 'add' || write !== undefined}
        question={null}
        {...(write ? { preset: presetOf(query) } : {})}
        onClose={() => {
          setOpen(null);
          if (write) change({ write: undefined });
        }}
      />
      <KnowledgeDialog
        open={open === 'points'}
        organisationId={organisationId}
        canWrite={mayWrite}
        onFind={(knowledgePoint) => refilter({ knowledgePoint })}
        onClose={() => setOpen(null)}
      />
    </OfficePage>
  );
}

/** A gap of a blueprint leads here to write what is missing: the new question starts with the tags that are looked at. */
function presetOf({ type, category, knowledgePoint, postId }: Partial<Record<(typeof FILTERS)[number], string>>) {
  return {
    ...(type === 'multiple' ? { type: 'multiple' as const } : {}),
    ...(type === 'true_false' ? { type: 'true_false' as const, choice: { options: [], key: [] } } : {}),
    ...(category === 'general' || category === 'professional' ? { category: category as Category } : {}),
    ...(knowledgePoint ? { knowledgePoint } : {}),
    ...(postId ? { postIds: [postId] } : {}),
  };
}

function withOrganisation(path: string, organisationId: string | null): string {
  return organisationId ? `${path}?organisationId=${organisationId}` : path;
}

/** What waits for somebody in this bank, and how it is kept. */
function BankLinks({ organisationId }: { readonly organisationId: string | null }) {
  const { can } = useOffice();
  const bank = useBank(organisationId).data;
  const flagged = useFlagCounts(organisationId).data;
  const [open, setOpen] = useState(false);
  if (!bank) return null;
  return (
    <>
      <LinkButton
        to={withOrganisation('/office/questions/gaps', organisationId)}
        icon={<Grid3x3 size={16} aria-hidden />}
      >
        {t('gaps.button')}
      </LinkButton>
      {bank.duplicateGroups > 0 ? (
        <LinkButton
          to={withOrganisation('/office/questions/duplicates', organisationId)}
          icon={<CopyCheck size={16} aria-hidden />}
        >
          {t('duplicates.button', { n: countText(bank.duplicateGroups) })}
        </LinkButton>
      ) : null}
      {flagged && flagged.open + flagged.handled > 0 ? (
        <LinkButton
          to={withOrganisation('/office/questions/flags', organisationId)}
          icon={<ChartColumn size={16} aria-hidden />}
        >
          {flagText('button', { n: countText(flagged.open) })}
        </LinkButton>
      ) : null}
      {bank.reviewRequired || bank.inReview > 0 ? (
        <LinkButton
          to={withOrganisation('/office/questions/review', organisationId)}
          icon={<UserRoundCheck size={16} aria-hidden />}
        >
          {t('queue.waiting', { n: countText(bank.inReview) })}
        </LinkButton>
      ) : null}
      {can(may.configureBank) ? (
        <Button icon={<Settings2 size={16} aria-hidden />} onClick={() => setOpen(true)}>
          {t('bank.settings')}
        </Button>
      ) : null}
      <BankSettings key={bank.version} open={open} bank={bank} onClose={() => setOpen(false)} />
    </>
  );
}
