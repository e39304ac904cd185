import { Select } from 'antd';
import type { QuestionImportRow } from '../../../shared/api/types.js';
import { kitText } from '../../office-kit/kit-text.js';
import { MoreButton } from '../../office-kit/more-button.js';
import { LoadError } from '../../office-kit/load-error.js';
import { TableSkeleton } from '../../office-kit/paged-table.js';
import { usePagedList } from '../../office-kit/paging.js';
import { NEAR_CHOICES } from '../api.js';
import type { NearChoice } from '../api.js';
import { questionText as t } from '../text.js';
import { importText } from './text.js';
import { ImportedPictures } from './import-tables.js';
import { saidQuestion } from './said-question.js';

export interface NearChoices {
  readonly all: NearChoice;
  readonly rows: ReadonlyMap<number, NearChoice>;
}

interface NearTableProps {
  readonly importId: string;
  /** Changes when the file was read again. */
  readonly reading: string;
  readonly choices: NearChoices;
  readonly onChange: (choices: NearChoices) => void;
}

const OPTIONS = NEAR_CHOICES.map((value) => ({ value, label: importText(`near.${value}`) }));

/** New questions beside those that say nearly the same, with what becomes of them. */
export function NearTable({ importId, reading, choices, onChange }: NearTableProps) {
  const list = usePagedList<QuestionImportRow>(
    `question-import-rows ${reading}`,
    `/question-imports/${importId}/rows`,
    { kind: 'near' },
    { limit: 50 },
  );
  if (list.error && list.items.length === 0) return <LoadError error={list.error} retry={list.retry} />;
  if (list.pending) return <TableSkeleton />;
  return (
    <>
      <label className="ok-label row ok-gap oi-near-all">
        {importText('near.all')}
        <Select
          aria-label={importText('near.all')}
          className="oi-near-pick"
          value={choices.all}
          onChange={(all: NearChoice) => onChange({ all, rows: new Map() })}
          options={OPTIONS}
        />
      </label>
      <div className="ok-scroll">
        <table className="ok-plain" aria-label={importText('near')}>
          <thead>
            <tr>
              <th>{kitText('import.sheet')}</th>
              <th className="n">{kitText('import.row')}</th>
              <th>{importText('near.mine')}</th>
              <th>{importText('near.theirs')}</th>
              <th>{importText('near.all')}</th>
            </tr>
          </thead>
          <tbody>
            {list.items.map((row) => (
              <tr key={row.seq}>
                <td className="mut nowrap">{row.sheet || '—'}</td>
                <td className="n">
                  <b>{row.row}</b>
                </td>
                <td>
                  <Said stem={row.stem ?? ''} options={row.options ?? []} answers={row.key ?? []} />
                  <ImportedPictures images={row.images} />
                  <p className="dim">{row.message}</p>
                </td>
                <td>
                  {row.like.slice(0, 2).map((like) => (
                    <div key={like.questionId ?? `${like.sheet}-${like.row}`}>
                      <Said stem={like.stem} options={like.options} answers={like.key} />
                      <p className="dim">
                        {like.questionId
                          ? importText('near.bank')
                          : importText('near.file', { sheet: like.sheet ?? '', n: like.row ?? 0 })}
                      </p>
                    </div>
                  ))}
                </td>
                <td>
                  <Select
                    aria-label={importText('near.this', { n: row.row })}
                    className="oi-near-pick"
                    value={choices.rows.get(row.seq) ?? choices.all}
                    onChange={(choice: NearChoice) =>
                      onChange({ ...choices, rows: new Map([...choices.rows, [row.seq, choice]]) })
                    }
                    options={OPTIONS}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {list.more ? (
          <div className="ok-table-foot">
            <MoreButton list={list} />
          </div>
        ) : null}
      </div>
    </>
  );
}

interface SaidProps {
  readonly stem: string;
  readonly options: readonly { readonly label: string; readonly text: string }[];
  readonly answers: readonly string[];
}

function Said({ stem, options, answers }: SaidProps) {
  const said = saidQuestion({ options, key: answers });
  return (
    <>
      <p>{stem}</p>
      <p className="mut">{said.options}</p>
      <p>
        {t('key')}：<b>{said.answer}</b>
      </p>
    </>
  );
}
