import type { TableProps } from 'antd';
import { dateTimeText } from '../../shared/time/format.js';
import { civilToInstant, dayAfter } from '../office-kit/civil-time.js';
import { DateInput } from '../office-kit/date-input.js';
import { EmptyStart } from '../office-kit/empty-start.js';
import { FilterBar } from '../office-kit/filter-bar.js';
import { FilterSelect } from '../office-kit/filter-select.js';
import { OfficePage } from '../office-kit/office-page.js';
import { useOffice } from '../office-kit/office-scope.js';
import { PagedTable } from '../office-kit/paged-table.js';
import { usePagedList } from '../office-kit/paging.js';
import { OrganisationFilter } from '../office-kit/require-organisation.js';
import { useUrlFilters } from '../office-kit/url-filters.js';
import { detailText, fullDetail } from './detail-text.js';
import { auditText as t } from './text.js';

interface AuditEntry {
  readonly id: string;
  readonly at: string;
  readonly actorName: string | null;
  readonly action: string;
  readonly actionTitle: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly detail: unknown;
}

const modules = [
  'identity',
  'organisations',
  'posts',
  'questions',
  'handbooks',
  'exams',
  'training-plans',
  'certificates',
  'coverage',
  'files',
] as const;

/** A word of the catalogue, if there is one. */
function known(key: string): string | undefined {
  const text = (t as (key: string) => string)(key);
  return text === key || text.endsWith(`.${key}`) || text.endsWith(`:${key}`) ? undefined : text;
}

/** Names of background work: a module and its verb, or one of a few words. */
const background: ReadonlySet<string> = new Set([
  'bootstrap',
  'demo',
  'sweep-files',
  'expire-attempts',
  'sign-record-heads',
]);

function actorText(name: string | null): string {
  if (name === null) return '—';
  const [module, verb] = name.split('.');
  const byModule = verb !== undefined && modules.some((one) => one === module);
  return byModule || background.has(name) ? t('system') : name;
}

/** Who did what, when. */
export function AuditPage() {
  const { organisationId } = useOffice();
  const [filters, change] = useUrlFilters(['action', 'from', 'to']);
  const list = usePagedList<AuditEntry>('audit', '/audit-entries', {
    organisationId,
    // A beginning of a name is enough for the API, an unfinished one is not.
    action: filters.action && /^[a-z-]+(\.[a-z-]+){0,2}$/u.test(filters.action) ? filters.action : undefined,
    from: filters.from ? civilToInstant(`${filters.from}T00:00`) : undefined,
    to: filters.to ? dayAfter(filters.to) : undefined,
  });
  const columns: TableProps<AuditEntry>['columns'] = [
    { title: t('at'), dataIndex: 'at', width: 160, render: (at: string) => dateTimeText(at) },
    { title: t('actor'), dataIndex: 'actorName', width: 140, render: actorText },
    {
      title: t('action'),
      dataIndex: 'actionTitle',
      width: 180,
      render: (title: string, row) => <span title={row.action}>{title}</span>,
    },
    {
      title: t('subject'),
      dataIndex: 'subject',
      width: 160,
      render: (subject: AuditEntry['subject']) => (
        <span className="mut" title={subject.id}>
          {known(`subject.${subject.type}`) ?? subject.type}
        </span>
      ),
    },
    {
      title: t('detail'),
      dataIndex: 'detail',
      width: 320,
      render: (detail: unknown) => (
        <span className="ok-2 mut" title={fullDetail(detail)}>
          {detailText(detail, (key) => known(`detail.${key}`))}
        </span>
      ),
    },
  ];
  const filtered = Object.keys(filters).length > 0;
  return (
    <OfficePage crumbs={[{ title: t('title') }]} title={t('title')} note={t('note')}>
      <section className="ok-card">
        <FilterBar onClear={filtered ? () => change({ action: undefined, from: undefined, to: undefined }) : undefined}>
          <FilterSelect
            label={t('module')}
            value={filters.action}
            onChange={(action) => change({ action })}
            options={modules.map((name) => ({ value: name, label: t(`module.${name}`) }))}
          />
          <OrganisationFilter />
          <label className="row ok-gap mut">
            {t('from')}
            <DateInput value={filters.from ?? ''} onChange={(from) => change({ from })} label={t('from')} />
          </label>
          <label className="row ok-gap mut">
            {t('to')}
            <DateInput value={filters.to ?? ''} onChange={(to) => change({ to })} label={t('to')} />
          </label>
        </FilterBar>
        <PagedTable
          label={t('title')}
          list={list}
          rowKey={(row) => row.id}
          columns={columns}
          empty={<EmptyStart title={t('empty')} />}
        />
      </section>
    </OfficePage>
  );
}
