import type { z } from 'zod';

/** A fact that other modules may react to. `type` is stable; the schema is parsed again by every subscriber. */
export interface EventDefinition<T = unknown> {
  readonly type: string;
  readonly schema: z.ZodType<T>;
}

export function defineEvent<T>(type: string, schema: z.ZodType<T>): EventDefinition<T> {
  return { type, schema };
}
