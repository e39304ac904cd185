import { RequestMethod, type INestApplicationContext, type Type } from '@nestjs/common';
import { INTERCEPTORS_METADATA, METHOD_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';

/**
 * Puts the interceptor before every POST, and before nothing else: an interceptor for all routes, even one that passes a request
 * on, costs a save a tenth of its time.
 */
export function guardPosts(app: INestApplicationContext): void {
  const interceptor = app.get(IdempotencyInterceptor);
  const scanner = app.get(MetadataScanner);
  for (const wrapper of app.get(DiscoveryService).getControllers()) {
    const prototype = (wrapper.metatype as Type<object> | null)?.prototype as Record<string, object> | undefined;
    for (const name of prototype ? scanner.getAllMethodNames(prototype) : []) {
      const handler = prototype?.[name];
      if (!handler || Reflect.getMetadata(METHOD_METADATA, handler) !== RequestMethod.POST) continue;
      const others = ((Reflect.getMetadata(INTERCEPTORS_METADATA, handler) ?? []) as unknown[]).filter(
        // Of another application in this process, in tests.
        (other) => !(other instanceof IdempotencyInterceptor),
      );
      Reflect.defineMetadata(INTERCEPTORS_METADATA, [interceptor, ...others], handler);
    }
  }
}
