import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { TableProps } from 'antd';
import { IdCard, KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { KioskPerson } from '../../shared/api/types.js';
import { dateText } from '../../shared/time/format.js';
import { Status } from '../../shared/ui/index.js';
import { AskDialog } from '../office-kit/ask-dialog.js';
import { EmptyStart } from '../office-kit/empty-start.js';
import { FilterBar } from '../office-kit/filter-bar.js';
import { FilterSelect } from '../office-kit/filter-select.js';
import { kitText } from '../office-kit/kit-text.js';
import { useOffice } from '../office-kit/office-scope.js';
import { optionsOf } from '../office-kit/options.js';
import { PagedTable } from '../office-kit/paged-table.js';
import { usePagedList } from '../office-kit/paging.js';
import { may } from '../office-kit/permissions.js';
import { UnitPicker } from '../office-kit/pickers.js';
import { OrganisationFilter } from '../office-kit/require-organisation.js';
import { revokeBadge, type Receivers } from './api.js';
import { IssueDialog, type Issue } from './issue-dialog.js';
import { kioskText as t } from './text.js';

type Filters = Partial<Record<'q' | 'unit' | 'lacks', string>>;

interface PeopleTabProps {
  readonly filters: Filters;
  readonly onFilter: (filters: Filters) => void;
}

const NO_FILTERS: Filters = Object.freeze({ q: undefined, unit: undefined, lacks: undefined });

/** Who has a badge and a PIN, and who has not; badges and PINs are given out here. */
export function PeopleTab({ filters, onFilter }: PeopleTabProps) {
  const { can, home, organisationId } = useOffice();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [issue, setIssue] = useState<Issue | null>(null);
  const [lost, setLost] = useState<KioskPerson | null>(null);
  const { unit, q, lacks } = filters;
  const whole = organisationId ?? home?.id;
  const place = unit ?? whole;
  const list = usePagedList<KioskPerson>('kiosk-people', '/kiosk-people', { q, lacks, organisationId: place });
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: ['office', 'kiosk-people'] });
  const mayWrite = can(may.writeKiosks);
  const filtered = [q, unit, lacks].some(Boolean);
  const start = (kind: Issue['kind']): void => {
    if (!place) return;
    // Who was chosen before need not belong to the department that is looked at now.
    const to: Receivers =
      chosen.length > 0 ? { organisationId: whole ?? place, personIds: chosen } : { organisationId: place };
    setIssue({ kind, to });
  };
  return (
    <section className="ok-card">
      <FilterBar
        q={q}
        placeholder={t('people.find')}
        onSearch={(next) => onFilter({ q: next })}
        onClear={filtered ? () => onFilter(NO_FILTERS) : undefined}
        actions={
          mayWrite && place ? (
            <>
              <Button icon={<KeyRound size={16} aria-hidden />} onClick={() => start('pins')}>
                {t(chosen.length > 0 ? 'issue.pins.chosen' : 'issue.pins', { n: chosen.length })}
              </Button>
              <Button type="primary" icon={<IdCard size={16} aria-hidden />} onClick={() => start('badges')}>
                {t(chosen.length > 0 ? 'issue.badges.chosen' : 'issue.badges', { n: chosen.length })}
              </Button>
            </>
          ) : null
        }
      >
        <OrganisationFilter />
        <UnitPicker
          organisationId={whole}
          label={t('people.unit')}
          placeholder={t('people.unit.all')}
          onChange={(next) => onFilter({ unit: next })}
          {...(unit ? { value: unit } : {})}
        />
        <FilterSelect
          label={t('people.lacks')}
          value={lacks}
          onChange={(next) => onFilter({ lacks: next })}
          options={optionsOf(['badge', 'pin', 'account'] as const, (value) => t(`lacks.${value}`))}
        />
      </FilterBar>
      <PagedTable<KioskPerson>
        label={t('tab.people')}
        list={list}
        rowKey={(row) => row.personId}
        columns={columns(mayWrite ? setLost : null)}
        {...(mayWrite
          ? {
              selection: {
                selectedRowKeys: [...chosen],
                // Several people are found by name one after the other.
                preserveSelectedRowKeys: true,
                onChange: (keys) => setChosen(keys.map(String)),
                getCheckboxProps: (row) => ({ disabled: !row.hasAccount, 'aria-label': row.name }),
              },
            }
          : {})}
        empty={
          filtered ? (
            <EmptyStart title={kitText('empty.filtered')} />
          ) : (
            <EmptyStart title={t('people.empty')} text={t('people.empty.text')} />
          )
        }
      />
      <IssueDialog
        issue={issue}
        onClose={() => setIssue(null)}
        onIssued={async () => {
          setChosen([]);
          await refresh();
        }}
      />
      <AskDialog
        open={lost !== null}
        title={t('lost.title', { name: lost?.name ?? '' })}
        okText={t('lost.ok')}
        danger
        onClose={() => setLost(null)}
        onConfirm={async () => {
          if (lost) await revokeBadge(lost.personId);
          await refresh();
        }}
      >
        <p>{t('lost.text')}</p>
      </AskDialog>
    </section>
  );
}

function columns(lose: ((person: KioskPerson) => void) | null): TableProps<KioskPerson>['columns'] {
  return [
    {
      title: t('people.name'),
      key: 'name',
      width: 170,
      render: (_, row) => (
        <>
          <b>{row.name}</b>
          <span className="ok-sub">{t('people.tail', { tail: row.tail })}</span>
        </>
      ),
    },
    { title: t('people.unit'), dataIndex: 'unit', width: 200 },
    {
      title: t('people.posts'),
      key: 'posts',
      width: 200,
      render: (_, row) => row.posts.join('、') || <span className="dim">—</span>,
    },
    {
      title: t('people.badge'),
      key: 'badge',
      width: 210,
      render: (_, row) =>
        row.badge ? (
          <Status kind="pass">{t('people.badge.since', { day: dateText(row.badge.issuedAt) })}</Status>
        ) : (
          <Status kind="none">{t(row.hasAccount ? 'people.none' : 'people.noAccount')}</Status>
        ),
    },
    {
      title: t('people.pin'),
      key: 'pin',
      width: 150,
      render: (_, row) => (
        <Status kind={row.pinSetAt ? 'pass' : 'none'}>{t(row.pinSetAt ? 'people.has' : 'people.none')}</Status>
      ),
    },
    ...(lose
      ? [
          {
            title: t('actions'),
            key: 'actions',
            width: 120,
            render: (_: unknown, row: KioskPerson) =>
              row.badge ? (
                <Button danger onClick={() => lose(row)}>
                  {t('lost')}
                </Button>
              ) : null,
          },
        ]
      : []),
  ];
}
