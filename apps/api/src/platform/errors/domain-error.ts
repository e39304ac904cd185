/** What kind of refusal it is; the HTTP edge turns it into a status. */
export type ErrorKind =
  | 'malformed'
  | 'invalid'
  | 'not-signed-in'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'gone'
  | 'stale'
  | 'too-large'
  | 'too-many'
  | 'busy';

export const STATUS_OF_KIND: Readonly<Record<ErrorKind, number>> = {
  malformed: 400,
  invalid: 422,
  'not-signed-in': 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  stale: 412,
  'too-large': 413,
  'too-many': 429,
  busy: 503,
};

export interface ErrorSpec {
  readonly kind: ErrorKind;
  /** zh-CN, short. */
  readonly title: string;
  /** zh-CN sentence; `{name}` is filled from params. Says what happened and what to do (ui.md §8). */
  readonly detail: string;
}

export type ErrorParams = Readonly<Record<string, string | number | boolean | null>>;

export interface FieldError {
  /** JSON pointer into the request body, e.g. /answers/3/slot */
  readonly pointer: string;
  readonly code: string;
  readonly params?: ErrorParams;
  /** zh-CN */
  readonly message: string;
}

const catalogue = new Map<string, ErrorSpec & { readonly module: string }>();

/** Declares the error codes of one module, named as its folder. Codes are stable: outside programs rely on them (docs/problems.md). */
export function defineErrors<const T extends Record<string, ErrorSpec>>(
  module: string,
  specs: T,
): { readonly [K in keyof T]: K & string } {
  for (const [code, spec] of Object.entries(specs)) {
    if (catalogue.has(code)) throw new Error(`error code ${code} is declared twice`);
    catalogue.set(code, { ...spec, module });
  }
  return Object.fromEntries(Object.keys(specs).map((code) => [code, code])) as { readonly [K in keyof T]: K & string };
}

export function errorCatalogue(): ReadonlyMap<string, ErrorSpec & { readonly module: string }> {
  return catalogue;
}

/** A refusal that the caller can understand. Anything else that is thrown is a fault of ours and answers 500 without detail. */
export class DomainError extends Error {
  readonly spec: ErrorSpec;

  constructor(
    readonly code: string,
    readonly params: ErrorParams = {},
    readonly errors: readonly FieldError[] = [],
  ) {
    super(code);
    const spec = catalogue.get(code);
    if (!spec) throw new Error(`error code ${code} is not declared`);
    this.spec = spec;
  }

  get detail(): string {
    return this.spec.detail.replace(/\{(\w+)\}/g, (_, name: string) => String(this.params[name] ?? ''));
  }
}

export const platformErrors = defineErrors('platform', {
  'request-malformed': { kind: 'malformed', title: '请求格式不对', detail: '请求内容读不懂，请刷新页面后再试。' },
  'validation-failed': { kind: 'invalid', title: '内容有误', detail: '有 {count} 处需要改，见各项说明。' },
  'not-signed-in': { kind: 'not-signed-in', title: '请先登录', detail: '为了安全，请重新登录。刚才填的都还在。' },
  'permission-missing': {
    kind: 'forbidden',
    title: '没有这项权限',
    detail: '你的账号没有做这件事的权限，需要时请找本单位安全管理人员。',
  },
  'not-found': { kind: 'not-found', title: '找不到', detail: '要看的内容不存在，或者不在你的管理范围内。' },
  'stale-version': {
    kind: 'stale',
    title: '内容已被别人改过',
    detail: '在你打开之后，别人改过这份内容。请重新读取，再把你的改动填上。',
  },
  'version-required': { kind: 'malformed', title: '缺少版本', detail: '修改时要带上 If-Match 版本号。' },
  'idempotency-key-reused': {
    kind: 'invalid',
    title: '重复的请求编号',
    detail: '同一个请求编号带了不同的内容，没有执行。',
  },
  'answer-said-once': {
    kind: 'conflict',
    title: '已经办过了',
    detail: '这次请求已经办过，结果只给一次，不再保存。没有收到的话，请重新办一次。',
  },
  'answer-withheld': {
    kind: 'conflict',
    title: '已经办过了',
    detail: '这次请求已经办过。之后你的权限变了，当时的结果不再给出；现在还能看的，请到页面上看。',
  },
  'payload-too-large': { kind: 'too-large', title: '内容太大', detail: '最大 {limit}，请分开提交。' },
  'unsupported-media': { kind: 'malformed', title: '内容类型不对', detail: '请按接口说明的内容类型提交。' },
  'cross-site-request': {
    kind: 'forbidden',
    title: '来源不对',
    detail: '这个请求不是从本平台的页面发出的，没有执行。',
  },
  'too-many-requests': { kind: 'too-many', title: '太频繁了', detail: '请 {seconds} 秒后再试。' },
  'service-busy': { kind: 'busy', title: '现在忙', detail: '平台正忙，请过 {seconds} 秒再试。已保存的都在。' },
});
