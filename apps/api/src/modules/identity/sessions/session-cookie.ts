import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply } from 'fastify';
import type { Config } from '../../../platform/config/config.js';

export const SESSION_COOKIE = 'zhian_session';
/** Says «this browser has signed in to this account before», so that others' failures do not slow it down (law A28). */
export const DEVICE_COOKIE = 'zhian_device';

const DEVICE_DAYS = 400;
const SESSIONS_PATH = '/api/v1/sessions';

function attributes(config: Pick<Config, 'COOKIE_SECURE'>, path: string): CookieSerializeOptions {
  return { httpOnly: true, sameSite: 'strict', secure: config.COOKIE_SECURE, path };
}

export function setSessionCookies(
  reply: FastifyReply,
  config: Pick<Config, 'COOKIE_SECURE'>,
  signedIn: { token: string; expiresAt: Date; device: string },
): void {
  void reply.setCookie(SESSION_COOKIE, signedIn.token, { ...attributes(config, '/'), expires: signedIn.expiresAt });
  void reply.setCookie(DEVICE_COOKIE, signedIn.device, {
    ...attributes(config, SESSIONS_PATH),
    maxAge: DEVICE_DAYS * 86_400,
  });
}

export function clearSessionCookie(reply: FastifyReply, config: Pick<Config, 'COOKIE_SECURE'>): void {
  void reply.clearCookie(SESSION_COOKIE, attributes(config, '/'));
}
