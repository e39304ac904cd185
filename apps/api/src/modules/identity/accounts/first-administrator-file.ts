import { chmod, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CreatedAccount } from './account.dto.js';

/** Writes DATA_DIR/admin-account.json (mode 600), in the form of demo-accounts.json; answers with its path. */
export async function writeFirstAdministrator(dataDir: string, created: CreatedAccount): Promise<string> {
  const path = join(dataDir, 'admin-account.json');
  const entry = {
    account: created.account,
    password: created.password,
    name: '系统管理员',
    role: 'system_administrator',
    organisation: null,
  };
  const temporary = `${path}.${process.pid}`;
  await writeFile(temporary, `${JSON.stringify([entry], null, 2)}\n`, { mode: 0o600, flush: true });
  await chmod(temporary, 0o600);
  await rename(temporary, path);
  return path;
}
