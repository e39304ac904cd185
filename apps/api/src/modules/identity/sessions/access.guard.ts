import { Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { Ctx, REQUEST_CTX, STILL_LIVE, type RequestWithCtx } from '../../../platform/http/context.js';
import { AT_KIOSK, ROUTE_POLICY, type RoutePolicy } from '../../../platform/http/permissions.js';
import { SESSION_COOKIE } from './session-cookie.js';
import { SessionDirectory, type AccountActor } from './session-directory.js';

const DESPITE_TEMPORARY_PASSWORD = 'zhian:despite-temporary-password';
/** Open to an account that must change its password first. */
export const DespiteTemporaryPassword = () => SetMetadata(DESPITE_TEMPORARY_PASSWORD, true);

const WITHOUT_SESSION = 'zhian:without-session';
/** The request is handled as nobody's, whatever session it carries: sign-in makes a new one and continues none. */
export const WithoutSession = () => SetMetadata(WITHOUT_SESSION, true);

/** Contract 7: every request passes here. No declared policy, no entry; the verb then applies the scope. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly sessions: SessionDirectory) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') throw new DomainError('permission-missing');
    const request = context.switchToHttp().getRequest<RequestWithCtx>();
    const handler = context.getHandler();
    const policy = Reflect.getMetadata(ROUTE_POLICY, handler) as RoutePolicy | undefined;
    if (!policy) throw new DomainError('permission-missing');
    if (policy.access === 'public') {
      const actor = Reflect.getMetadata(WITHOUT_SESSION, handler)
        ? null
        : await this.actorOf(request).catch(() => null);
      request[REQUEST_CTX] = new Ctx(actor ?? { kind: 'anonymous' }, String(request.id));
      return true;
    }
    const actor = await this.actorOf(request);
    if (!actor) throw new DomainError('not-signed-in');
    const ctx = new Ctx(actor, String(request.id));
    request[REQUEST_CTX] = ctx;
    request[STILL_LIVE] = async () => (await this.actorOf(request)) !== null;
    if (actor.kiosk && !Reflect.getMetadata(AT_KIOSK, handler)) throw new DomainError('not-at-kiosk');
    if (actor.mustChangePassword && !Reflect.getMetadata(DESPITE_TEMPORARY_PASSWORD, handler))
      throw new DomainError('password-change-required');
    if (policy.access === 'permission' && !policy.orNamed && !ctx.may(policy.permission))
      throw new DomainError('permission-missing');
    return true;
  }

  private async actorOf(request: FastifyRequest): Promise<AccountActor | null> {
    const { authorization } = request.headers;
    if (authorization !== undefined) {
      const token = /^Bearer ([A-Za-z0-9_-]+)$/i.exec(authorization)?.[1];
      return token ? this.sessions.resolve(token) : null;
    }
    const token = request.cookies[SESSION_COOKIE];
    if (!token) return null;
    // The origin guard has looked at Origin; this is the second net for a cookie that a browser sends from elsewhere (law A30).
    if (!['GET', 'HEAD', 'OPTIONS'].includes(request.method) && request.headers['sec-fetch-site'] === 'cross-site')
      throw new DomainError('cross-site-request');
    return this.sessions.resolve(token);
  }
}
