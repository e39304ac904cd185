import { api } from '../../shared/api/client.js';
import type {
  Question,
  QuestionDetail,
  QuestionImport as Preview,
  QuestionInput,
  RefusedRow,
} from '../../shared/api/types.js';
import { tagOf } from '../office-kit/etag.js';
import { upload } from '../office-kit/upload.js';

/** A preview; `doubts` are rows that are stored but look odd. */
export type QuestionImport = Preview & { readonly doubts: readonly RefusedRow[] };

export const readQuestion = (id: string, signal?: AbortSignal): Promise<QuestionDetail> =>
  api.get<QuestionDetail>(`/questions/${id}`, { signal });

export const addQuestion = (body: QuestionInput): Promise<Question> => api.post<Question>('/questions', { body });

export const replaceQuestion = (id: string, body: QuestionInput, version: number | undefined): Promise<Question> =>
  api.put<Question>(`/questions/${id}`, { body, ifMatch: tagOf(version) });

export const retireQuestion = (id: string): Promise<unknown> => api.post(`/questions/${id}/retirement`, { body: {} });

export const reinstateQuestion = (id: string): Promise<unknown> =>
  api.post(`/questions/${id}/reinstatement`, { body: {} });

export interface ImportChoices {
  readonly organisationId?: string | null;
  readonly postId?: string | undefined;
  readonly category?: string | undefined;
  readonly knowledgePoint?: string | undefined;
}

export function startQuestionImport(
  file: File,
  choices: ImportChoices,
  onProgress: (percent: number) => void,
): Promise<QuestionImport> {
  const form = new FormData();
  // Fields go before the file, so that a streaming reader knows them when the file begins.
  for (const [key, value] of Object.entries(choices)) if (value) form.set(key, value);
  form.set('file', file);
  return upload<QuestionImport>('/question-imports', form, { onProgress });
}

export const confirmQuestionImport = (id: string, leaveOut: number | undefined): Promise<QuestionImport> =>
  api.post<QuestionImport>(`/question-imports/${id}/confirmation`, {
    body: leaveOut === undefined ? {} : { leaveOut },
  });
