import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type QueryRunner } from 'typeorm';
import type { Ctx } from '../http/context.js';
import { ReadTx, Tx } from './tx.js';

/**
 * The only door to the database for verbs. `run` joins the transaction that is already open on the context (the
 * idempotency interceptor opens one around a whole request), so one request is one transaction.
 * Lock order, to be kept everywhere: idempotency_key → account → organisation → person → exam_session → attempt →
 * training_plan → certificate → outbox → audit chain (last, because it serialises).
 */
@Injectable()
export class UnitOfWork {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async run<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
    if (ctx.tx) return work(ctx.tx);
    return this.open(ctx, false, async (runner) => {
      const tx = new Tx(ctx, runner.manager);
      ctx.tx = tx;
      try {
        const result = await work(tx);
        await runner.commitTransaction();
        ctx.tx = null;
        tx.committed();
        return result;
      } finally {
        ctx.tx = null;
      }
    });
  }

  /** A consistent read: one snapshot for all queries inside. */
  async read<T>(ctx: Ctx, work: (tx: ReadTx) => Promise<T>): Promise<T> {
    if (ctx.tx) return work(ctx.tx);
    return this.open(ctx, true, async (runner) => {
      const result = await work(new ReadTx(ctx, runner.manager));
      await runner.commitTransaction();
      return result;
    });
  }

  private async open<T>(ctx: Ctx, readOnly: boolean, work: (runner: QueryRunner) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.connect();
      await runner.startTransaction(readOnly ? 'REPEATABLE READ' : 'READ COMMITTED');
      await runner.query(
        `SELECT set_config('app.system', $1, true), set_config('app.account_id', $2, true), set_config('app.person_id', $3, true)`,
        [
          ctx.actor.kind === 'system' ? 'on' : '',
          ctx.actor.kind === 'account' ? ctx.actor.accountId : '',
          ctx.actor.kind === 'account' ? (ctx.actor.personId ?? '') : '',
        ],
      );
      return await work(runner);
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }
}
