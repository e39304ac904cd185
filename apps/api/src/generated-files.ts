import type { INestApplication } from '@nestjs/common';
import { configSchema } from './platform/config/config.js';
import { STATUS_OF_KIND, errorCatalogue } from './platform/errors/domain-error.js';
import { openApiDocument } from './platform/http/openapi.js';
import { permissionRegistry } from './platform/http/permissions.js';
import { ROLES, ROLE_NAMES } from './platform/http/roles.js';
import { scanRoutes } from './platform/http/route-table.js';

const NOTE = '<!-- Made by `npm run generate`; do not edit. -->';

/** Everything in the repository that is derived from the code; a test fails when one of them is stale. */
export function generatedFiles(app: INestApplication): Record<string, string> {
  return {
    'apps/api/openapi.json': `${JSON.stringify(openApiDocument(app), null, 2)}\n`,
    'docs/problems.md': problems(),
    'docs/config.md': configuration(),
    'docs/permissions.md': permissions(app),
  };
}

function problems(): string {
  const rows = [...errorCatalogue()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([code, spec]) =>
        `| <a id="${code}"></a>\`${code}\` | ${STATUS_OF_KIND[spec.kind]} | ${spec.title} | ${spec.detail} |`,
    );
  return [
    '# Problem codes',
    '',
    NOTE,
    '',
    'Every error is `application/problem+json` (RFC 9457) with a stable `code`, a title and a sentence in Chinese, and for wrong fields `errors: [{pointer, code, params, message}]`.',
    'What the caller may not see answers 404, the same as what does not exist. `internal-fault` (500) is a fault of ours; its `instance` finds the log line.',
    '',
    '| code | status | title | detail |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function configuration(): string {
  const rows = Object.entries(configSchema.shape).map(([key, schema]) => {
    const parsed = schema.safeParse(undefined);
    const fallback = parsed.success
      ? parsed.data === undefined
        ? '–'
        : `\`${typeof parsed.data === 'boolean' ? Number(parsed.data) : String(parsed.data) || '(empty)'}\``
      : '–';
    return `| \`${key}\` | ${fallback} | ${schema.description ?? ''} |`;
  });
  return [
    '# Configuration',
    '',
    NOTE,
    '',
    'Settings are environment variables. Wrong values stop the process, which lists all of them.',
    '',
    '| variable | default | meaning |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function permissions(app: INestApplication): string {
  const held = [...permissionRegistry()].sort(([a], [b]) => (a < b ? -1 : 1));
  const routes = scanRoutes(app).sort((a, b) =>
    a.path === b.path ? a.method.localeCompare(b.method) : a.path.localeCompare(b.path),
  );
  return [
    '# Permissions',
    '',
    NOTE,
    '',
    'A grant gives a role at an organisation subtree, or at a region subtree and a supervision field. Nothing is allowed that is not listed here: a route without a policy stops the start.',
    '',
    `| permission | 权限 | ${ROLES.map((role) => ROLE_NAMES[role]).join(' | ')} |`,
    `|---|---|${ROLES.map(() => ':-:|').join('')}`,
    ...held.map(
      ([name, spec]) =>
        `| \`${name}\` | ${spec.title} | ${ROLES.map((role) => (spec.roles.includes(role) ? '●' : '')).join(' | ')} |`,
    ),
    '',
    '## Routes',
    '',
    '| method | path | access | scope |',
    '|---|---|---|---|',
    ...routes.map(({ method, path, policy }) => {
      const access =
        policy.access === 'permission'
          ? `\`${policy.permission}\`${policy.orNamed ? ', or named by the resource' : ''}`
          : policy.access === 'signed-in'
            ? 'signed in'
            : `public: ${policy.why}`;
      return `| ${method} | \`${path}\` | ${access} | ${policy.access === 'public' ? '' : policy.scope} |`;
    }),
    '',
  ].join('\n');
}
