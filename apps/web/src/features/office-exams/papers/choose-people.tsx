import { Input, Modal, Table } from 'antd';
import type { TableProps } from 'antd';
import { useState } from 'react';
import { Status } from '../../../shared/ui/index.js';
import type { StatusKind } from '../../../shared/ui/index.js';
import { FilterSelect } from '../../office-kit/filter-select.js';
import { kitText } from '../../office-kit/kit-text.js';
import { CHOOSE_ALL } from '../../office-kit/paged-table.js';
import { QueryBlock } from '../../office-kit/query-block.js';
import { useCandidates, type Candidate } from './api.js';
import { papersText as t } from './text.js';

interface ChoosePeopleProps {
  readonly examId: string;
  readonly onPrint: (personIds: readonly string[]) => void;
  readonly onClose: () => void;
}

interface Filters {
  readonly q: string;
  readonly unit: string | undefined;
  readonly room: string | undefined;
  readonly status: Candidate['status'] | undefined;
}

const STATUSES: Record<Candidate['status'], StatusKind> = {
  not_started: 'none',
  in_progress: 'due',
  on_paper: 'due',
  passed: 'pass',
  failed: 'stop',
};
/** Whoever sits the exam has a paper already, and whoever has passed needs none. */
const mayHavePaper = ({ status }: Candidate): boolean => status === 'not_started' || status === 'failed';

/** For whom papers are printed: by name, unit, room, and how they stand; first of all those who have not started. */
export function ChoosePeople({ examId, onPrint, onClose }: ChoosePeopleProps) {
  const candidates = useCandidates(examId, true);
  const [filters, setFilters] = useState<Filters>({ q: '', unit: undefined, room: undefined, status: 'not_started' });
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const shown = (candidates.data ?? []).filter((one) => fits(one, filters));
  return (
    <Modal
      open
      width={900}
      title={t('choose.title')}
      okText={t('choose.ok', { n: chosen.length })}
      cancelText={kitText('cancel')}
      okButtonProps={{ disabled: chosen.length === 0 }}
      onOk={() => onPrint(chosen)}
      onCancel={onClose}
    >
      <p className="mut">{t('print.text')}</p>
      <QueryBlock query={candidates}>
        {(all) => (
          <>
            <ChooseFilters all={all} filters={filters} onChange={setFilters} />
            <Table<Candidate>
              aria-label={t('choose.title')}
              size="small"
              columns={COLUMNS}
              dataSource={shown}
              rowKey={(one) => one.personId}
              pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
              scroll={{ y: 360 }}
              locale={{ emptyText: t('choose.none') }}
              rowSelection={{
                selectedRowKeys: [...chosen],
                preserveSelectedRowKeys: true,
                // The box in the head means everybody who is shown, on whatever page.
                selections: false,
                onSelectAll: (on) => setChosen((before) => toggleAll(before, shown, on)),
                onSelect: (one, on) => setChosen((before) => toggleAll(before, [one], on)),
                getTitleCheckboxProps: () => CHOOSE_ALL,
                getCheckboxProps: (one) => ({ disabled: !mayHavePaper(one), 'aria-label': one.name }),
              }}
            />
            <p aria-live="polite">
              <b>{t('choose.chosen', { n: chosen.length, shown: shown.length })}</b>
            </p>
          </>
        )}
      </QueryBlock>
    </Modal>
  );
}

interface ChooseFiltersProps {
  readonly all: readonly Candidate[];
  readonly filters: Filters;
  readonly onChange: (next: Filters) => void;
}

function ChooseFilters({ all, filters, onChange }: ChooseFiltersProps) {
  const rooms = optionsOf(all.map((one) => one.room));
  return (
    <div className="ok-filters">
      <Input
        allowClear
        aria-label={t('choose.name')}
        placeholder={t('choose.name')}
        value={filters.q}
        style={{ width: 160 }}
        onChange={(event) => onChange({ ...filters, q: event.target.value })}
      />
      <FilterSelect
        label={t('unit')}
        value={filters.unit}
        onChange={(unit) => onChange({ ...filters, unit })}
        options={optionsOf(all.map((one) => one.unit))}
      />
      {rooms.length > 0 ? (
        <FilterSelect
          label={t('choose.room')}
          value={filters.room}
          onChange={(room) => onChange({ ...filters, room })}
          options={rooms}
        />
      ) : null}
      <FilterSelect
        label={t('choose.status')}
        value={filters.status}
        onChange={(status) => onChange({ ...filters, status: status as Filters['status'] })}
        options={(['not_started', 'failed', 'in_progress', 'on_paper', 'passed'] as const).map((value) => ({
          value,
          label: t(`choose.status.${value}`),
        }))}
      />
    </div>
  );
}

const COLUMNS: TableProps<Candidate>['columns'] = [
  { title: t('name'), dataIndex: 'name', width: 140 },
  { title: t('unit'), dataIndex: 'unit' },
  {
    title: t('seat'),
    key: 'seat',
    width: 150,
    render: (_, one) => (one.seat === null ? '—' : t('seat.of', { room: one.room ?? '', seat: one.seat })),
  },
  {
    title: t('choose.status'),
    key: 'status',
    width: 190,
    render: (_, one) => <Status kind={STATUSES[one.status]}>{t(`choose.status.${one.status}`)}</Status>,
  },
];

function fits(one: Candidate, { q, unit, room, status }: Filters): boolean {
  return (
    one.name.includes(q.trim()) &&
    (unit === undefined || one.unit === unit) &&
    (room === undefined || one.room === room) &&
    (status === undefined || one.status === status)
  );
}

/** Each value once, as a choice. */
function optionsOf(values: readonly (string | null)[]): { value: string; label: string }[] {
  return [...new Set(values)].flatMap((value) => (value ? [{ value, label: value }] : []));
}

function toggleAll(before: readonly string[], people: readonly Candidate[], on: boolean): string[] {
  const ids = people.filter(mayHavePaper).map((one) => one.personId);
  return on ? [...new Set([...before, ...ids])] : before.filter((id) => !ids.includes(id));
}
