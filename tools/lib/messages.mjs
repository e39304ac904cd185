// Sentences for people: Chinese first, English behind; an error a person can act on never shows a stack.

/** An error with one clear sentence in each language; `log` names a file with the details, `exitCode` what the process ends with. */
export class UserError extends Error {
  constructor(zh, en, { log, exitCode = 1 } = {}) {
    super(en);
    this.name = 'UserError';
    this.zh = zh;
    this.en = en;
    this.log = log;
    this.exitCode = exitCode;
  }
}

/** One line in both languages. */
export const both = (zh, en) => `${zh} ${en}`;

/** The line printed for an error. */
export function sentence(error) {
  if (!(error instanceof UserError)) return both(`出现未预料的错误：${error?.message ?? error}。`, 'Unexpected error.');
  return both(error.zh, error.en).trim() + (error.log ? ` 日志/log: ${error.log}` : '');
}

const FULL = /ENOSPC|EDQUOT|no space left on device|disk quota exceeded|could not extend file|\b53100\b/i;

/** Whether an error or a piece of output says that the disk is full. */
export const saysDiskFull = (what) =>
  FULL.test(typeof what === 'string' ? what : `${what?.code ?? ''} ${what?.message ?? ''} ${what?.output ?? ''}`);

/** The sentence for a full disk. */
export const diskFull = (where, log) =>
  new UserError(
    `磁盘空间不足（${where}），请腾出空间后重新运行。`,
    `The disk holding ${where} is full; free some space and run again.`,
    { log },
  );

/** Turns system errors with a known meaning into sentences; anything else stays what it is. */
export function explain(error, where) {
  if (error instanceof UserError) return error;
  if (saysDiskFull(error)) return diskFull(where);
  if (['EACCES', 'EPERM', 'EROFS'].includes(error?.code)) {
    const path = error.path ?? where;
    return new UserError(
      `没有读写 ${path} 的权限，请修改其属主或权限，或换用另一个目录。`,
      `No permission to read or write ${path}; change its owner or mode, or choose another directory.`,
    );
  }
  return error;
}
