import type { INestApplicationContext, Type } from '@nestjs/common';
import type { ManualClock } from '../platform/clock/clock.js';
import type { Tx } from '../platform/db/tx.js';
import { Ctx } from '../platform/http/context.js';
import type { EnterpriseKey } from './data.js';
import type { GeneratedPerson } from './generated-people.js';
import type { Timeline } from './timeline.js';

/** The name under which the demo's deeds stand in the audit record. */
export const DEMO_ACTOR = '演示数据';

export interface DemoPerson extends GeneratedPerson {
  readonly id: string;
  readonly unitId: string;
}

export interface DemoQuestion {
  readonly id: string;
  readonly versionId: string;
  /** As in the data file, COAL-088. */
  readonly code: string;
  readonly key: readonly string[];
  readonly knowledgePoint: string;
  /** Keys of posts; empty for general ones. */
  readonly posts: readonly string[];
}

/** What has been made so far, by the keys of the data files. Filled step by step, inside one transaction. */
export interface World {
  readonly county: { id: string };
  readonly enterprises: Map<EnterpriseKey, { id: string; name: string; short: string }>;
  readonly posts: Map<string, { id: string; name: string; enterprise: EnterpriseKey }>;
  readonly people: DemoPerson[];
  readonly questions: Map<EnterpriseKey | 'general', DemoQuestion[]>;
}

export interface Workshop {
  readonly app: INestApplicationContext;
  readonly clock: ManualClock;
  readonly timeline: Timeline;
  readonly ctx: Ctx;
}

export function verb<T>(workshop: Pick<Workshop, 'app'>, type: Type<T>): T {
  return workshop.app.get(type, { strict: false });
}

/** A safety officer at work, inside the transaction that is open. */
export function asOfficer(tx: Tx, account: { id: string; name: string; path: string }, organisationId: string): Ctx {
  const grant = { id: account.id, role: 'safety_officer' as const, organisationId, organisationPath: account.path };
  const ctx = new Ctx(
    {
      kind: 'account',
      accountId: account.id,
      personId: null,
      name: account.name,
      sessionId: account.id,
      mustChangePassword: false,
      grants: [{ ...grant, regionCode: null, field: null }],
    },
    '',
  );
  ctx.tx = tx;
  return ctx;
}

/** A person acting for himself, inside the transaction that is open, or each time in one of his own. */
export function asPerson(tx: Tx | null, person: { id: string; name: string }): Ctx {
  const ctx = new Ctx(
    {
      kind: 'account',
      accountId: person.id,
      personId: person.id,
      name: person.name,
      sessionId: person.id,
      mustChangePassword: false,
      grants: [],
    },
    '',
  );
  if (tx) ctx.tx = tx;
  return ctx;
}

export function must<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null) throw new Error(`the demo lacks ${what}`);
  return value;
}
