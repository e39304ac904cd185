import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import type { QuestionImport } from '../../../shared/api/types.js';
import { DownloadButton } from '../../office-kit/download.js';
import { ImportWizard } from '../../office-kit/import-wizard.js';
import { kitText } from '../../office-kit/kit-text.js';
import { useOffice } from '../../office-kit/office-scope.js';
import { OrganisationPicker } from '../../office-kit/pickers.js';
import { useUrlFilters } from '../../office-kit/url-filters.js';
import { confirmQuestionImport, startQuestionImport } from '../api.js';
import { useBank } from '../bank.js';
import { questionText as t } from '../text.js';
import { importText } from './text.js';
import { AnswersFile } from './answers-file.js';
import { ImportTagFields } from './import-tags.js';
import type { ImportTags } from './import-tags.js';
import type { NearChoices } from './near-table.js';
import { PasteQuestions } from './paste-questions.js';
import { questionView } from './question-view.js';
import { readAside } from './read-aside.js';
import './import.css';

const FORMATS = ['xlsx', 'csv', 'xls', 'docx', 'txt', 'gift', 'xml', 'zip'];
const GROUP_ALL: NearChoices = { all: 'group', rows: new Map() };

/** Import of questions from a file of any kind, or pasted: what was understood, to be corrected, then all of it or nothing. */
export function QuestionImportPage() {
  const { home, organisationId, chooseOrganisation } = useOffice();
  const client = useQueryClient();
  // A gap of the bank leads here with what the new questions are for.
  const [given] = useUrlFilters(['postId', 'category', 'knowledgePoint']);
  const [tags, setTags] = useState<ImportTags>({
    postId: given.postId,
    category: given.category,
    knowledgePoint: given.knowledgePoint ?? '',
    sourceClause: '',
  });
  // Kept while the preview is shown: whoever goes back to mend a line finds his text.
  const [pasted, setPasted] = useState('');
  const [answers, setAnswers] = useState<File | null>(null);
  const [choices, setChoices] = useState(GROUP_ALL);
  const bank = useBank(organisationId).data;
  // Whoever comes from a gap sees first what his questions are for; anybody else begins with the file.
  const forGap = Boolean(given.postId ?? given.category ?? given.knowledgePoint);
  const owner = home ? null : (
    <label className="ok-label">
      {kitText('organisation')}
      <OrganisationPicker
        allowAll={false}
        {...(organisationId ? { value: organisationId } : {})}
        onChange={chooseOrganisation}
      />
    </label>
  );
  const further = (
    <div className="ok-stack">
      {forGap ? null : <p className="mut">{importText('further')}</p>}
      <div className="row ok-gap">
        {forGap ? owner : null}
        <ImportTagFields organisationId={organisationId} tags={tags} onChange={setTags} />
        <AnswersFile file={answers} onChange={setAnswers} />
      </div>
    </div>
  );
  return (
    <ImportWizard<QuestionImport>
      crumbs={[{ title: t('title'), to: '/office/questions' }, { title: importText('title') }]}
      title={importText('title')}
      note={importText('note')}
      formats={FORMATS}
      maxMegabytes={20}
      template={
        <DownloadButton path="/question-imports/template" name={t('template')}>
          {kitText('import.template')}
        </DownloadButton>
      }
      choices={forGap ? further : owner}
      {...(forGap ? {} : { further })}
      instead={pasting(pasted, setPasted)}
      start={async (file, report) => {
        setChoices(GROUP_ALL);
        const { knowledgePoint, sourceClause } = tags;
        const trimmed = { knowledgePoint: knowledgePoint.trim(), sourceClause: sourceClause.trim() };
        const started = await startQuestionImport(file, answers, { organisationId, ...tags, ...trimmed }, report);
        return readAside(started, report);
      }}
      confirm={async (previewed, leaveOut) => {
        const nearRows = [...choices.rows].map(([seq, choice]) => ({ seq, choice }));
        const result = await confirmQuestionImport(previewed.id, { leaveOut, near: choices.all, nearRows });
        setPasted('');
        await client.invalidateQueries({ queryKey: ['office'] });
        return result;
      }}
      view={(result, replace) =>
        questionView(result, {
          choices,
          onChoices: setChoices,
          onRead: (next) => {
            setChoices(GROUP_ALL);
            replace(next);
          },
          reviewed: bank?.reviewRequired ?? false,
        })
      }
    />
  );
}

function pasting(text: string, onChange: (text: string) => void) {
  return (take: (file: File) => void, busy: boolean) => (
    <PasteQuestions text={text} onChange={onChange} take={take} busy={busy} />
  );
}
