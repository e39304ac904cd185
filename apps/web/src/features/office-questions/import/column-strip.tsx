import { Button, Select } from 'antd';
import { ArrowDown, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import type { QuestionImport, QuestionImportSheet } from '../../../shared/api/types.js';
import { Chip, StatusShape } from '../../../shared/ui/index.js';
import { RefusalNote } from '../../office-kit/load-error.js';
import { questionTypeName } from '../../office-kit/options.js';
import { correctQuestionImport } from '../api.js';
import type { SheetCorrection } from '../api.js';
import { importText as t } from './text.js';
import { FIELD_OPTIONS, SEPARATORS } from './column-fields.js';
import { readAside } from './read-aside.js';
import { fieldOf, isDoubtful, unknownSheets, withField } from './sheet-draft.js';
import type { Corrections } from './sheet-draft.js';
import './import.css';

interface ColumnStripProps {
  readonly result: QuestionImport;
  readonly onRead: (next: QuestionImport) => void;
}

/** What each column of each sheet was taken for, to be corrected; the file is then read again. */
export function ColumnStrip({ result, onRead }: ColumnStripProps) {
  const given = result.corrections as Corrections;
  const [draft, setDraft] = useState<Corrections>(given);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const unknown = unknownSheets(result.sheets, given);
  const sheets = [...unknown, ...result.sheets.filter((sheet) => sheet.columns.length > 0 && !unknown.includes(sheet))];
  if (sheets.length === 0) return null;
  const changed = JSON.stringify(draft) !== JSON.stringify(given);
  const remembered = sheets.some((sheet) => sheet.remembered);
  const read = async (corrections: Corrections, forget: boolean): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      const next = await readAside(await correctQuestionImport(result.id, corrections, forget), () => undefined);
      if (next) {
        setDraft(next.corrections as Corrections);
        onRead(next);
      }
    } catch (refused) {
      setError(refused);
    }
    setBusy(false);
  };
  return (
    <section className="ok-card ok-pad ok-stack">
      <div className="row ok-gap oi-strip-head">
        <h2 className="grow">{t('strip.title')}</h2>
        {changed ? (
          <>
            <Button onClick={() => setDraft(given)}>{t('strip.undo')}</Button>
            <Button type="primary" loading={busy} onClick={() => void read(draft, false)}>
              {t('strip.apply')}
            </Button>
          </>
        ) : Object.keys(given).length > 0 ? (
          <Button
            type="link"
            loading={busy}
            icon={<RotateCcw size={16} aria-hidden />}
            onClick={() => void read({}, remembered)}
          >
            {remembered ? t('strip.forget') : t('strip.auto')}
          </Button>
        ) : null}
      </div>
      <RefusalNote error={error} />
      {sheets.map((sheet) => (
        <SheetStrip
          key={sheet.sheet}
          sheet={sheet}
          correction={draft[sheet.sheet] ?? {}}
          onChange={(correction) => setDraft({ ...draft, [sheet.sheet]: correction })}
        />
      ))}
    </section>
  );
}

interface SheetStripProps {
  readonly sheet: QuestionImportSheet;
  readonly correction: SheetCorrection;
  readonly onChange: (correction: SheetCorrection) => void;
}

function SheetStrip({ sheet, correction, onChange }: SheetStripProps) {
  const ignored = correction.ignore === true;
  return (
    <div className="ok-stack">
      <div className="row ok-gap oi-sheet">
        <span className="grow">{headline(sheet, ignored)}</span>
        {sheet.remembered ? <Chip>{t('strip.remembered')}</Chip> : null}
        {ignored ? null : <SheetSettings sheet={sheet} correction={correction} onChange={onChange} />}
        <Button size="small" onClick={() => onChange({ ...correction, ignore: !ignored })}>
          {ignored ? t('strip.take') : t('strip.ignore')}
        </Button>
      </div>
      {ignored ? null : (
        <ol className="oi-columns">
          {sheet.columns.map((column) => (
            <ColumnCard
              key={column.column}
              column={column}
              field={fieldOf(column, correction)}
              said={correction.columns?.[column.column] !== undefined}
              onChange={(field) => onChange(withField(correction, column.column, field))}
            />
          ))}
        </ol>
      )}
    </div>
  );
}

function headline(sheet: QuestionImportSheet, ignored: boolean): string {
  if (ignored) return t('strip.ignored', { sheet: sheet.sheet });
  if (sheet.layout === null) return t('strip.unknown', { sheet: sheet.sheet });
  const read = sheet.columns.filter((column) => column.field !== null);
  return t('strip.sum', {
    sheet: sheet.sheet,
    n: read.length,
    doubt: read.filter(isDoubtful).length,
    rest: sheet.columns.length - read.length,
  });
}

/** Header rows that a person may name: those at the top of a sheet. */
const HEADER_ROWS = [1, 2, 3, 4, 5, 6, 7, 8];
const AUTO = 'auto';

function SheetSettings({ sheet, correction, onChange }: SheetStripProps) {
  const header = correction.headerRow === undefined ? sheet.headerRow : correction.headerRow;
  const rows = [...new Set([...HEADER_ROWS, ...(header === null ? [] : [header])])].sort((a, b) => a - b);
  const types = (['single', 'multiple', 'true_false'] as const).map((type) => ({
    value: type as string,
    label: questionTypeName(type),
  }));
  const inOneCell = sheet.columns.some((column) => fieldOf(column, correction) === 'options');
  return (
    <>
      <label className="ok-label">
        {t('strip.header')}
        <Select
          size="small"
          className="oi-setting"
          aria-label={t('strip.header')}
          value={header ?? 0}
          onChange={(row: number) => onChange({ ...correction, headerRow: row === 0 ? null : row })}
          options={[
            { value: 0, label: t('strip.header.none') },
            ...rows.map((n) => ({ value: n, label: t('strip.header.row', { n }) })),
          ]}
        />
      </label>
      <label className="ok-label">
        {t('strip.type')}
        <Select
          size="small"
          className="oi-setting"
          aria-label={t('strip.type')}
          value={(correction.type === undefined ? sheet.type : correction.type) ?? AUTO}
          onChange={(type: string) => onChange({ ...correction, type: type === AUTO ? null : type })}
          options={[{ value: AUTO, label: t('strip.type.auto') }, ...types]}
        />
      </label>
      {inOneCell ? (
        <label className="ok-label">
          {t('strip.separator')}
          <Select
            size="small"
            className="oi-setting"
            aria-label={t('strip.separator')}
            value={correction.optionSeparator ?? sheet.optionSeparator ?? AUTO}
            onChange={(mark: string) => onChange({ ...correction, optionSeparator: mark === AUTO ? null : mark })}
            options={[{ value: AUTO, label: t('strip.separator.auto') }, ...SEPARATORS.map((value) => ({ value }))]}
          />
        </label>
      ) : null}
    </>
  );
}

/** «全部选项（在一格里）»: the note helps to choose; on the narrow card it would only be cut. */
const withoutNote = (name: string): string => name.split('（', 1)[0] ?? name;

interface ColumnCardProps {
  readonly column: QuestionImportSheet['columns'][number];
  readonly field: string | null;
  /** A person has said so. */
  readonly said: boolean;
  readonly onChange: (field: string | null) => void;
}

function ColumnCard({ column, field, said, onChange }: ColumnCardProps) {
  const doubtful = !said && field !== null && isDoubtful(column);
  return (
    <li className={`oi-column${field === null ? ' off' : doubtful ? ' doubt' : ''}`}>
      <p className="oi-column-head">
        <Chip>{column.column}</Chip>
        <span className="oi-cut">{column.header || '—'}</span>
      </p>
      <div className="oi-column-field">
        <ArrowDown size={14} aria-hidden />
        <Select
          variant="borderless"
          className="grow"
          popupMatchSelectWidth={220}
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('strip.field', { column: column.column })}
          value={field ?? ''}
          onChange={(value: string) => onChange(value === '' ? null : value)}
          options={FIELD_OPTIONS}
          labelRender={({ label }) => withoutNote(String(label))}
        />
        {field === null ? null : (
          <span title={doubtful ? t('strip.doubt') : t('strip.sure')}>
            <StatusShape kind={doubtful ? 'warn' : 'pass'} size={16} />
            <span className="sr-only">{doubtful ? t('strip.doubt') : t('strip.sure')}</span>
          </span>
        )}
      </div>
      <p className="oi-cut dim" title={column.samples.join('、')}>
        {column.samples.join('、') || '—'}
      </p>
    </li>
  );
}
