import type { Test } from 'supertest';
import type { SignedIn, TestApp } from './harness.js';

export interface GivenQuestion {
  [key: string]: unknown;
}

let serial = 0;

/** A question that no other test has written. */
export const aQuestion = (more: GivenQuestion = {}): GivenQuestion => ({
  type: 'single',
  stem: `${['进入', '离开', '检查', '清理', '验收', '交接'][serial % 6]}第 ${(serial += 1)} 号场所时先做什么？`,
  options: [
    { label: 'A', text: '看警示标识' },
    { label: 'B', text: '直接动手' },
    { label: 'C', text: '等别人来' },
  ],
  key: ['A'],
  explanation: '先看标识。',
  ...more,
});

/** The bank over HTTP, as one account. */
export class BankClient {
  constructor(
    private readonly t: TestApp,
    readonly who: SignedIn,
  ) {}

  get(path: string): Test {
    return this.t.http().get(`/api/v1${path}`).set(this.who.headers);
  }

  post(path: string, body: object = {}): Test {
    return this.t.http().post(`/api/v1${path}`).set(this.who.headers).send(body);
  }

  put(path: string, version: number, body: object): Test {
    return this.t.http().put(`/api/v1${path}`).set(this.who.headers).set('if-match', `"v${version}"`).send(body);
  }

  /** Written, with its answer. */
  async write(more: GivenQuestion = {}): Promise<Shown> {
    return (await this.post('/questions', aQuestion(more)).expect(201)).body as Shown;
  }

  async read(id: string): Promise<Shown> {
    return (await this.get(`/questions/${id}`).expect(200)).body as Shown;
  }

  /** The same with another text; its tags as they are. */
  async edit(question: Shown, more: GivenQuestion): Promise<Shown> {
    const { type, stem, options, key, explanation, version } = await this.read(question.id);
    return (
      await this.put(`/questions/${question.id}`, version, { type, stem, options, key, explanation, ...more }).expect(
        200,
      )
    ).body as Shown;
  }

  async requireReview(required: boolean): Promise<void> {
    const { body } = await this.get('/question-bank').expect(200);
    await this.put('/question-bank', body.version, { reviewRequired: required }).expect(200);
  }

  approve(...questions: { id: string; versionNo: number }[]): Test {
    return this.post('/question-approvals', {
      questions: questions.map(({ id, versionNo }) => ({ questionId: id, versionNo })),
    });
  }
}

/** What the tests read of a question. */
export interface Shown {
  readonly id: string;
  readonly type: string;
  readonly stem: string;
  readonly options: { readonly label: string; readonly text: string }[];
  readonly key: string[];
  readonly explanation: string;
  readonly knowledgePoint: string | null;
  readonly posts: { readonly id: string }[];
  readonly images: { readonly place: string; readonly url: string; readonly width: number; readonly alt: string }[];
  readonly status: string;
  readonly review: string;
  readonly returnReason: string | null;
  readonly versionNo: number;
  readonly inUseNo: number | null;
  readonly hidden: boolean;
  readonly adoptedAs: string | null;
  readonly adoptedInUse: boolean;
  readonly duplicateGroup: string | null;
  readonly origin: { readonly questionId: string; readonly newer: boolean } | null;
  readonly version: number;
}
