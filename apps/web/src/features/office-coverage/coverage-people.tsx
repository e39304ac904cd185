import { Segmented } from 'antd';
import { Link } from 'react-router';
import type { Coverage, CoveragePerson } from '../../shared/api/types.js';
import { dayText } from '../../shared/time/format.js';
import { countText, pointsText } from '../../shared/time/points.js';
import { Status, StatusShape } from '../../shared/ui/index.js';
import type { StatusKind } from '../../shared/ui/index.js';
import { EmptyStart } from '../office-kit/empty-start.js';
import { kitText } from '../office-kit/kit-text.js';
import { MoreButton } from '../office-kit/more-button.js';
import { LoadError } from '../office-kit/load-error.js';
import { TableSkeleton } from '../office-kit/paged-table.js';
import { usePagedList } from '../office-kit/paging.js';
import { gapOf } from '../office-kit/rates.js';
import type { Place } from './api.js';
import { coverageText as t } from './text.js';

const kinds: Record<CoveragePerson['status'], StatusKind> = {
  met: 'pass',
  due: 'none',
  overdue: 'warn',
  excused: 'exempt',
};
const statuses = ['due', 'overdue', 'met', 'excused'] as const;

interface CoveragePeopleProps {
  readonly place: Place;
  readonly coverage: Coverage;
  readonly status: string | undefined;
  readonly onStatus: (status: string | undefined) => void;
}

/** The names behind the numbers, with what each one's standing rests on. */
export function CoveragePeople({ place, coverage, status: chosen, onStatus }: CoveragePeopleProps) {
  const gap = gapOf(coverage);
  const counts = {
    due: gap - coverage.overdue,
    overdue: coverage.overdue,
    met: coverage.met,
    excused: coverage.excused,
  };
  // Whoever is missing stands first; once the day has passed all of them are overdue.
  const status = chosen ?? (counts.due > 0 ? 'due' : counts.overdue > 0 ? 'overdue' : 'met');
  const where = coverage.level === 'region' ? { regionId: coverage.id } : { organisationId: coverage.id };
  const list = usePagedList<CoveragePerson>('coverage', '/coverage/people', {
    planId: place.planId,
    asOf: place.asOf,
    ...where,
    status: status === 'all' ? undefined : status,
  });
  return (
    <aside className="ok-card oc-people" aria-label={t('people2')}>
      <div className="ok-card-head">
        <h2>
          {gap > 0
            ? t('names.title', { name: coverage.name, n: countText(gap) })
            : t('names.full', { name: coverage.name })}
        </h2>
      </div>
      <div className="oc-seg">
        <Segmented
          aria-label={t('names.filter')}
          value={status}
          onChange={onStatus}
          options={[
            ...statuses.map((value) => ({
              value: value as string,
              label: `${t(`names.${value}`)} ${countText(counts[value])}`,
            })),
            { value: 'all', label: t('names.all') },
          ]}
        />
      </div>
      {list.error ? <LoadError error={list.error} retry={list.retry} /> : null}
      {list.pending ? <TableSkeleton rows={6} /> : null}
      {!list.pending && !list.error && list.items.length === 0 ? <EmptyStart title={t('names.none')} /> : null}
      <ul className="oc-list">
        {list.items.map((person) => (
          <li key={person.personId}>
            <StatusShape kind={kinds[person.status]} size={18} />
            <div className="grow">
              <b>{person.name}</b>
              <span className="dim">
                {[coverage.level === 'region' ? person.enterpriseName : '', person.unitPath, person.posts.join('、')]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              <Evidence person={person} />
            </div>
            <Status kind={kinds[person.status]}>{t(`status.${person.status}`)}</Status>
          </li>
        ))}
      </ul>
      <div className="ok-table-foot">
        <span className="dim">
          {t('people2')} ·{' '}
          {kitText(list.more ? 'table.shown' : 'table.all', {
            n: countText(list.items.length),
            unit: kitText('unit.people'),
          })}
        </span>
        <MoreButton list={list} />
      </div>
    </aside>
  );
}

function Evidence({ person }: { readonly person: CoveragePerson }) {
  if (person.status === 'excused')
    return <p className="oc-ev">{t('evidence.excused', { reason: person.excusedReason ?? '—' })}</p>;
  const { evidence } = person;
  if (!evidence) return <p className="oc-ev dim">{t('evidence.due')}</p>;
  return (
    <p className="oc-ev">
      {t('evidence.exam', {
        when: dayText(evidence.submittedAt),
        score: pointsText(evidence.score),
        max: pointsText(evidence.max),
      })}
      {evidence.certificateId ? (
        <Link className="ok-link" to={`/office/certificates?certificate=${evidence.certificateId}`}>
          {t('evidence.certificate')}
        </Link>
      ) : null}
    </p>
  );
}
