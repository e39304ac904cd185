import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../../shared/api/client.js';
import type { CoverageOverview } from '../../shared/api/types.js';
import { dayText } from '../../shared/time/format.js';
import { countText, shareText } from '../../shared/time/points.js';
import { Bar, Frac, Status } from '../../shared/ui/index.js';
import { QueryBlock } from '../office-kit/query-block.js';
import { byGap, gapOf } from '../office-kit/rates.js';
import { startText as t } from './text.js';

/** How the plans in force stand today, the worst first; each leads to its names. */
export function PlanProgress() {
  const query = useQuery({
    queryKey: ['office', 'coverage', 'overview'],
    queryFn: ({ signal }) => api.get<CoverageOverview>('/coverage/overview', { signal }),
  });
  return (
    <section className="ok-card" aria-label={t('progress')}>
      <div className="ok-card-head">
        <h2>{t('progress')}</h2>
        <span className="dim">{t('progress.note')}</span>
      </div>
      <QueryBlock query={query}>
        {({ plans, asOf }) =>
          plans.length === 0 ? (
            <p className="os-none dim">{t('progress.none')}</p>
          ) : (
            <ul className="os-plans">
              {byGap(plans.map((plan) => ({ ...plan, name: plan.title }))).map((plan) => {
                const gap = gapOf(plan);
                return (
                  <li key={plan.id}>
                    <Link to={`/office/coverage?planId=${plan.id}`}>
                      <span className="os-plan-name">
                        <b>{plan.title}</b>
                        <span className="dim">
                          {plan.organisationName} ·{' '}
                          {t(plan.dueOn < asOf ? 'progress.over' : 'progress.due', { day: dayText(plan.dueOn) })}
                        </span>
                      </span>
                      <span className="os-plan-bar">
                        <Bar n={plan.met} of={plan.due} label={plan.title} />
                      </span>
                      <Frac n={plan.met} of={plan.due} size={16} />
                      <span className="os-plan-share">{shareText(plan.met, plan.due) ?? '—'}</span>
                      {gap > 0 ? (
                        <Status kind="warn">{t('progress.gap', { n: countText(gap) })}</Status>
                      ) : (
                        <Status kind="pass">{t('progress.full')}</Status>
                      )}
                    </Link>
                  </li>
                );
              })}
            </ul>
          )
        }
      </QueryBlock>
    </section>
  );
}
