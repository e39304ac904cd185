import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { permissionsOfRole } from '../../apps/api/src/platform/http/permissions.js';
import { ROLES } from '../../apps/api/src/platform/http/roles.js';
import { scanRoutes, type Route } from '../../apps/api/src/platform/http/route-table.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';

const GLOBAL = ['system_administrator', 'auditor'];
const NOBODY = '00000000-0000-7000-8000-000000000000';

let t: TestApp;
let routes: Route[];
const actors = new Map<string, SignedIn | null>();

beforeAll(async () => {
  t = await startTestApp();
  routes = scanRoutes(t.app).filter((route) => !route.path.startsWith('/health'));
  const enterprise = await t.factory.organisation();
  actors.set('anonymous', null);
  for (const role of ROLES) {
    const person = await t.factory.person(enterprise);
    const at = GLOBAL.includes(role)
      ? {}
      : role === 'regulator'
        ? { regionCode: '140428' }
        : { organisationId: enterprise.id };
    actors.set(role, await t.signIn(role, { ...at, personId: person.id }));
  }
  const disabled = await t.signIn('safety_officer', { organisationId: enterprise.id });
  await t.db.query(`UPDATE account SET status = 'disabled' WHERE id = $1`, [disabled.accountId]);
  actors.set('disabled', disabled);
});
afterAll(() => t.close());

function call(route: Route, actor: SignedIn | null, body: object = {}) {
  const path = `/api/v1${route.path.replace(/:[a-zA-Z]+/g, NOBODY)}`;
  const method = route.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
  const agent = t.http();
  const request = agent[method](path).set(actor?.headers ?? {});
  return method === 'get' || method === 'delete' ? request : request.set('if-match', '"v1"').send(body);
}

/** The table of docs/permissions.md, cell by cell: what the edge must answer before a verb is asked. */
function expected(route: Route, actor: string): 'pass' | 401 | 403 {
  if (route.policy.access === 'public') return 'pass';
  if (actor === 'anonymous' || actor === 'disabled') return 401;
  // Who is named by the resource is let through to the verb, which answers 404 to everybody else.
  if (route.policy.access === 'signed-in' || route.policy.orNamed) return 'pass';
  return permissionsOfRole(actor as (typeof ROLES)[number]).includes(route.policy.permission) ? 'pass' : 403;
}

describe('A13 every route declares who may', () => {
  it('has a policy, and a scope where there is a permission', () => {
    expect(routes.length).toBeGreaterThan(60);
    for (const route of routes) expect(route.policy.access === 'public' || route.policy.scope.length > 0).toBe(true);
  });
});

describe('A14 route × role', () => {
  it('answers every cell of the table as it says, and never with a fault', async () => {
    const wrong: string[] = [];
    // Signing out ends the very session that the next cell needs.
    for (const route of routes.filter((r) => !(r.method === 'DELETE' && r.path === '/sessions/current'))) {
      for (const [name, actor] of actors) {
        const reply = await call(route, actor);
        const want = expected(route, name);
        const fine =
          want === 'pass'
            ? ![401, 403].includes(reply.status) || reply.body.code === 'credentials-wrong'
            : reply.status === want;
        if (!fine || reply.status >= 500)
          wrong.push(
            `${route.method} ${route.path} as ${name}: ${reply.status} ${String(reply.body?.code)}, wanted ${want}`,
          );
        if (reply.status >= 400 && !String(reply.headers['content-type']).startsWith('application/problem+json'))
          wrong.push(`${route.method} ${route.path}: no problem`);
      }
    }
    expect(wrong).toEqual([]);
  }, 240_000);
});

describe('A16 mass assignment', () => {
  const EXTRA = {
    role: 'system_administrator',
    roles: ['system_administrator'],
    isAdmin: true,
    tenantId: NOBODY,
    divisionCode: '110000',
    score: 10_000,
    passed: true,
    status: 'published',
    issuedAt: '2026-01-01T00:00:00.000Z',
    id: NOBODY,
    createdAt: '2026-01-01T00:00:00.000Z',
    ['__proto__']: { polluted: true },
    constructor: { prototype: { polluted: true } },
  };

  it('is refused by every route that writes', async () => {
    const wrong: string[] = [];
    for (const route of routes.filter((r) => ['POST', 'PUT', 'PATCH'].includes(r.method))) {
      const actor = actors.get('safety_officer') as SignedIn;
      const reply = await call(route, actor, EXTRA);
      if (reply.status < 400 || reply.status >= 500) wrong.push(`${route.method} ${route.path}: ${reply.status}`);
    }
    expect(wrong).toEqual([]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  }, 120_000);
});
