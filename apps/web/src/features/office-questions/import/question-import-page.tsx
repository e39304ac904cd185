import { useQueryClient } from '@tanstack/react-query';
import { Input, Select } from 'antd';
import { useState } from 'react';

import type { QuestionImport } from '../../../shared/api/types.js';
import { DownloadButton } from '../../office-kit/download.js';
import { ImportWizard } from '../../office-kit/import-wizard.js';
import { kitText } from '../../office-kit/kit-text.js';
import { useOffice } from '../../office-kit/office-scope.js';
import { optionsOf } from '../../office-kit/options.js';
import { OrganisationPicker, PostPicker } from '../../office-kit/pickers.js';
import { useUrlFilters } from '../../office-kit/url-filters.js';
import { confirmQuestionImport, startQuestionImport } from '../api.js';
import { useBank } from '../bank.js';
import { questionText as t } from '../text.js';
import { AnswersFile } from './answers-file.js';
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
  const [postId, setPostId] = useState(given.postId);
  const [category, setCategory] = useState(given.category);
  const [knowledgePoint, setPoint] = useState(given.knowledgePoint ?? '');
  const [sourceClause, setSource] = useState('');
  const [answers, setAnswers] = useState<File | null>(null);
  const [choices, setChoices] = useState(GROUP_ALL);
  const bank = useBank(organisationId).data;
  return (
    <ImportWizard<QuestionImport>
      crumbs={[{ title: t('title'), to: '/office/questions' }, { title: t('import.title') }]}
      title={t('import.title')}
      note={t('import.note')}
      formats={FORMATS}
      maxMegabytes={20}
      template={
        <DownloadButton path="/question-imports/template" name={t('template')}>
          {kitText('import.template')}
        </DownloadButton>
      }
      choices={
        <div className="row ok-gap">
          {home ? null : (
            <label className="ok-label">
              {kitText('organisation')}
              <OrganisationPicker
                allowAll={false}
                {...(organisationId ? { value: organisationId } : {})}
                onChange={chooseOrganisation}
              />
            </label>
          )}
          <label className="ok-label">
            {t('import.post')}
            <PostPicker
              organisationId={organisationId}
              {...(postId ? { value: postId } : {})}
              onChange={setPostId}
              placeholder={t('posts.all')}
              label={t('import.post')}
            />
          </label>
          <label className="ok-label">
            {t('import.category')}
            <Select
              allowClear
              className="ok-pick"
              aria-label={t('import.category')}
              value={category ?? null}
              onChange={(value: string | null) => setCategory(value ?? undefined)}
              options={optionsOf(['general', 'professional'] as const, (value) => kitText(`category.${value}`))}
            />
          </label>
          <label className="ok-label">
            {t('import.point')}
            <Input value={knowledgePoint} onChange={(event) => setPoint(event.target.value)} maxLength={200} />
          </label>
          <label className="ok-label">
            {t('import.source')}
            <Input value={sourceClause} onChange={(event) => setSource(event.target.value)} maxLength={500} />
          </label>
          <AnswersFile file={answers} onChange={setAnswers} />
        </div>
      }
      instead={pasted}
      start={async (file, report) => {
        setChoices(GROUP_ALL);
        const tags = { postId, category, knowledgePoint: knowledgePoint.trim(), sourceClause: sourceClause.trim() };
        const started = await startQuestionImport(file, answers, { organisationId, ...tags }, report);
        return readAside(started, report);
      }}
      confirm={async (previewed, leaveOut) => {
        const nearRows = [...choices.rows].map(([seq, choice]) => ({ seq, choice }));
        const result = await confirmQuestionImport(previewed.id, { leaveOut, near: choices.all, nearRows });
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

function pasted(take: (file: File) => void, busy: boolean) {
  return <PasteQuestions take={take} busy={busy} />;
}
