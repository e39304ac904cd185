import { api } from '../../shared/api/client.js';
import type { Page, TrainingPlan, TrainingPlanInput } from '../../shared/api/types.js';
import { tagOf } from '../office-kit/etag.js';

export const readPlan = (id: string, signal?: AbortSignal): Promise<TrainingPlan> =>
  api.get<TrainingPlan>(`/training-plans/${id}`, { signal });

export const addPlan = (body: TrainingPlanInput): Promise<TrainingPlan> =>
  api.post<TrainingPlan>('/training-plans', { body });

export const replacePlan = (id: string, body: TrainingPlanInput, version: number | undefined): Promise<TrainingPlan> =>
  api.put<TrainingPlan>(`/training-plans/${id}`, { body, ifMatch: tagOf(version) });

export const activatePlan = (id: string): Promise<unknown> =>
  api.post(`/training-plans/${id}/activation`, { body: {} });

export interface Excusal {
  readonly personId: string;
  readonly reason: string;
  readonly from?: string;
  readonly until?: string;
}

export const excusePerson = (id: string, body: Excusal): Promise<unknown> =>
  api.post(`/training-plans/${id}/excusals`, { body });

/** Why somebody is not counted; ended by a further row, never deleted. */
export interface PlanExcusal {
  readonly id: string;
  readonly personId: string;
  readonly personName: string;
  readonly reason: string;
  readonly from: string;
  readonly until: string | null;
  readonly inForce: boolean;
  readonly recordedBy: string;
}

export const readExcusals = (id: string, signal?: AbortSignal): Promise<PlanExcusal[]> =>
  api
    .get<Page<PlanExcusal>>(`/training-plans/${id}/excusals`, { query: { limit: 200 }, signal })
    .then((page) => page.items);

export const endExcusal = (id: string, excusalId: string): Promise<unknown> =>
  api.delete(`/training-plans/${id}/excusals/${excusalId}`);

export const closePlan = (id: string): Promise<unknown> => api.post(`/training-plans/${id}/closure`, { body: {} });
