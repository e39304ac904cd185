import type { QuestionImport } from '../../../shared/api/types.js';
import { countText } from '../../../shared/time/points.js';
import type { ImportTab, ImportView } from '../../office-kit/import-view.js';
import { DownloadButton } from '../../office-kit/download.js';
import { kitText } from '../../office-kit/kit-text.js';
import { LinkButton } from '../../office-kit/link-button.js';
import { RefusedTable } from '../../office-kit/refused-table.js';
import { importText as t } from './text.js';
import { ColumnStrip } from './column-strip.js';
import { unknownSheets } from './sheet-draft.js';
import type { Corrections } from './sheet-draft.js';
import { DuplicateTable, QuestionTable } from './import-tables.js';
import { NearTable } from './near-table.js';
import type { NearChoices } from './near-table.js';
import { PicturedTable } from './pictured-table.js';

interface ViewTools {
  readonly choices: NearChoices;
  readonly onChoices: (choices: NearChoices) => void;
  /** The file was read again. */
  readonly onRead: (next: QuestionImport) => void;
  /** New questions of this bank wait for somebody to approve them. */
  readonly reviewed: boolean;
}

/** What the preview of a question import shows, and what stands there once it is done. */
export function questionView(result: QuestionImport, tools: ViewTools): ImportView {
  const left = result.refused.length;
  const questions = kitText('unit.questions');
  return {
    fileName: result.fileName,
    note: noteOf(result),
    figures: [
      {
        kind: 'pass',
        title: t('can'),
        value: result.new,
        unit: questions,
        text: t('sum', {
          single: result.counts.single,
          multiple: result.counts.multiple,
          judge: result.counts.true_false,
        }),
      },
      {
        kind: 'stop',
        title: t('cannot'),
        value: left,
        unit: kitText('unit.rows'),
        text: t('cannot.text'),
      },
      {
        kind: 'exempt',
        title: t('have'),
        value: result.duplicates,
        unit: questions,
        text: t('have.text'),
      },
      ...(result.near > 0
        ? [
            {
              kind: 'warn' as const,
              title: t('near'),
              value: result.near,
              unit: questions,
              text: t('near.text'),
            },
          ]
        : []),
    ],
    policy: result.new === 0 && result.duplicates > 0 ? t('same') : t('policy', { n: countText(result.new) }),
    extra: <ColumnStrip result={result} onRead={tools.onRead} />,
    refused: result.refused,
    ...(mendable(result) ? { mend: <MendButton result={result} size="small" /> } : {}),
    refusedCount: left,
    tabs: tabsOf(result, tools),
    accepted: result.new,
    confirmText: t('confirm', { n: countText(result.new) }),
    done: result.status === 'confirmed' ? doneOf(result, tools.reviewed) : null,
  };
}

/** A sheet that nobody recognised is easily missed below the others, and all of its rows with it. */
function noteOf(result: QuestionImport): string {
  const unknown = unknownSheets(result.sheets, result.corrections as Corrections);
  if (unknown.length > 0) {
    return t('unknown', {
      sheets: unknown.map(({ sheet }) => `「${sheet}」`).join(''),
      n: countText(unknown.reduce((sum, { rows }) => sum + rows, 0)),
    });
  }
  if (!result.nearChecked) return t('near.later');
  return t(result.format === 'spreadsheet' ? 'rows' : 'rows.text');
}

/** Text has no cells to be given back; its refusals name the line. */
function mendable(result: QuestionImport): boolean {
  return result.format === 'spreadsheet' && result.refused.length > 0;
}

function MendButton({ result, size }: { readonly result: QuestionImport; readonly size?: 'small' }) {
  return (
    <DownloadButton
      {...(size ? { size } : {})}
      path={`/question-imports/${result.id}/refused-rows`}
      name={t('mend.name')}
    >
      {t('mend', { n: countText(result.refused.length) })}
    </DownloadButton>
  );
}

function tabsOf(result: QuestionImport, { choices, onChoices }: ViewTools): ImportTab[] {
  const near = {
    key: 'near',
    title: t('near'),
    count: result.near,
    content: (
      <NearTable
        importId={result.id}
        reading={JSON.stringify(result.corrections)}
        choices={choices}
        onChange={onChoices}
      />
    ),
  };
  const pictured = {
    key: 'pictured',
    title: t('pictured'),
    count: result.pictured,
    content: <PicturedTable importId={result.id} reading={JSON.stringify(result.corrections)} />,
  };
  const doubts = {
    key: 'doubts',
    title: t('doubts'),
    count: result.doubtful,
    content: <RefusedTable rows={result.doubts} kind="warn" label={t('doubts')} />,
  };
  return [
    ...(result.near > 0 ? [near] : []),
    {
      key: 'sample',
      title: t('can'),
      count: result.new,
      content: <QuestionTable rows={result.sample} label={t('sample')} />,
    },
    ...(result.pictured > 0 && result.status === 'previewed' ? [pictured] : []),
    ...(result.doubtful > 0 ? [doubts] : []),
    {
      key: 'have',
      title: t('have'),
      count: result.duplicates,
      content: <DuplicateTable rows={result.duplicateRows} />,
    },
  ];
}

function doneOf(result: QuestionImport, reviewed: boolean): ImportView['done'] {
  const sentences = [
    ...(result.duplicates > 0 ? [t('done.have', { n: countText(result.duplicates) })] : []),
    ...(result.refused.length > 0 ? [t('done.left', { n: countText(result.refused.length) })] : []),
    ...(result.skipped > 0 ? [t('skipped', { n: countText(result.skipped) })] : []),
    reviewed ? t('waiting') : t('done.next'),
    ...(mendable(result) ? [t('mend.later')] : []),
  ];
  const bank = `organisationId=${result.organisationId}`;
  return {
    title: t('done', { n: countText(result.new) }),
    text: sentences.join(''),
    again: t('more'),
    next: (
      <>
        <LinkButton to={`/office/questions?${bank}`} type="primary">
          {t('see')}
        </LinkButton>
        {reviewed ? <LinkButton to={`/office/questions/review?${bank}`}>{t('review')}</LinkButton> : null}
        {mendable(result) ? <MendButton result={result} /> : null}
      </>
    ),
  };
}
