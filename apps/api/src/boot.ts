import 'reflect-metadata';
import type { Logger } from 'pino';
import { ConfigError, loadConfig, type Config } from './platform/config/config.js';
import { createLogger } from './platform/logging/logger.js';
import { chooseQueueBackend } from './platform/queue/connection.js';

/** EX_CONFIG of sysexits.h: the supervisor must not start the process again, a person must mend a setting first. */
const EXIT_CONFIG = 78;

/** What every process does first: settings, logger, queue backend. Ends the process on a wrong setting, naming all of them. */
export function boot(role: string): { config: Config; logger: Logger } {
  try {
    const config = loadConfig(process.env);
    chooseQueueBackend(config);
    return { config, logger: createLogger(config, role) };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const problem of error.problems) process.stderr.write(`设置有误 wrong setting: ${problem}\n`);
    process.exit(EXIT_CONFIG);
  }
}

export interface Closable {
  close(): Promise<unknown>;
}

const DRAIN_MS = 30_000;

/** SIGTERM and SIGINT: no new work, finish what is under way, at most 30 s (contract 25). */
export function drainOnSignal(parts: readonly Closable[], logger: Logger): void {
  let leaving = false;
  const leave = (signal: string): void => {
    if (leaving) return;
    leaving = true;
    logger.info({ signal }, 'draining');
    setTimeout(() => process.exit(1), DRAIN_MS).unref();
    void (async () => {
      for (const part of parts) await part.close();
    })().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'drain failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => leave('SIGTERM'));
  process.on('SIGINT', () => leave('SIGINT'));
}

/** A fault that nobody caught: the state of this process is unknown, so it ends and the supervisor starts another. */
export function endOnUncaught(logger: Logger): void {
  process.on('uncaughtException', (error) => {
    logger.fatal({ err: error }, 'uncaught exception');
    process.exit(70);
  });
  process.on('unhandledRejection', (error) => {
    logger.fatal({ err: error }, 'unhandled rejection');
    process.exit(70);
  });
}
