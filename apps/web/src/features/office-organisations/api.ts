import { api } from '../../shared/api/client.js';
import type { CreateOrganisationDto, Organisation } from '../../shared/api/types.js';
import { tagOf } from '../office-kit/etag.js';
import { upload } from '../office-kit/upload.js';

export const readOrganisation = (id: string): Promise<Organisation> => api.get<Organisation>(`/organisations/${id}`);

export const addOrganisation = (body: CreateOrganisationDto): Promise<Organisation> =>
  api.post<Organisation>('/organisations', { body });

export type OrganisationChange = Partial<Omit<CreateOrganisationDto, 'kind' | 'parentId'>> & {
  readonly status?: Organisation['status'];
};

export const changeOrganisation = (
  id: string,
  body: OrganisationChange,
  version: number | undefined,
): Promise<Organisation> => api.patch<Organisation>(`/organisations/${id}`, { body, ifMatch: tagOf(version) });

export function importRegions(
  file: File,
  onProgress: (percent: number) => void,
): Promise<{ added: number; changed: number; unchanged: number }> {
  const form = new FormData();
  form.set('file', file);
  return upload<{ added: number; changed: number; unchanged: number }>('/region-imports', form, { onProgress });
}
