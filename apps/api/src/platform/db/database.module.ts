import { Global, Logger, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { migrations } from '@zhian/migrations';
import type { DataSourceOptions } from 'typeorm';
import { CONFIG, type Config } from '../config/config.js';
import { hearLostClient } from './lost-clients.js';
import { SqlPool } from './sql-pool.js';
import { UnitOfWork } from './unit-of-work.js';

export function dataSourceOptions(config: Config): DataSourceOptions {
  return {
    type: 'postgres',
    url: config.DATABASE_URL,
    migrations,
    migrationsTableName: 'migration',
    poolSize: config.DATABASE_POOL,
    applicationName: 'zhian',
    // A dropped connection of an idle client must not end the process; the pool opens another one.
    poolErrorHandler: (error: Error) => new Logger('database').warn(`idle connection lost: ${error.message}`),
    extra: {
      connectionTimeoutMillis: 10_000,
      onConnect: hearLostClient,
      options: '-c timezone=UTC -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s',
    },
  };
}

/** The OpenAPI document is produced without a database: the data source is then made but never connected. */
export const WITHOUT_DATABASE = process.argv.includes('--without-database');

@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [CONFIG],
      useFactory: (config: Config) => ({
        ...dataSourceOptions(config),
        autoLoadEntities: true,
        retryAttempts: 30,
        retryDelay: 1000,
        manualInitialization: WITHOUT_DATABASE,
      }),
    }),
  ],
  providers: [UnitOfWork, SqlPool],
  exports: [UnitOfWork, SqlPool, TypeOrmModule],
})
export class DatabaseModule {}
