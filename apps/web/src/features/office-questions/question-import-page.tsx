import { useQueryClient } from '@tanstack/react-query';
import { Input, Select } from 'antd';
import { useState } from 'react';

import { countText } from '../../shared/time/points.js';
import { DownloadButton } from '../office-kit/download.js';
import type { ImportView } from '../office-kit/import-view.js';
import { ImportWizard } from '../office-kit/import-wizard.js';
import { kitText } from '../office-kit/kit-text.js';
import { LinkButton } from '../office-kit/link-button.js';
import { useOffice } from '../office-kit/office-scope.js';
import { optionsOf, questionTypeName } from '../office-kit/options.js';
import { RefusedTable } from '../office-kit/refused-table.js';
import { OrganisationPicker, PostPicker } from '../office-kit/pickers.js';
import { confirmQuestionImport, startQuestionImport } from './api.js';
import type { QuestionImport } from './api.js';
import { questionText as t } from './text.js';

/** Import of a question sheet with preview and a reason per refused row. */
export function QuestionImportPage() {
  const { home, organisationId, chooseOrganisation } = useOffice();
  const client = useQueryClient();
  const [postId, setPostId] = useState<string | undefined>();
  const [category, setCategory] = useState<string | undefined>();
  const [knowledgePoint, setPoint] = useState('');
  return (
    <ImportWizard<QuestionImport>
      crumbs={[{ title: t('title'), to: '/office/questions' }, { title: t('import.title') }]}
      title={t('import.title')}
      note={t('import.note')}
      formats={['xlsx', 'csv']}
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
            <Input value={knowledgePoint} onChange={(event) => setPoint(event.target.value)} maxLength={50} />
          </label>
        </div>
      }
      start={(file, onProgress) =>
        startQuestionImport(
          file,
          { organisationId, postId, category, knowledgePoint: knowledgePoint.trim() },
          onProgress,
        )
      }
      confirm={async (previewed, leaveOut) => {
        const result = await confirmQuestionImport(previewed.id, leaveOut);
        await client.invalidateQueries({ queryKey: ['office'] });
        return result;
      }}
      view={questionView}
    />
  );
}

function questionView(result: QuestionImport): ImportView {
  const left = result.refused.length;
  const questions = kitText('unit.questions');
  return {
    fileName: result.fileName,
    note: t('import.rows'),
    figures: [
      {
        kind: 'pass',
        title: t('import.can'),
        value: result.new,
        unit: questions,
        text: t('import.sum', {
          single: result.counts.single,
          multiple: result.counts.multiple,
          judge: result.counts.true_false,
        }),
      },
      {
        kind: 'stop',
        title: t('import.cannot'),
        value: left,
        unit: kitText('unit.rows'),
        text: t('import.cannot.text'),
      },
      {
        kind: 'exempt',
        title: t('import.have'),
        value: result.duplicates,
        unit: questions,
        text: t('import.have.text'),
      },
    ],
    policy:
      result.new === 0 && result.duplicates > 0 ? t('import.same') : t('import.policy', { n: countText(result.new) }),
    extra: null,
    refused: result.refused,
    refusedCount: left,
    tabs: [
      { key: 'sample', title: t('import.can'), count: result.new, content: <SampleTable rows={result.sample} /> },
      ...(result.doubts.length > 0
        ? [
            {
              key: 'doubts',
              title: t('import.doubts'),
              count: result.doubts.length,
              content: <RefusedTable rows={result.doubts} kind="warn" label={t('import.doubts')} />,
            },
          ]
        : []),
      {
        key: 'have',
        title: t('import.have'),
        count: result.duplicates,
        content: <DuplicateTable rows={result.duplicateRows} />,
      },
    ],
    accepted: result.new,
    confirmText: t('import.confirm', { n: countText(result.new) }),
    done:
      result.status === 'confirmed'
        ? {
            title: t('import.done', { n: countText(result.new) }),
            text: t('import.done.text', { have: countText(result.duplicates), left: countText(left) }),
            again: t('import.more'),
            next: (
              <LinkButton to="/office/questions" type="primary">
                {t('import.see')}
              </LinkButton>
            ),
          }
        : null,
  };
}

function SampleTable({ rows }: { readonly rows: QuestionImport['sample'] }) {
  return (
    <div className="ok-scroll">
      <table className="ok-plain" aria-label={t('import.sample')}>
        <thead>
          <tr>
            <th>{kitText('import.sheet')}</th>
            <th className="n">{kitText('import.row')}</th>
            <th>{t('type')}</th>
            <th>{t('stem')}</th>
            <th>{t('options')}</th>
            <th>{t('key')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.sheet}-${row.row}`}>
              <td className="mut nowrap">{row.sheet || '—'}</td>
              <td className="n">{row.row}</td>
              <td className="nowrap">{questionTypeName(row.type)}</td>
              <td>{row.stem}</td>
              <td className="mut">{row.options.map((option) => `${option.label}. ${option.text}`).join('　')}</td>
              <td>
                <b>{row.key.join('')}</b>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function DuplicateTable({ rows }: { readonly rows: QuestionImport['duplicateRows'] }) {
  return (
    <div className="ok-scroll">
      <table className="ok-plain" aria-label={t('import.have')}>
        <thead>
          <tr>
            <th>{kitText('import.sheet')}</th>
            <th className="n">{kitText('import.row')}</th>
            <th>{t('import.sameAs')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.sheet}-${row.row}`}>
              <td className="mut nowrap">{row.sheet || '—'}</td>
              <td className="n">{row.row}</td>
              <td>{row.sameAs}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
