import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Config } from '../platform/config/config.js';
import { createLogger, NestLogger } from '../platform/logging/logger.js';
import { chooseQueueBackend } from '../platform/queue/connection.js';

/** Runs work with the modules of the application, without HTTP, queues or sweepers. Logs go to stderr: stdout is the command's. */
export async function withApplication<T>(
  config: Config,
  work: (app: INestApplicationContext) => Promise<T>,
  clock?: Clock,
): Promise<T> {
  chooseQueueBackend(config);
  const logger = new NestLogger(createLogger(config, 'cli', process.stderr));
  const app = await NestFactory.createApplicationContext(AppModule.forRoot(config, clock), {
    logger,
    abortOnError: false,
  });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}
