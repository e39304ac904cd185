import type { Coverage } from '../../shared/api/types.js';
import { civilDaysBetween, clockText, dayText } from '../../shared/time/format.js';
import { countText, shareText } from '../../shared/time/points.js';
import { Bar, Frac, Status } from '../../shared/ui/index.js';
import { today } from '../office-kit/civil-time.js';
import { gapOf } from '../office-kit/rates.js';
import type { PlanBrief } from './api.js';
import { coverageText as t } from './text.js';

/** The number of this place: two integers, who is missing, days left. */
export function CoverageHead({
  coverage,
  plans,
  onPlan,
  onStatus,
}: {
  readonly coverage: Coverage;
  readonly plans: readonly PlanBrief[];
  readonly onPlan: (id: string) => void;
  readonly onStatus: (status: string) => void;
}) {
  const gap = gapOf(coverage);
  const days = civilDaysBetween(`${coverage.asOf}T00:00:00+08:00`, `${coverage.plan.dueOn}T00:00:00+08:00`);
  return (
    <section className="ok-card oc-top" aria-label={coverage.name}>
      <div className="oc-main">
        <p className="dim">
          {coverage.name} · {t('definition', { n: coverage.definitionVersion.replace(/^due-/u, '') })} ·{' '}
          {coverage.asOf === today()
            ? t('at', { when: clockText(coverage.computedAt) })
            : t('at.day', { day: dayText(coverage.asOf) })}
        </p>
        <h2>{coverage.plan.title}</h2>
        <div className="oc-big">
          <Frac n={coverage.met} of={coverage.due} size={40} />
          <span className="oc-pc">{shareText(coverage.met, coverage.due) ?? t('nobody')}</span>
        </div>
        <Bar n={coverage.met} of={coverage.due} label={coverage.name} />
      </div>
      <div className="oc-gap">
        <p>{t('gap')}</p>
        <b>
          {countText(gap)}
          <small>{t('people')}</small>
        </b>
        {coverage.overdue > 0 ? (
          <Status kind="warn">{t('overdue', { n: countText(coverage.overdue) })}</Status>
        ) : (
          <span className="dim">{t('overdue.none')}</span>
        )}
      </div>
      <div className="oc-gap">
        <p>{t('due')}</p>
        {days >= 0 ? (
          <b>
            {days}
            <small>{t('days')}</small>
          </b>
        ) : (
          <b className="oc-over">{t('due.over')}</b>
        )}
        <span className="dim">{t('due.on', { day: dayText(coverage.plan.dueOn) })}</span>
      </div>
      <div className="oc-gap">
        <p>{t('excused')}</p>
        <b>
          {countText(coverage.excused)}
          <small>{t('people')}</small>
        </b>
        <button type="button" className="ok-link" onClick={() => onStatus('excused')}>
          {t('excused.note')}
        </button>
      </div>
      {plans.length > 1 ? (
        <nav className="oc-plans" aria-label={t('plans.title')}>
          {plans.slice(0, 4).map((plan) => (
            <button
              key={plan.id}
              type="button"
              className={plan.id === coverage.plan.id ? 'on' : ''}
              aria-current={plan.id === coverage.plan.id ? 'true' : undefined}
              onClick={() => onPlan(plan.id)}
            >
              <span title={plan.title}>{plan.title}</span>
              <Frac n={plan.met} of={plan.due} size={15} />
            </button>
          ))}
        </nav>
      ) : null}
    </section>
  );
}
