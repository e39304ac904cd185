import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { Audit } from '../../modules/audit/index.js';
import { CreateQuestions } from '../../modules/questions/index.js';
import type { Config } from '../../platform/config/config.js';
import type { Tx } from '../../platform/db/tx.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { Ctx } from '../../platform/http/context.js';
import { withApplication } from '../application.js';
import type { Streams } from '../command.js';
import { seedAccounts } from './seed-accounts.js';
import { SEED_STEM, seedQuestion } from './seed-numbers.js';
import { seedOptions, type SeedOptions } from './seed-options.js';
import { seedOrganisations } from './seed-organisations.js';
import { seedPeople } from './seed-people.js';

const QUESTIONS_AT_ONCE = 500;

/**
 * `seed`: generated data for trials of size. The same command again changes nothing; a larger one adds what is missing. People
 * and what they belong to are one transaction, then come the accounts.
 */
export async function seed(config: Config, args: readonly string[], streams: Streams): Promise<number> {
  const options = seedOptions(args);
  const path = join(config.DATA_DIR, 'seed-accounts.json');
  return withApplication(config, async (app) => {
    const ctx = Ctx.system('试验数据');
    const added = await seedRows(app, ctx, options, streams);
    if (options.accounts > 0)
      streams.err(`${options.accounts} 个账号，约需 ${Math.ceil(options.accounts / 50)} 秒（口令散列有意做得慢）……\n`);
    const accounts = await seedAccounts(app, ctx, { ...options, count: options.accounts, path }, (done) =>
      streams.err(`账号 ${done}/${options.accounts}\n`),
    );
    streams.out(
      `${JSON.stringify({ added: { ...added, accounts }, ...(options.accounts > 0 ? { accountsFile: path } : {}) })}\n`,
    );
    return 0;
  });
}

async function seedRows(
  app: INestApplicationContext,
  ctx: Ctx,
  options: SeedOptions,
  { err }: Streams,
): Promise<{ people: number; questions: number }> {
  return app.get(UnitOfWork).run(ctx, async (tx) => {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('zhian:seed', 0))`);
    const { bureau, enterprises } = await seedOrganisations(app, tx, options.enterprises);
    err(`${enterprises.length} 家单位\n`);
    const people = await seedPeople(app, tx, options.people, enterprises, (done) =>
      err(`人员 ${done}/${options.people}\n`),
    );
    const questions = await seedQuestions(app, tx, bureau, options.questions, (done) =>
      err(`题目 ${done}/${options.questions}\n`),
    );
    if (people + questions > 0) {
      await app.get(Audit, { strict: false }).append(tx, {
        action: 'platform.seed.load',
        subject: { type: 'organisation', id: bureau },
        organisationId: null,
        detail: { ...options, added: { people, questions } },
      });
    }
    return { people, questions };
  });
}

async function seedQuestions(
  app: INestApplicationContext,
  tx: Tx,
  organisationId: string,
  count: number,
  progress: (done: number) => void,
): Promise<number> {
  const there = await tx.one<{ n: number }>(
    `SELECT count(*)::int AS n FROM question q JOIN question_version v ON v.question_id = q.id AND v.no = 1
     WHERE q.organisation_id = $1 AND starts_with(v.stem, $2)`,
    [organisationId, `${SEED_STEM} `],
  );
  const first = there?.n ?? 0;
  for (let from = first; from < count; from += QUESTIONS_AT_ONCE) {
    const questions = Array.from({ length: Math.min(QUESTIONS_AT_ONCE, count - from) }, (_, index) =>
      seedQuestion(from + index),
    );
    await app.get(CreateQuestions, { strict: false }).execute(tx.ctx, { organisationId, questions });
    progress(from + questions.length);
  }
  return Math.max(0, count - first);
}
