import { join } from 'node:path';
import { Bootstrap, writeFirstAdministrator } from '../modules/identity/index.js';
import type { Config } from '../platform/config/config.js';
import { Ctx } from '../platform/http/context.js';
import { withApplication } from './application.js';
import type { Streams } from './command.js';

/** An empty platform needs somebody who can sign in: one administrator, his password shown once and kept in DATA_DIR (mode 600). */
export async function bootstrap(config: Config, { out }: Streams): Promise<number> {
  await withApplication(config, async (app) => {
    const created = await app
      .get(Bootstrap, { strict: false })
      .execute(
        Ctx.system('bootstrap'),
        async (account) => void (await writeFirstAdministrator(config.DATA_DIR, account)),
      );
    if (!created) return;
    out(`系统管理员账号 ${created.account} ，密码 ${created.password}（只显示这一次，第一次登录要换）\n`);
    out(`也在 ${join(config.DATA_DIR, 'admin-account.json')}\n`);
  });
  return 0;
}
