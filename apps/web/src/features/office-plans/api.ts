import { api } from '../../shared/api/client.js';
import type { TrainingPlan, TrainingPlanInput } from '../../shared/api/types.js';
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
