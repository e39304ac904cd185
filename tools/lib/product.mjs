// The steps between «built» and «serving» that start and cli share: database, migrations, demo.
import { ids } from './accounts.mjs';
import { UserError, both, diskFull, saysDiskFull } from './messages.mjs';
import { entries, root } from './paths.mjs';
import { startEmbedded } from './postgres/embedded.mjs';
import { checkExternal } from './postgres/external.mjs';
import { capture } from './process.mjs';
import { WRONG_SETTINGS, lastWords } from './supervisor.mjs';

/** The database of DATABASE_URL (checked, never stopped by us) or the embedded one (started). */
export async function openDatabase({ settings, owner, logs, say }) {
  if (!settings.databaseUrl) return startEmbedded({ dataDir: settings.dataDir, dataOwner: owner, logs, say });
  await checkExternal(settings.databaseUrl);
  return { url: settings.databaseUrl, stop: async () => undefined };
}

/** Environment of the API's programs. */
export const programEnvironment = (settings, databaseUrl, user) => ({
  ...process.env,
  ...(user?.home ? { HOME: user.home } : {}),
  NODE_ENV: process.env.NODE_ENV || 'production',
  DATA_DIR: settings.dataDir,
  DATABASE_URL: databaseUrl,
});

/**
 * Runs `cli.js <command>` as a step of the start. Wrong settings are passed on word for word; other failures become one sentence.
 * @returns {Promise<string>} what it wrote to stdout (never logged: the demo's passwords are shown there once)
 */
export async function runCliStep(command, { env, user, logs }) {
  let stdout = '';
  const result = await capture(process.execPath, [entries.cli, command], {
    cwd: root,
    env,
    ...ids(user),
    onData: (text, stream) => stream === 'stderr' && logs.append('setup', text),
    onStdout: (text) => {
      stdout += text;
    },
  });
  if (result.code === 0) return stdout;
  const log = logs.pathOf('setup');
  if (result.code === WRONG_SETTINGS) throw new UserError(result.stderr.trim(), '', { exitCode: WRONG_SETTINGS });
  if (result.signal) throw new UserError('启动被中断。', 'The start was interrupted.', { exitCode: 130 });
  if (saysDiskFull(result.output)) throw diskFull(env.DATA_DIR, log);
  const what = {
    migrate: ['数据库迁移', 'Migrating the database'],
    demo: ['载入演示数据', 'Loading the demo'],
    bootstrap: ['建管理员账号', 'Making the administrator'],
  }[command] ?? [command, command];
  throw new UserError(`${what[0]}失败：${lastWords(result.stderr)}`, `${what[1]} failed.`, { log });
}

/** The steps «migrate» and «demo», or with DEMO=0 «bootstrap»; passwords that these print are shown once they are through. */
export async function prepareProduct({ settings, env, user, logs, progress }) {
  await progress.step(
    both('数据库迁移', 'migrations'),
    async () => void (await runCliStep('migrate', { env, user, logs })),
  );
  const [command, name] = settings.demo
    ? ['demo', both('演示数据', 'demo')]
    : ['bootstrap', both('管理员账号', 'administrator')];
  let printed = '';
  await progress.step(name, async () => {
    printed = await runCliStep(command, { env, user, logs });
  });
  if (printed.trim()) progress.line(printed.trimEnd());
}
