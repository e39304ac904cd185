import { RequestMethod, type INestApplicationContext, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { ROUTE_POLICY, permissionRegistry, type RoutePolicy } from './permissions.js';

export interface Route {
  readonly method: string;
  readonly path: string;
  readonly handler: string;
  readonly policy: RoutePolicy;
  /** The folder of the module that serves it; 'platform' for the rest. */
  readonly module: string;
}

/** Every route with its policy. Throws, and so stops the boot, when one has none: deny by default (contract 7). */
export function scanRoutes(app: INestApplicationContext): Route[] {
  const scanner = app.get(MetadataScanner);
  const undeclared: string[] = [];
  const routes: Route[] = [];
  for (const wrapper of app.get(DiscoveryService).getControllers()) {
    const controller = wrapper.metatype as Type<unknown> | null;
    if (!controller?.prototype) continue;
    const base = [Reflect.getMetadata(PATH_METADATA, controller) as string | string[] | undefined].flat()[0] ?? '';
    for (const name of scanner.getAllMethodNames(controller.prototype as object)) {
      const handler = (controller.prototype as Record<string, object>)[name];
      const method = handler && (Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined);
      if (!handler || method === undefined) continue;
      const path = [Reflect.getMetadata(PATH_METADATA, handler) as string | string[] | undefined].flat()[0] ?? '';
      const policy = Reflect.getMetadata(ROUTE_POLICY, handler) as RoutePolicy | undefined;
      const full = `/${[base, path]
        .map((part) => part.replace(/^\/|\/$/g, ''))
        .filter(Boolean)
        .join('/')}`;
      const label = `${controller.name}.${name}`;
      if (!policy || (policy.access === 'permission' && !permissionRegistry().has(policy.permission)))
        undeclared.push(label);
      else
        routes.push({
          method: RequestMethod[method],
          path: full,
          handler: label,
          policy,
          module: moduleName(wrapper.host?.metatype?.name),
        });
    }
  }
  if (undeclared.length > 0) throw new Error(`routes without a declared permission: ${undeclared.join(', ')}`);
  return routes;
}

/** TrainingPlansModule → training-plans */
function moduleName(className: string | undefined): string {
  return (className ?? 'Platform')
    .replace(/Module$/, '')
    .replace(/\B([A-Z])/g, '-$1')
    .toLowerCase();
}
