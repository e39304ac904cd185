// What PostgreSQL's own words mean for the person who started us.
import { UserError, diskFull, saysDiskFull } from '../messages.mjs';

/** The sentence for output of initdb or postgres that ended without serving. */
export function explainPostgres(output, dir, log) {
  if (saysDiskFull(output)) return diskFull(dir, log);
  const reason = [...output.matchAll(/(?:PANIC|FATAL|initdb: error): +(.+)/g)].at(-1)?.[1] ?? 'no reason given';
  if (/could not look up effective user ID/.test(output)) {
    return new UserError(
      '当前用户没有系统账号（/etc/passwd 中查不到），PostgreSQL 无法运行；请换用普通系统用户，或设置 DATABASE_URL。',
      'This user has no entry in /etc/passwd, so PostgreSQL refuses to run; use an ordinary system user or set DATABASE_URL.',
      { log },
    );
  }
  if (
    /could not (?:create|resize) shared memory|could not map anonymous shared memory|out of memory|Cannot allocate memory/i.test(
      output,
    )
  ) {
    return new UserError(`内存不足，数据库无法启动：${reason}。`, 'There is not enough memory to start the database.', {
      log,
    });
  }
  return new UserError(
    `数据库无法启动（${dir}）：${reason}。请从备份恢复，或移开该目录后重新运行。`,
    'The database cannot start; restore it from a backup, or move that folder away and run again.',
    { log },
  );
}
