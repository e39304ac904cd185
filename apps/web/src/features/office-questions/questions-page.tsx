import { Button } from 'antd';
import { FileUp, ListTree, Plus } from 'lucide-react';
import { useState } from 'react';
import type { Category, Question } from '../../shared/api/types.js';
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
import { BankLinks, bankPath } from './bank-links.js';
import { BulkBar, type Selection } from './bulk-bar.js';
import { ExportMenu } from './export-menu.js';
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
          <ImportButton organisationId={organisationId} />
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
            filtered ? <EmptyStart title={kitText('empty.filtered')} /> : <EmptyBank organisationId={organisationId} />
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

interface OfBank {
  readonly organisationId: string | null;
}

function ImportButton({ organisationId }: OfBank) {
  const { can } = useOffice();
  if (!can(may.importQuestions)) return null;
  return (
    <LinkButton to={bankPath('/office/questions/import', organisationId)} icon={<FileUp size={16} aria-hidden />}>
      {t('import')}
    </LinkButton>
  );
}

function EmptyBank({ organisationId }: OfBank) {
  return (
    <EmptyStart
      title={t('empty.title')}
      text={t('empty.text')}
      actions={
        <>
          <ImportButton organisationId={organisationId} />
          <DownloadButton path="/question-imports/template" name={t('template')}>
            {kitText('import.template')}
          </DownloadButton>
        </>
      }
    />
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
