import { api } from '../../shared/api/client.js';
import type {
  ApprovalResult,
  DuplicateGroup,
  Question,
  QuestionBank,
  QuestionChangeResult,
  QuestionDetail,
  QuestionImport,
  QuestionInput,
  QuestionTagChange,
  QuestionUsage,
} from '../../shared/api/types.js';
import { tagOf } from '../office-kit/etag.js';
import { upload } from '../office-kit/upload.js';

/** `organisationId`: the bank it is looked at from. */
export const readQuestion = (
  id: string,
  organisationId?: string | null,
  signal?: AbortSignal,
): Promise<QuestionDetail> => api.get<QuestionDetail>(`/questions/${id}`, { query: { organisationId }, signal });

export const addQuestion = (body: QuestionInput): Promise<Question> => api.post<Question>('/questions', { body });

export const replaceQuestion = (id: string, body: QuestionInput, version: number | undefined): Promise<Question> =>
  api.put<Question>(`/questions/${id}`, { body, ifMatch: tagOf(version) });

export const retireQuestion = (id: string): Promise<unknown> => api.post(`/questions/${id}/retirement`, { body: {} });

export const reinstateQuestion = (id: string): Promise<unknown> =>
  api.post(`/questions/${id}/reinstatement`, { body: {} });

export const requestReview = (id: string): Promise<Question> =>
  api.post<Question>(`/questions/${id}/review-request`, { body: {} });

/** What was read is approved, and nothing newer. */
export const approveQuestions = (
  questions: readonly Pick<Question, 'id' | 'versionNo'>[],
  organisationId: string | null,
): Promise<ApprovalResult> =>
  api.post<ApprovalResult>('/question-approvals', {
    body: {
      ...(organisationId ? { organisationId } : {}),
      questions: questions.map(({ id, versionNo }) => ({ questionId: id, versionNo })),
    },
  });

export const returnQuestion = (question: Pick<Question, 'id' | 'versionNo'>, reason: string): Promise<Question> =>
  api.post<Question>(`/questions/${question.id}/return`, { body: { versionNo: question.versionNo, reason } });

export const adoptQuestion = (id: string, organisationId: string | null): Promise<Question> =>
  api.post<Question>(`/questions/${id}/adoption`, { body: organisationId ? { organisationId } : {} });

export const decideOrigin = (
  question: Pick<Question, 'id' | 'version'>,
  decision: 'take' | 'keep',
): Promise<Question> =>
  api.post<Question>(`/questions/${question.id}/origin-decision`, {
    body: { decision },
    ifMatch: tagOf(question.version),
  });

export const readUsage = (id: string, signal?: AbortSignal): Promise<QuestionUsage> =>
  api.get<QuestionUsage>(`/questions/${id}/usage`, { signal });

export const countQuestions = (
  query: Record<string, string | null | undefined>,
  signal?: AbortSignal,
): Promise<number> => api.get<{ count: number }>('/question-count', { query, signal }).then(({ count }) => count);

/** Which questions a bulk change is about: these, or all that a filter finds. */
export type Chosen = { readonly ids: string[] } | { readonly filter: Record<string, string | number> };

/** What the page filters by. Values of an address are texts; the difficulty is a number to the API. */
export function chosenBy(filter: Readonly<Record<string, string>>): Chosen {
  const { difficulty, ...rest } = filter;
  return { filter: { ...rest, ...(difficulty ? { difficulty: Number(difficulty) } : {}) } };
}

export type PrintContent = 'questions' | 'questions-and-sheet' | 'questions-and-key';
export type PrintFormat = 'pdf' | 'docx';

/** Chosen questions as an A4 paper. */
export const printQuestions = (print: {
  readonly organisationId: string | null;
  readonly chosen: Chosen;
  readonly title: string;
  readonly content: PrintContent;
  readonly format: PrintFormat;
}): Promise<{ blob: Blob; name: string | null }> => {
  const { organisationId, chosen, ...rest } = print;
  return api.file(
    '/question-prints',
    { body: { ...(organisationId ? { organisationId } : {}), ...chosen, ...rest } },
    'POST',
  );
};

export const changeQuestions = (
  organisationId: string | null,
  chosen: Chosen,
  expected: number,
  change: QuestionTagChange,
): Promise<QuestionChangeResult> =>
  api.post<QuestionChangeResult>('/question-changes', {
    body: { ...(organisationId ? { organisationId } : {}), ...chosen, expected, change },
  });

export const readBank = (organisationId: string | null, signal?: AbortSignal): Promise<QuestionBank> =>
  api.get<QuestionBank>('/question-bank', { query: { organisationId }, signal });

export const configureBank = (bank: QuestionBank, reviewRequired: boolean): Promise<QuestionBank> =>
  api.put<QuestionBank>('/question-bank', {
    body: { organisationId: bank.organisationId, reviewRequired },
    ifMatch: tagOf(bank.version),
  });

export const moveKnowledgePoint = (
  organisationId: string | null,
  move: { readonly from: string; readonly to: string; readonly expected: number },
): Promise<{ changed: number }> =>
  api.post<{ changed: number }>('/knowledge-point-moves', {
    body: { ...(organisationId ? { organisationId } : {}), ...move },
  });

/** One is kept, the others are no longer used; `group` as it was looked at. */
export const mergeDuplicates = (organisationId: string, group: DuplicateGroup, keepId: string): Promise<unknown> =>
  api.post(`/question-duplicates/${group.id}/merge`, {
    body: { organisationId, keepId, questionIds: group.questions.map((question) => question.id) },
  });

/** Each of `distinct` is another question than all the rest. */
export const distinguishQuestions = (
  organisationId: string,
  group: DuplicateGroup,
  distinct: readonly string[],
): Promise<unknown> =>
  api.post(`/question-duplicates/${group.id}/distinction`, {
    body: { organisationId, distinct: [...distinct], questionIds: group.questions.map((question) => question.id) },
  });

/** A picture as stored: written anew, without where and when it was taken. */
export interface StoredPicture {
  readonly id: string;
  readonly url: string;
  readonly width: number;
  readonly height: number;
}

export function uploadPicture(
  file: File,
  organisationId: string | null,
  onProgress: (percent: number) => void,
): Promise<StoredPicture> {
  const form = new FormData();
  if (organisationId) form.set('organisationId', organisationId);
  form.set('file', file);
  return upload<StoredPicture>('/files', form, { onProgress });
}

export interface ImportChoices {
  readonly organisationId?: string | null;
  readonly postId?: string | undefined;
  readonly category?: string | undefined;
  readonly knowledgePoint?: string | undefined;
  readonly sourceClause?: string | undefined;
}

const BESIDE = { prefer: 'respond-async' };

/** The answer comes at once; reading goes on at the server. `answers`: a second file with the answers of a question text. */
export function startQuestionImport(
  file: File,
  answers: File | null,
  choices: ImportChoices,
  onProgress: (percent: number) => void,
): Promise<QuestionImport> {
  const form = new FormData();
  // Fields go before the file, so that a streaming reader knows them when the file begins.
  for (const [key, value] of Object.entries(choices)) if (value) form.set(key, value);
  form.set('keepUnrecognised', 'true');
  form.set('file', file);
  if (answers) form.set('answers', answers);
  return upload<QuestionImport>('/question-imports', form, { onProgress, headers: BESIDE });
}

export const readQuestionImport = (id: string): Promise<QuestionImport> =>
  api.get<QuestionImport>(`/question-imports/${id}`);

export const cancelQuestionImport = (id: string): Promise<QuestionImport> =>
  api.post<QuestionImport>(`/question-imports/${id}/cancellation`, { body: {} });

/** What a person says about sheets; see the API. `forget`: what was remembered of them, too. */
export const correctQuestionImport = (
  id: string,
  sheets: Readonly<Record<string, SheetCorrection>>,
  forget: boolean,
): Promise<QuestionImport> =>
  api.post<QuestionImport>(`/question-imports/${id}/corrections`, { body: { sheets, forget } });

export interface SheetCorrection {
  readonly ignore?: boolean;
  readonly headerRow?: number | null;
  readonly columns?: Readonly<Record<string, string | null>>;
  readonly type?: string | null;
  readonly optionSeparator?: string | null;
}

export const NEAR_CHOICES = ['group', 'own', 'skip'] as const;
export type NearChoice = (typeof NEAR_CHOICES)[number];

export interface ImportDecision {
  readonly leaveOut: number | undefined;
  readonly near: NearChoice;
  readonly nearRows: readonly { readonly seq: number; readonly choice: NearChoice }[];
}

export const confirmQuestionImport = (id: string, decision: ImportDecision): Promise<QuestionImport> =>
  api.post<QuestionImport>(`/question-imports/${id}/confirmation`, {
    body: {
      ...(decision.leaveOut === undefined ? {} : { leaveOut: decision.leaveOut }),
      near: decision.near,
      nearRows: decision.nearRows,
    },
  });
