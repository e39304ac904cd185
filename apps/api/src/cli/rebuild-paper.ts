import type { INestApplicationContext } from '@nestjs/common';
import { RebuildPaper } from '../modules/exams/index.js';
import { CommandError, EXIT, type Streams } from './command.js';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * `paper:rebuild ATTEMPT`: draws the paper of an attempt again and compares it with the one that was sat, as JSON on stdout;
 * 1 when they differ (EXM-3, contract 13).
 */
export async function rebuildPaper(app: INestApplicationContext, attemptId: string, { out }: Streams): Promise<number> {
  const found = await app.get(RebuildPaper, { strict: false }).execute(attemptId);
  if (!found) throw new CommandError(`没有这份答卷：${attemptId}`, EXIT.noInput);
  out(`${JSON.stringify(found)}\n`);
  return found.equal ? 0 : 1;
}

/** The one argument of the command. */
export function attemptIdOf(args: readonly string[]): string {
  const [id, ...more] = args;
  if (id === undefined || more.length > 0 || !UUID.test(id))
    throw new CommandError('用法：npm run cli -- paper:rebuild 答卷编号', EXIT.usage);
  return id;
}
