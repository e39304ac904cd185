/** One entry of `errors` in a problem answer: where, what and with which figures. */
export interface FieldProblem {
  pointer: string;
  code: string;
  params?: Record<string, unknown>;
  message: string;
}

/**
 * What went wrong with a request, in words a person can act on. `status` is 0 and `code` is `network` when no answer came;
 * otherwise both come from the RFC 9457 answer of the server. `requestId` belongs under 「详情」, never in a sentence.
 */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string | null;
  readonly errors: FieldProblem[];
  readonly requestId: string | null;
  readonly retryAfterSeconds: number | null;
  /** Every member of the answer, for codes that carry figures of their own. */
  readonly extra: Record<string, unknown>;

  constructor(input: {
    status: number;
    code: string;
    title: string;
    detail?: string | null;
    errors?: FieldProblem[];
    requestId?: string | null;
    retryAfterSeconds?: number | null;
    extra?: Record<string, unknown>;
  }) {
    super(input.detail ?? input.title);
    this.name = 'Problem';
    this.status = input.status;
    this.code = input.code;
    this.title = input.title;
    this.detail = input.detail ?? null;
    this.errors = input.errors ?? [];
    this.requestId = input.requestId ?? null;
    this.retryAfterSeconds = input.retryAfterSeconds ?? null;
    this.extra = input.extra ?? {};
  }

  /** The sentence to show: the detail if the server gave one, else the title. */
  get sentence(): string {
    return this.detail ?? this.title;
  }

  /** The message for one form field by its JSON pointer (`/newPassword`), if the server named it. */
  messageFor(pointer: string): string | undefined {
    return this.errors.find((error) => error.pointer === pointer || error.pointer === `#${pointer}`)?.message;
  }

  get isNetwork(): boolean {
    return this.status === 0;
  }

  /** Goes by without anybody's doing: no answer came, or the server was too busy or being replaced. */
  get passes(): boolean {
    return this.isNetwork || (this.status >= 502 && this.status <= 504);
  }
}

/** The problem when no answer arrived: says what to do, not which layer broke. */
export function networkProblem(): Problem {
  return new Problem({ status: 0, code: 'network', title: '没有连上', detail: '没有连上网络，连上后再试一次。' });
}

const sayings: Record<number, [title: string, detail: string]> = {
  401: ['请重新登录', '为了安全，请重新登录。刚才填的都还在。'],
  403: ['还不能看这里', '你的账号没有开通这一项，可以请安全员开通。'],
  404: ['没有找到', '没有找到这一页，可能已经换了地方。'],
  409: ['现在还不行', '内容已经变了，请刷新后再看。'],
  412: ['内容已更新', '别人刚刚改过这一项，请刷新后再改。'],
  413: ['文件太大', '文件太大，请拆小一些再传。'],
  429: ['请稍等', '点得有点快，请过一会儿再试。'],
  503: ['现在人多', '现在人多，请过一会儿再试。'],
};

const isFieldProblem = (value: unknown): value is FieldProblem =>
  typeof value === 'object' && value !== null && typeof (value as FieldProblem).pointer === 'string';

/** Reads a problem out of a failed answer; a body that is not problem+json still gives a calm sentence. */
export async function problemFromResponse(response: Response): Promise<Problem> {
  const fallback = sayings[response.status] ?? ['没有做成', '这一步没有做成，请再试一次。'];
  let body: Record<string, unknown> = {};
  if ((response.headers.get('content-type') ?? '').includes('json')) {
    const parsed: unknown = await response.json().catch(() => null);
    if (typeof parsed === 'object' && parsed !== null) body = parsed as Record<string, unknown>;
  }
  const text = (key: string): string | null => (typeof body[key] === 'string' && body[key] !== '' ? body[key] : null);
  const retryAfter = Number(response.headers.get('retry-after'));
  return new Problem({
    status: response.status,
    code: text('code') ?? `http-${response.status}`,
    title: text('title') ?? fallback[0],
    detail: text('detail') ?? (text('title') ? null : fallback[1]),
    errors: Array.isArray(body['errors']) ? body['errors'].filter(isFieldProblem) : [],
    requestId: text('instance') ?? response.headers.get('x-request-id'),
    retryAfterSeconds: Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : null,
    extra: body,
  });
}

/** Anything thrown, as a problem that can be shown. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem({ status: -1, code: 'unexpected', title: '没有做成', detail: '这一步没有做成，请再试一次。' });
}
