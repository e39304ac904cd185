import { resolve } from 'node:path';
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);
const flag = z.enum(['0', '1']).transform((value) => value === '1');

/** Every setting of the platform. docs/config.md is generated from this list, so each one has its description here. */
export const configSchema = z.object({
  PORT: port.default(3000).describe('Port of the HTTP API and the web pages'),
  HOST: z.string().min(1).default('127.0.0.1').describe('Address to listen on; 0.0.0.0 for every interface'),
  DATA_DIR: z.string().min(1).default('.data').describe('Folder for keys, files, logs and the embedded database'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'postgresql://user:password@host:port/database')
    .describe('PostgreSQL ≥ 15; unset: npm start runs the embedded one and fills this in'),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(20).describe('Connections per process'),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'redis://host:port')
    .optional()
    .describe('Queue on Redis (noeviction, AOF); unset: queue on PostgreSQL'),
  PUBLIC_URL: z
    .url()
    .optional()
    .describe('Address that people use; it is printed in QR codes. Unset: http://HOST:PORT'),
  TRUST_PROXY: z
    .string()
    .default('')
    .describe('Comma-separated addresses of reverse proxies whose X-Forwarded-For is believed'),
  COOKIE_SECURE: flag.default(false).describe('1 behind HTTPS: the session cookie is sent over HTTPS only'),
  SESSION_HOURS: z.coerce.number().min(0.1).max(720).default(12).describe('Length of a signed-in session'),
  PAPER_KEY_IN_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(90)
    .default(7)
    .describe('Days after printing within which a printed paper can be keyed in'),
  PASSWORD_PROFILE: z
    .enum(['asvs', 'dengbao3'])
    .default('asvs')
    .describe('Password rules: ASVS 5 / NIST 800-63B-4, or GB/T 22239 level 3'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('Least level that is logged'),
  METRICS_HOST: z.string().default('127.0.0.1').describe('Internal address of the Prometheus metrics'),
  METRICS_PORT: port.default(0).describe('Port of the metrics; 0 turns them off'),
  WEB_DIST: z.string().optional().describe('Folder of the built web pages; unset: apps/web/dist of this checkout'),
  DEMO: flag.default(true).describe('0: start with an empty platform'),
});

export type Config = Omit<z.infer<typeof configSchema>, 'PUBLIC_URL' | 'TRUST_PROXY' | 'DATA_DIR'> & {
  readonly DATA_DIR: string;
  readonly PUBLIC_URL: string;
  readonly TRUST_PROXY: readonly string[];
};

export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

/** Parses the environment once. Throws ConfigError with one sentence per wrong setting, so that all are mended at once. */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.keys(configSchema.shape).flatMap((key) => (env[key] ? [[key, env[key]]] : [])),
  );
  const parsed = configSchema.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) => {
        const key = issue.path.join('.');
        return given[key] === undefined
          ? `${key} is not set`
          : `${key}=${JSON.stringify(given[key])}: ${issue.message}`;
      }),
    );
  }
  const { TRUST_PROXY, PUBLIC_URL, DATA_DIR, ...rest } = parsed.data;
  return {
    ...rest,
    DATA_DIR: resolve(DATA_DIR),
    PUBLIC_URL: (PUBLIC_URL ?? `http://${rest.HOST}:${rest.PORT}`).replace(/\/+$/, ''),
    TRUST_PROXY: TRUST_PROXY.split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  };
}

export const CONFIG = Symbol('CONFIG');
