// A database of the operator's own (DATABASE_URL): checked once, with sentences; the API does the rest.
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../messages.mjs';
import { withClient } from './cluster.mjs';

const withoutPassword = (url) => url.replace(/\/\/([^:@/]*):[^@]*@/, '//$1:***@');

const REFUSED = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|timeout/i;

/** Waits up to `patience` ms for the server (it may be starting at the same time) and checks its version. */
export async function checkExternal(url, patience = 15_000) {
  const until = Date.now() + patience;
  for (;;) {
    try {
      const version = await withClient(url, async (client) =>
        Number((await client.query('SHOW server_version_num')).rows[0].server_version_num),
      );
      if (version >= 150_000) return;
      throw new UserError(
        `DATABASE_URL 指向的 PostgreSQL 版本过低（${Math.floor(version / 10_000)}），需要 15 或更新版本。`,
        'The PostgreSQL of DATABASE_URL is too old: 15 or newer is needed.',
      );
    } catch (error) {
      if (error instanceof UserError) throw error;
      const passing = error.code === '57P03' || REFUSED.test(`${error.code} ${error.message}`);
      if (passing && Date.now() < until) {
        await sleep(500);
        continue;
      }
      throw new UserError(
        `连不上 DATABASE_URL 指定的数据库 ${withoutPassword(url)}：${error.message || error.code}。`,
        'The database of DATABASE_URL cannot be reached.',
      );
    }
  }
}
