import type { FastifyReply } from 'fastify';
import type { Config } from '../../../platform/config/config.js';
import { SESSION_COOKIE } from '../sessions/session-cookie.js';

/** What makes a browser a shared device. Only the kiosk's own routes see it. */
export const KIOSK_COOKIE = 'zhian_kiosk';

const DAYS = 400;

function attributes(config: Pick<Config, 'COOKIE_SECURE'>, path: string) {
  return { httpOnly: true, sameSite: 'strict', secure: config.COOKIE_SECURE, path } as const;
}

export function setKioskCookie(reply: FastifyReply, config: Pick<Config, 'COOKIE_SECURE'>, credential: string): void {
  void reply.setCookie(KIOSK_COOKIE, credential, { ...attributes(config, '/api/v1/kiosk'), maxAge: DAYS * 86_400 });
}

/** Without an expiry: it does not outlive the browser. */
export function setKioskSessionCookie(reply: FastifyReply, config: Pick<Config, 'COOKIE_SECURE'>, token: string): void {
  void reply.setCookie(SESSION_COOKIE, token, attributes(config, '/'));
}
