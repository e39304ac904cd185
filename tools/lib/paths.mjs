// Where things are, and the few settings the scripts themselves need.
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root directory. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What the API is started from, after a build. */
export const entries = {
  api: join(root, 'apps/api/dist/main.js'),
  worker: join(root, 'apps/api/dist/worker.js'),
  cli: join(root, 'apps/api/dist/cli.js'),
};

/** Settings of the scripts; `port` is null when it is no port (the API then says what is wrong with it). */
export function readSettings(env = process.env) {
  const port = env.PORT || '3000';
  return {
    port: /^\d{1,5}$/.test(port) && Number(port) < 65_536 ? Number(port) : null,
    host: env.HOST || '127.0.0.1',
    dataDir: resolve(root, env.DATA_DIR || '.data'),
    databaseUrl: env.DATABASE_URL || null,
    publicUrl: env.PUBLIC_URL || null,
    demo: env.DEMO !== '0',
  };
}

/** The address a person opens: a wildcard host is reached through the loopback address. */
export function addressOf({ host, port, publicUrl }) {
  if (publicUrl) return publicUrl;
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
