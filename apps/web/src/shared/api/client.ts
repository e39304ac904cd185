import { networkProblem, problemFromResponse } from './problem.js';
import { randomId } from './random-id.js';

const BASE = '/api/v1';

export type QueryValue = string | number | boolean | null | undefined;

export interface RequestOptions {
  query?: Record<string, QueryValue>;
  /** A JSON value, or FormData for uploads. */
  body?: unknown;
  signal?: AbortSignal | undefined;
  /** Keep one key for every retry of the same intent; a POST without one gets a fresh key. */
  idempotencyKey?: string | undefined;
  /** The `ETag` the caller has seen. */
  ifMatch?: string | undefined;
  /** Lets the request outlive the page (the last saves when a tab is closed). */
  keepalive?: boolean;
  /** Further headers, e.g. the device of an attempt. */
  headers?: Record<string, string>;
}

export interface Answer<T> {
  data: T;
  etag: string | null;
  status: number;
  headers: Headers;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** `/people` and `{q: 'a', cursor: undefined}` become `/api/v1/people?q=a`. */
export function addressOf(path: string, query: Record<string, QueryValue> = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(key, String(value));
  }
  const text = search.toString();
  return `${BASE}${path}${text ? `?${text}` : ''}`;
}

function headersOf(method: Method, options: RequestOptions): Headers {
  const headers = new Headers({ accept: 'application/json, application/problem+json', ...options.headers });
  if (options.body !== undefined && !(options.body instanceof FormData))
    headers.set('content-type', 'application/json');
  if (method === 'POST') headers.set('idempotency-key', options.idempotencyKey ?? randomId());
  if (options.ifMatch) headers.set('if-match', options.ifMatch);
  return headers;
}

async function send(method: Method, path: string, options: RequestOptions): Promise<Response> {
  const body =
    options.body === undefined ? null : options.body instanceof FormData ? options.body : JSON.stringify(options.body);
  let response: Response;
  try {
    response = await fetch(addressOf(path, options.query), {
      method,
      headers: headersOf(method, options),
      body,
      credentials: 'same-origin',
      keepalive: options.keepalive ?? false,
      ...(options.signal ? { signal: options.signal } : {}),
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw networkProblem();
  }
  if (!response.ok) throw await problemFromResponse(response);
  return response;
}

/** Sends a request under /api/v1 and answers with data, ETag and status. Throws `Problem` for everything that is not 2xx. */
export async function request<T>(method: Method, path: string, options: RequestOptions = {}): Promise<Answer<T>> {
  const response = await send(method, path, options);
  let data: T;
  try {
    const text = response.status === 204 ? '' : await response.text();
    data = (text === '' ? undefined : JSON.parse(text)) as T;
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw networkProblem();
  }
  return { data, etag: response.headers.get('etag'), status: response.status, headers: response.headers };
}

const only =
  (method: Method) =>
  async <T>(path: string, options: RequestOptions = {}): Promise<T> =>
    (await request<T>(method, path, options)).data;

export const api = {
  get: only('GET'),
  post: only('POST'),
  put: only('PUT'),
  patch: only('PATCH'),
  delete: only('DELETE'),
  /** A file as the server sent it, with the name it proposes. */
  async file(
    path: string,
    options: RequestOptions = {},
    method: 'GET' | 'POST' = 'GET',
  ): Promise<{ blob: Blob; name: string | null }> {
    const response = await send(method, path, options);
    const disposition = response.headers.get('content-disposition') ?? '';
    const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
    const plain = /filename="?([^";]+)"?/i.exec(disposition)?.[1];
    return { blob: await response.blob(), name: encoded ? decodeURIComponent(encoded) : (plain ?? null) };
  },
};

/** Hands a blob to the browser as a download. */
export function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
