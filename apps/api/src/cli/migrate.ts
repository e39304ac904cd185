import { DataSource } from 'typeorm';
import type { Config } from '../platform/config/config.js';
import { dataSourceOptions } from '../platform/db/database.module.js';

/** Brings the schema up to date. Two processes that start at once wait for each other on an advisory lock. */
export async function migrate(config: Config): Promise<string[]> {
  const dataSource = await new DataSource({ ...dataSourceOptions(config), entities: [] }).initialize();
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query(`SELECT pg_advisory_lock(hashtextextended('zhian:migrate', 0))`);
    const done = await dataSource.runMigrations({ transaction: 'each' });
    return done.map((migration) => migration.name);
  } finally {
    await lock.query(`SELECT pg_advisory_unlock_all()`).catch(() => undefined);
    await lock.release();
    await dataSource.destroy();
  }
}
