import { Select } from 'antd';
import { useMemo } from 'react';
import type { Coverage, CoverageChild } from '../../shared/api/types.js';
import { today } from '../office-kit/civil-time.js';
import { DateInput } from '../office-kit/date-input.js';
import { DownloadButton } from '../office-kit/download.js';
import { EmptyStart } from '../office-kit/empty-start.js';
import { LinkButton } from '../office-kit/link-button.js';
import { LoadError } from '../office-kit/load-error.js';
import { useOffice } from '../office-kit/office-scope.js';
import { OfficePage } from '../office-kit/office-page.js';
import type { Crumb } from '../office-kit/office-page.js';
import { TableSkeleton } from '../office-kit/paged-table.js';
import { useUrlFilters } from '../office-kit/url-filters.js';
import { useCoverage, usePlans } from './api.js';
import type { Place, PlanBrief } from './api.js';
import { CoverageChildren } from './coverage-children.js';
import { CoverageHeat } from './coverage-heat.js';
import { CoverageHead } from './coverage-head.js';
import { CoveragePeople } from './coverage-people.js';
import { coverageText as t } from './text.js';
import './coverage.css';

const keys = ['planId', 'regionId', 'organisationId', 'asOf', 'status'] as const;

/** Coverage of a plan: region → enterprise → department → names, with the evidence behind each. */
export function CoveragePage() {
  const [filters, change] = useUrlFilters(keys);
  const { can } = useOffice();
  const plans = usePlans(can('training-plans.plan.read'));
  const planId = filters.planId ?? defaultPlan(plans.data)?.id;
  const place = useMemo<Place | null>(
    () =>
      planId
        ? {
            planId,
            regionId: filters.organisationId ? undefined : filters.regionId,
            organisationId: filters.organisationId,
            asOf: filters.asOf,
          }
        : null,
    [planId, filters.regionId, filters.organisationId, filters.asOf],
  );
  const coverage = useCoverage(place);
  if (plans.data?.length === 0) {
    return (
      <OfficePage crumbs={[{ title: t('title') }]} title={t('title')}>
        <section className="ok-card">
          <EmptyStart
            title={t('empty.title')}
            text={t('empty.text')}
            actions={<LinkButton to="/office/plans">{t('empty.go')}</LinkButton>}
          />
        </section>
      </OfficePage>
    );
  }
  const choosePlan = (id: string): void =>
    change({ planId: id, regionId: undefined, organisationId: undefined, status: undefined }, { push: true });
  const open = (child: CoverageChild): void =>
    change(
      child.level === 'region'
        ? { regionId: child.id, organisationId: undefined, status: undefined }
        : { organisationId: child.id, status: undefined },
      { push: true },
    );
  const error = plans.error ?? coverage.error;
  return (
    <OfficePage crumbs={crumbsOf(coverage.data, planId, filters.asOf)}>
      <h1 className="sr-only">{t('title')}</h1>
      <div className="ok-filters oc-filters">
        <Select
          aria-label={t('plan')}
          className="oc-plan"
          placeholder={t('plan.choose')}
          value={planId ?? null}
          onChange={choosePlan}
          options={(plans.data ?? [])
            .filter((plan) => plan.status !== 'draft' || plan.id === planId)
            .map((plan) => ({ value: plan.id, label: plan.title }))}
        />
        <label className="row ok-gap mut">
          {t('asOf')}
          <DateInput
            max={today()}
            value={filters.asOf ?? coverage.data?.asOf ?? ''}
            onChange={(asOf) => change({ asOf })}
            label={t('asOf')}
          />
        </label>
        <span className="grow" />
        {place && coverage.data ? (
          <DownloadButton path="/coverage/export" query={{ ...place }} name={t('export.name')}>
            {t('export')}
          </DownloadButton>
        ) : null}
      </div>
      {error ? (
        <LoadError error={error} retry={() => void (plans.error ? plans.refetch() : coverage.refetch())} />
      ) : null}
      {place && coverage.data ? (
        <>
          <CoverageHead
            coverage={coverage.data}
            plans={(plans.data ?? []).filter((plan) => plan.status === 'active')}
            onPlan={choosePlan}
            onStatus={(status) => change({ status })}
          />
          <div className="oc-cols">
            {coverage.data.children.length > 0 ? (
              <div className="ok-stack">
                {coverage.data.children.some((child) => child.level === 'region') ? (
                  <CoverageHeat place={place} coverage={coverage.data} onOpen={open} />
                ) : null}
                <CoverageChildren coverage={coverage.data} onOpen={open} />
              </div>
            ) : null}
            <CoveragePeople
              place={place}
              coverage={coverage.data}
              status={filters.status}
              onStatus={(status) => change({ status })}
            />
          </div>
        </>
      ) : error ? null : (
        <TableSkeleton />
      )}
    </OfficePage>
  );
}

/** The active plan that concerns most people in sight; among equals the one due last. Else the newest. */
function defaultPlan(plans: readonly PlanBrief[] | undefined): PlanBrief | undefined {
  const [first] = (plans ?? [])
    .filter((plan) => plan.status === 'active')
    .sort((a, b) => b.due - a.due || b.dueOn.localeCompare(a.dueOn));
  return first ?? plans?.[0];
}

function crumbsOf(coverage: Coverage | undefined, planId: string | undefined, asOf: string | undefined): Crumb[] {
  const to = (crumb: Coverage['crumbs'][number]): string => {
    const query = new URLSearchParams({
      ...(planId ? { planId } : {}),
      ...(asOf ? { asOf } : {}),
      [crumb.level === 'region' ? 'regionId' : 'organisationId']: crumb.id,
    });
    return `/office/coverage?${query.toString()}`;
  };
  return [
    { title: t('title'), to: `/office/coverage${planId ? `?planId=${planId}` : ''}` },
    ...(coverage?.crumbs ?? []).map((crumb) => ({ title: crumb.name, to: to(crumb) })),
  ];
}
