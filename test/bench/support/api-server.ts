import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { Controller, HttpCode, Module, Post } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppModule } from '../../../apps/api/src/app.module.js';
import { boot, drainOnSignal } from '../../../apps/api/src/boot.js';
import {
  AnswerRepository,
  type AnswersToSave,
  type SaveOutcome,
} from '../../../apps/api/src/modules/exams/attempts/answer.repository.js';
import { AnswerRow } from '../../../apps/api/src/modules/exams/attempts/attempt.entity.js';
import { SqlPool } from '../../../apps/api/src/platform/db/sql-pool.js';
import { createApp } from '../../../apps/api/src/platform/http/create-app.js';
import { SignedIn } from '../../../apps/api/src/platform/http/permissions.js';

// The API as it is built, with one route more that does nothing; and, for a twin, with another way to store answers.

@Controller('bench')
class NoopController {
  @Post('noop')
  @HttpCode(200)
  @SignedIn('none')
  noop(): { ok: true } {
    return { ok: true };
  }
}

const { config, logger } = boot('api');

@Module({ imports: [AppModule.forRoot(config)], controllers: [NoopController] })
class BenchModule {}

const app = await createApp(BenchModule, config, logger);

const stored = (save: AnswersToSave, deadline: Date): SaveOutcome => ({
  outcome: 'stored',
  deadline,
  pausedAt: null,
  revision: 1,
  acceptedSeq: Object.fromEntries(save.answers.map((answer) => [String(answer.slot), answer.clientSeq])),
  gained: 0,
  answered: 0,
});

const UPSERT = `
  WITH t AS (SELECT id, deadline FROM attempt WHERE id = $1 AND status = 'open' AND deadline >= $2::timestamptz - interval '30 s' FOR KEY SHARE),
  saved AS (
    INSERT INTO answer AS a (attempt_id, slot, choice, client_seq, saved_at)
    SELECT t.id, g.slot, g.choice, g.seq, $2 FROM t, unnest($3::smallint[], $4::text[], $5::bigint[]) AS g(slot, choice, seq)
    ON CONFLICT (attempt_id, slot) DO UPDATE SET choice = excluded.choice, client_seq = excluded.client_seq, saved_at = excluded.saved_at
      WHERE a.client_seq < excluded.client_seq)
  SELECT deadline FROM t`;

/** The good old way: one statement, and so one COMMIT, for each request. */
async function upsert(save: AnswersToSave): Promise<SaveOutcome> {
  const [row] = await app
    .get(SqlPool, { strict: false })
    .query<{ deadline: Date }>('bench-upsert', UPSERT, [
      save.attemptId,
      save.at,
      save.answers.map((answer) => answer.slot),
      save.answers.map((answer) => answer.choice),
      save.answers.map((answer) => answer.clientSeq),
    ]);
  return row ? stored(save, row.deadline) : { outcome: 'closed' };
}

/** What one writes first: the entity's repository, saved. */
async function typeormSave(save: AnswersToSave): Promise<SaveOutcome> {
  const repository = app.get(DataSource, { strict: false }).getRepository(AnswerRow);
  await repository.save(
    save.answers.map((answer) => ({
      attemptId: save.attemptId,
      slot: answer.slot,
      choice: answer.choice,
      // As text: with a number each second save would be an INSERT that fails (performance.md).
      clientSeq: String(answer.clientSeq),
      savedAt: save.at,
    })),
  );
  return stored(save, new Date(save.at.getTime() + 3_600_000));
}

const twins: Record<string, ((save: AnswersToSave) => Promise<SaveOutcome>) | undefined> = {
  upsert,
  typeorm: typeormSave,
};
const twin = twins[process.env['BENCH_TWIN'] ?? ''];
if (twin) app.get(AnswerRepository, { strict: false }).save = twin;

await app.listen({ port: 0, host: '127.0.0.1' });
drainOnSignal([app], logger);
process.send?.({ port: (app.getHttpServer().address() as AddressInfo).port });
