import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../errors/domain-error.js';
import type { Tx } from '../db/tx.js';
import type { Role } from './roles.js';
import { permissionRegistry } from './permissions.js';

export interface Grant {
  readonly id: string;
  readonly role: Role;
  readonly organisationId: string | null;
  /** Path of the organisation, '/root/…/id/'; null when the grant is not at an organisation. */
  readonly organisationPath: string | null;
  readonly regionCode: string | null;
  readonly field: string | null;
}

/** By what a person proved on a shared device who he is. */
export const KIOSK_ENTRIES = ['pin', 'badge-and-pin', 'badge'] as const;
export type KioskEntry = (typeof KIOSK_ENTRIES)[number];

/** The shared device that a session was opened on. */
export interface AtKioskDevice {
  readonly id: string;
  readonly entry: KioskEntry;
  /** Set when nothing but this exam can be sat on it. */
  readonly examSessionId: string | null;
}

export type Actor =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'system'; readonly name: string }
  | {
      readonly kind: 'account';
      readonly accountId: string;
      readonly personId: string | null;
      readonly name: string;
      readonly sessionId: string;
      readonly mustChangePassword: boolean;
      readonly grants: readonly Grant[];
      /** Not null on a shared device: then there are no grants, and only routes marked AtKiosk are open. */
      readonly kiosk?: AtKioskDevice | null;
    };

/** Who asks, for which request, and inside which transaction. Passed explicitly; nothing is ambient. */
export class Ctx {
  /** Set while an enclosing unit of work is open (see UnitOfWork.run). */
  tx: Tx | null = null;

  constructor(
    readonly actor: Actor,
    readonly requestId: string,
  ) {}

  static system(name: string, requestId = ''): Ctx {
    return new Ctx({ kind: 'system', name }, requestId);
  }

  static anonymous(requestId = ''): Ctx {
    return new Ctx({ kind: 'anonymous' }, requestId);
  }

  get account(): Extract<Actor, { kind: 'account' }> {
    if (this.actor.kind !== 'account') throw new DomainError('not-signed-in');
    return this.actor;
  }

  /** The person behind the account; an account without a person has no «my» pages. */
  get personId(): string {
    const { personId } = this.account;
    if (!personId) throw new DomainError('not-found');
    return personId;
  }

  /** The shared device that the session is bound to; null for every other session. */
  get kiosk(): AtKioskDevice | null {
    return this.actor.kind === 'account' ? (this.actor.kiosk ?? null) : null;
  }

  get actorName(): string {
    return this.actor.kind === 'anonymous' ? '匿名' : this.actor.name;
  }

  get accountIdOrNull(): string | null {
    return this.actor.kind === 'account' ? this.actor.accountId : null;
  }

  /** The grants by which the actor holds this permission. */
  grantsFor(permission: string): readonly Grant[] {
    const spec = permissionRegistry().get(permission);
    if (!spec) throw new Error(`permission ${permission} is not declared`);
    return this.actor.kind === 'account' ? this.actor.grants.filter((grant) => spec.roles.includes(grant.role)) : [];
  }

  may(permission: string): boolean {
    return this.actor.kind === 'system' || this.grantsFor(permission).length > 0;
  }
}

export const REQUEST_CTX = Symbol('ctx');
/** Is the session of this request still good? Asked again and again by answers that do not end. */
export const STILL_LIVE = Symbol('still live');
export type RequestWithCtx = FastifyRequest & { [REQUEST_CTX]?: Ctx; [STILL_LIVE]?: () => Promise<boolean> };

export function ctxOf(request: FastifyRequest): Ctx {
  return (request as RequestWithCtx)[REQUEST_CTX] ?? Ctx.anonymous(String(request.id));
}

/** The context that the identity guard put on the request. */
export const CurrentCtx = createParamDecorator((_: unknown, context: ExecutionContext) =>
  ctxOf(context.switchToHttp().getRequest()),
);
