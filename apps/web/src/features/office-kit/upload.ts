import { addressOf } from '../../shared/api/client.js';
import type { QueryValue } from '../../shared/api/client.js';
import { networkProblem, problemFromResponse } from '../../shared/api/problem.js';
import { randomId } from '../../shared/api/random-id.js';

interface UploadOptions {
  readonly query?: Record<string, QueryValue>;
  /** Whole percent of the bytes sent so far; 100 means sent, not yet answered. */
  readonly onProgress?: (percent: number) => void;
  readonly idempotencyKey?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** POSTs a multipart form with progress, which `fetch` cannot report. Throws `Problem` like the shared client. */
export function upload<T>(path: string, form: FormData, options: UploadOptions = {}): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', addressOf(path, options.query));
    request.setRequestHeader('accept', 'application/json, application/problem+json');
    request.setRequestHeader('idempotency-key', options.idempotencyKey ?? randomId());
    for (const [name, value] of Object.entries(options.headers ?? {})) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) options.onProgress?.(Math.floor((event.loaded * 100) / event.total));
    });
    request.addEventListener('error', () => reject(networkProblem()));
    request.addEventListener('abort', () => reject(networkProblem()));
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) {
        try {
          resolve(JSON.parse(request.responseText) as T);
        } catch {
          reject(networkProblem());
        }
        return;
      }
      void refusal(request).then(reject, reject);
    });
    request.send(form);
  });
}

function refusal(request: XMLHttpRequest): Promise<Error> {
  const status = request.status >= 200 && request.status <= 599 ? request.status : 500;
  const headers = new Headers();
  for (const name of ['content-type', 'retry-after', 'x-request-id']) {
    const value = request.getResponseHeader(name);
    if (value) headers.set(name, value);
  }
  return problemFromResponse(new Response(request.responseText, { status, headers }));
}
