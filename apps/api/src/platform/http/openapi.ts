import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { errorCatalogue } from '../errors/domain-error.js';
import { Public } from './permissions.js';
import { STATUS_OF_KIND } from '../errors/domain-error.js';
import { Controller, Get, Injectable } from '@nestjs/common';

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
        properties: { pointer: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' }, params: { type: 'object', additionalProperties: true } },
      },
    },
  },
} as const;

/** OpenAPI 3.1 of every route, with its policy (`x-policy`) and the problem codes it can answer. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('知安 ZhiAn')
    .setDescription('Safety training and examination platform. Errors are RFC 9457 problems; codes are listed in docs/problems.md.')
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth()
    .addCookieAuth('zhian_session')
    .build();
  const document = SwaggerModule.createDocument(app, config, { operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}` });
  document.components = { ...document.components, schemas: { ...document.components?.schemas, Problem: PROBLEM_SCHEMA as never } };
  const codesByStatus = new Map<number, string[]>();
  for (const [code, spec] of errorCatalogue()) {
    const status = STATUS_OF_KIND[spec.kind];
    codesByStatus.set(status, [...(codesByStatus.get(status) ?? []), code].sort());
  }
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path) as { responses?: Record<string, unknown> }[]) {
      if (operation.responses) operation.responses['default'] = { description: 'Problem', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } };
    }
  }
  return document;
}

@Injectable()
export class OpenApiDocument {
  document: OpenAPIObject | null = null;
}

@Controller()
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
