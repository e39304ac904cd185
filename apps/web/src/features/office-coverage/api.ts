import { useQuery } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import type { Coverage, CoverageFields, CoverageOverview, TrainingPlan } from '../../shared/api/types.js';
import { readAll } from '../office-kit/references.js';

/** Where in the drill: a region or an organisation; neither means the top of the account's scope. */
export interface Place {
  readonly planId: string;
  readonly regionId?: string | undefined;
  readonly organisationId?: string | undefined;
  readonly asOf?: string | undefined;
}

/** What the page needs to know of a plan. */
export interface PlanBrief {
  readonly id: string;
  readonly title: string;
  readonly dueOn: string;
  readonly due: number;
  readonly met: number;
  readonly status: TrainingPlan['status'];
}

/** The plans to choose from: all of them, or for who may read coverage but no plans (auditors) those in force. */
export function usePlans(mayReadPlans: boolean) {
  return useQuery({
    queryKey: ['office', 'plans', mayReadPlans ? 'all' : 'in-force'],
    queryFn: async ({ signal }): Promise<readonly PlanBrief[]> => {
      if (mayReadPlans) return readAll<TrainingPlan>('/training-plans', {}, signal);
      const { plans } = await api.get<CoverageOverview>('/coverage/overview', { signal });
      return plans.map((plan) => ({ ...plan, status: 'active' }));
    },
  });
}

export function useCoverage(place: Place | null) {
  return useQuery({
    queryKey: ['office', 'coverage', place],
    queryFn: ({ signal }) => api.get<Coverage>('/coverage', { query: { ...place }, signal }),
    enabled: place !== null,
    placeholderData: (before) => before,
  });
}

/** The level below split by supervision field, for the heat map of a region. */
export function useCoverageFields(place: Place) {
  return useQuery({
    queryKey: ['office', 'coverage', 'fields', place],
    queryFn: ({ signal }) => api.get<CoverageFields>('/coverage/fields', { query: { ...place }, signal }),
  });
}
