import { useQuery } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import type { Coverage, CoverageFields, TrainingPlan } from '../../shared/api/types.js';
import { readAll } from '../office-kit/references.js';

/** Where in the drill: a region or an organisation; neither means the top of the account's scope. */
export interface Place {
  readonly planId: string;
  readonly regionId?: string | undefined;
  readonly organisationId?: string | undefined;
  readonly asOf?: string | undefined;
}

export function usePlans() {
  return useQuery({
    queryKey: ['office', 'plans', 'all'],
    queryFn: ({ signal }) => readAll<TrainingPlan>('/training-plans', {}, signal),
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
