import { Controller, Get, Injectable, type INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { errorCatalogue } from '../errors/domain-error.js';
import { Public, type RoutePolicy } from './permissions.js';
import { scanRoutes } from './route-table.js';

const PROBLEM_SCHEMA = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'instance', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string', description: 'zh-CN' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'zh-CN' },
    instance: { type: 'string', description: 'request id' },
    code: { type: 'string', description: 'stable' },
    params: { type: 'object', additionalProperties: true },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'code', 'message'],
        properties: {
          pointer: { type: 'string' },
          code: { type: 'string' },
          message: { type: 'string' },
          params: { type: 'object', additionalProperties: true },
        },
      },
    },
  },
} as const;

/** OpenAPI 3.1 of every route, with its policy (`x-policy`) and the problem codes it can answer (`x-problem-codes`). */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('知安 ZhiAn')
    .setDescription(
      'Safety training and examination platform. Errors are RFC 9457 problems; codes are listed in docs/problems.md. ' +
        'Limits: a JSON body of 2 MB, nested at most 32 deep; one file of 20 MB per upload; pages of at most 200 items.',
    )
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth()
    .addCookieAuth('zhian_session')
    .build();
  const document = SwaggerModule.createDocument(app, config, { operationIdFactory: operationId });
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: PROBLEM_SCHEMA as never },
  };
  const modules = new Map(
    scanRoutes(app).map((route) => [operationId(...(route.handler.split('.') as [string, string])), route.module]),
  );
  for (const path of Object.values(document.paths)) {
    for (const [method, operation] of Object.entries(path) as [string, Operation][]) {
      if (!operation.responses) continue;
      operation.responses['default'] = {
        description: 'Problem',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      };
      operation['x-problem-codes'] = problemCodes(
        method,
        operation['x-policy'],
        modules.get(operation.operationId ?? ''),
      );
    }
  }
  return document;
}

interface Operation {
  operationId?: string;
  responses?: Record<string, unknown>;
  'x-policy'?: RoutePolicy;
  'x-problem-codes'?: string[];
}

function operationId(controller: string, method: string): string {
  return `${controller.replace(/Controller$/, '')}_${method}`;
}

const ANY = ['internal-fault', 'service-busy', 'too-many-requests'];
const WITH_BODY = ['cross-site-request', 'payload-too-large', 'request-malformed', 'unsupported-media'];

/** The codes of the route's module, and those of the platform that its method and policy can meet. */
function problemCodes(method: string, policy: RoutePolicy | undefined, module: string | undefined): string[] {
  const own = [...errorCatalogue()]
    .filter(([, spec]) => spec.module === module && module !== 'platform')
    .map(([code]) => code);
  return [
    ...own,
    ...ANY,
    ...(policy?.access === 'public' ? [] : ['not-signed-in', 'password-change-required']),
    ...(policy?.access === 'permission' ? ['permission-missing'] : []),
    'not-found',
    'validation-failed',
    ...(method === 'get' ? [] : WITH_BODY),
    ...(method === 'post' ? ['answer-withheld', 'idempotency-key-reused'] : []),
    ...(method === 'put' || method === 'patch' ? ['stale-version', 'version-required'] : []),
  ]
    .filter((code, index, all) => all.indexOf(code) === index)
    .sort();
}

@Injectable()
export class OpenApiDocument {
  document: OpenAPIObject | null = null;
}

@Controller('api')
export class OpenApiController {
  constructor(private readonly holder: OpenApiDocument) {}

  @Get('openapi.json')
  @Public('the description of the interface is no secret')
  show(): OpenAPIObject | null {
    return this.holder.document;
  }
}

export function serveOpenApi(app: INestApplication): void {
  app.get(OpenApiDocument).document = openApiDocument(app);
}
