import type { EntityManager, EntityTarget, ObjectLiteral, Repository } from 'typeorm';
import type { Ctx } from '../http/context.js';

/** A read inside a transaction that knows who asks (row-level security sees it too). */
export class ReadTx {
  constructor(
    readonly ctx: Ctx,
    readonly manager: EntityManager,
  ) {}

  /** Rows of a SELECT, or of a statement with RETURNING. Values go through parameters only. */
  async query<T extends object>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> {
    const result: unknown = await this.manager.query(sql, [...parameters]);
    // TypeORM gives [rows, count] for UPDATE and DELETE, and rows for the rest.
    if (Array.isArray(result) && result.length === 2 && Array.isArray(result[0]) && typeof result[1] === 'number')
      return result[0] as T[];
    return result as T[];
  }

  async one<T extends object>(sql: string, parameters: readonly unknown[] = []): Promise<T | null> {
    return (await this.query<T>(sql, parameters))[0] ?? null;
  }

  /**
   * Runs `work` with row-level security opened, for the few look-ups that must see beyond the caller's scope
   * (is this ID number known at another employer?). Nothing that it reads may reach the caller.
   */
  async beyondScope<T>(work: () => Promise<T>): Promise<T> {
    const [before] = await this.query<{ value: string | null }>(`SELECT current_setting('app.system', true) AS value`);
    await this.query(`SELECT set_config('app.system', 'on', true)`);
    try {
      return await work();
    } finally {
      await this.query(`SELECT set_config('app.system', $1, true)`, [before?.value ?? '']).catch(() => undefined);
    }
  }
}

/** A write inside a transaction. Only UnitOfWork makes one, so a function that takes a Tx cannot be called outside. */
export class Tx extends ReadTx {
  private readonly callbacks: (() => void)[] = [];

  repository<E extends ObjectLiteral>(entity: EntityTarget<E>): Repository<E> {
    return this.manager.getRepository(entity);
  }

  /** Runs after COMMIT; never when the transaction is rolled back. It must not throw and nothing may depend on it. */
  afterCommit(callback: () => void): void {
    this.callbacks.push(callback);
  }

  /** For UnitOfWork. */
  committed(): void {
    for (const callback of this.callbacks) callback();
  }
}
