import { useQuery } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import type { Handbook, HandbookDraft, Page, SectionInput } from '../../shared/api/types.js';
import { tagOf } from '../office-kit/etag.js';
import { upload } from '../office-kit/upload.js';

export const readHandbook = (id: string, signal?: AbortSignal): Promise<HandbookDraft> =>
  api.get<HandbookDraft>(`/handbooks/${id}`, { signal });

export function useHandbook(id: string | undefined) {
  // Read once when opened: a refresh behind the writer's back must not touch what is being written.
  return useQuery({
    queryKey: ['office', 'handbooks', 'one', id],
    queryFn: ({ signal }) => readHandbook(id ?? '', signal),
    enabled: Boolean(id),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

export interface HandbookVersion {
  readonly id: string;
  readonly no: number;
  readonly publishedAt: string;
  readonly sections: number;
}

export function useHandbookVersions(id: string) {
  return useQuery({
    queryKey: ['office', 'handbooks', 'versions', id],
    queryFn: ({ signal }) => api.get<Page<HandbookVersion>>(`/handbooks/${id}/versions`, { signal }),
  });
}

export const addHandbook = (body: {
  organisationId: string;
  postId: string | null;
  title: string;
}): Promise<Handbook> => api.post<Handbook>('/handbooks', { body });

export const saveHandbook = (
  id: string,
  body: { title: string; sections: SectionInput[] },
  version: number,
): Promise<HandbookDraft> => api.put<HandbookDraft>(`/handbooks/${id}/draft`, { body, ifMatch: tagOf(version) });

export const publishHandbook = (id: string): Promise<unknown> => api.post(`/handbooks/${id}/publication`, { body: {} });

export function sendPicture(file: File, onProgress: (percent: number) => void): Promise<{ id: string; url: string }> {
  const form = new FormData();
  form.set('file', file);
  return upload<{ id: string; url: string }>('/files', form, { onProgress });
}
