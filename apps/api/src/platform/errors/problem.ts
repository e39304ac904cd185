import type { FastifyError } from 'fastify';
import { HttpException } from '@nestjs/common';
import { isOutage } from '../db/outage.js';
import { DomainError, STATUS_OF_KIND, type ErrorParams, type FieldError } from './domain-error.js';

/** RFC 9457, with a stable code and the fields that are wrong (contract 2). */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: string;
  readonly errors?: readonly FieldError[];
  readonly params?: Readonly<Record<string, unknown>>;
}

function problemOf(error: DomainError, requestId: string): Problem {
  const status = STATUS_OF_KIND[error.spec.kind];
  return {
    type: `/problems#${error.code}`,
    title: error.spec.title,
    status,
    detail: error.detail,
    instance: requestId,
    code: error.code,
    ...(error.errors.length > 0 ? { errors: error.errors } : {}),
    ...(Object.keys(error.params).length > 0 ? { params: error.params } : {}),
  };
}

const CODE_OF_STATUS: Readonly<Record<number, string>> = {
  400: 'request-malformed',
  401: 'not-signed-in',
  403: 'permission-missing',
  404: 'not-found',
  406: 'unsupported-media',
  413: 'payload-too-large',
  415: 'unsupported-media',
  429: 'too-many-requests',
};

/** Of a JSON body; a file may be larger (UPLOAD_LIMITS). */
export const JSON_LIMIT_MB = 2;

function paramsOf(code: string, error: unknown): ErrorParams {
  if (code === 'too-many-requests') return { seconds: 5 };
  if (code !== 'payload-too-large') return {};
  return { limit: (error as FastifyError | null)?.code === 'FST_REQ_FILE_TOO_LARGE' ? '20 MB' : `${JSON_LIMIT_MB} MB` };
}

/** Turns anything thrown into a problem. `fault` is true for what is our own fault and must be logged with its stack. */
export function toProblem(
  error: unknown,
  requestId: string,
): { problem: Problem; retryAfter?: number; fault: boolean } {
  if (error instanceof DomainError) {
    const seconds = Number(error.params['seconds'] ?? 0);
    return { problem: problemOf(error, requestId), fault: false, ...(seconds > 0 ? { retryAfter: seconds } : {}) };
  }
  if (isOutage(error)) {
    return {
      problem: problemOf(new DomainError('service-busy', { seconds: 2 }), requestId),
      retryAfter: 2,
      fault: true,
    };
  }
  const status =
    error instanceof HttpException ? error.getStatus() : Number((error as FastifyError | null)?.statusCode ?? 500);
  const code = CODE_OF_STATUS[status] ?? (status >= 400 && status < 500 ? 'request-malformed' : null);
  if (code) return { problem: problemOf(new DomainError(code, paramsOf(code, error)), requestId), fault: false };
  return {
    problem: {
      type: '/problems#internal-fault',
      title: '平台出了点问题',
      status: 500,
      detail: '不是你的操作有误。请再试一次；还不行，把请求编号告诉管理员。',
      instance: requestId,
      code: 'internal-fault',
    },
    fault: true,
  };
}
