import { createPostgresBackend, setDefaultBackendFactory, type ConnectionOptions } from 'bullmq';
import type { Config } from '../config/config.js';
import { hearLostClient } from '../db/lost-clients.js';

/** Chooses the queue's backend for the whole process; must run before the first queue is made. */
export function chooseQueueBackend(config: Config): void {
  if (!config.REDIS_URL) setDefaultBackendFactory(createPostgresBackend);
}

export function queueConnection(config: Config): ConnectionOptions {
  if (config.REDIS_URL) return { url: config.REDIS_URL, maxRetriesPerRequest: null };
  // BullMQ types `connection` for Redis only; its PostgreSQL backend takes a pool config with the schema to live in.
  return {
    connectionString: config.DATABASE_URL,
    schema: 'queue',
    migrate: true,
    max: 5,
    onConnect: hearLostClient,
  } as unknown as ConnectionOptions;
}
