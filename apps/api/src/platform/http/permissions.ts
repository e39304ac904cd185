import { SetMetadata, applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { Role } from './roles.js';

export interface PermissionSpec {
  /** zh-CN, for the accounts page. */
  readonly title: string;
  readonly roles: readonly Role[];
}

const registry = new Map<string, PermissionSpec>();

/** Declares the permissions of one module: `module.noun.verb` → title and the roles that hold it. */
export function definePermissions<const T extends Record<`${string}.${string}.${string}`, PermissionSpec>>(
  specs: T,
): T {
  for (const [name, spec] of Object.entries(specs)) {
    if (registry.has(name)) throw new Error(`permission ${name} is declared twice`);
    registry.set(name, spec);
  }
  return specs;
}

export function permissionRegistry(): ReadonlyMap<string, PermissionSpec> {
  return registry;
}

export function permissionsOfRole(role: Role): string[] {
  return [...registry].filter(([, spec]) => spec.roles.includes(role)).map(([name]) => name);
}

/**
 * Where the scope of a route comes from. It is enforced by the verb; declaring it makes the route × role table readable.
 * self: only the caller's own data · list: the query is filtered by the caller's scope · resource: the resource's organisation
 * must be in scope, else 404 · body: the organisation named in the body · none: data that is the same for everybody.
 */
export type ScopeSource = 'self' | 'list' | 'resource' | 'body' | 'none';

export type RoutePolicy =
  | { readonly access: 'public'; readonly why: string }
  | { readonly access: 'signed-in'; readonly scope: ScopeSource }
  | {
      readonly access: 'permission';
      readonly permission: string;
      readonly scope: ScopeSource;
      /** Also for whoever the resource itself names, without the permission; the verb finds out, and answers 404 to others. */
      readonly orNamed?: true;
    };

export const ROUTE_POLICY = 'zhian:route-policy';

function policy(value: RoutePolicy): MethodDecorator & ClassDecorator {
  return applyDecorators(SetMetadata(ROUTE_POLICY, value), ApiExtension('x-policy', value));
}

export const AT_KIOSK = 'zhian:at-kiosk';
/**
 * Also open to a session on a shared device, which reaches nothing else: what is needed to sit an exam or a self-test and see its
 * result, and nothing that shows, changes or proves more of a person.
 */
export const AtKiosk = (): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(AT_KIOSK, true), ApiExtension('x-at-kiosk', true));

/** Anyone, signed in or not; says why that is right. */
export const Public = (why: string) => policy({ access: 'public', why });
/** Anyone who is signed in, on his own data or on data that is nobody's secret. */
export const SignedIn = (scope: 'self' | 'none' = 'self') => policy({ access: 'signed-in', scope });
/** Whoever holds the permission by one of his grants; the scope comes from `scope`. */
export const Permit = (permission: string, scope: ScopeSource) => policy({ access: 'permission', permission, scope });
/** As Permit on a resource, and for the people whom the resource names (an invigilator of one session). */
export const PermitOrNamed = (permission: string) =>
  policy({ access: 'permission', permission, scope: 'resource', orNamed: true });
