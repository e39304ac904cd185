import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import type { Config } from '../config/config.js';

/**
 * What must never stand in a log: credentials, answers, personal data. Request bodies are not logged at all; these paths
 * are the second net for objects that somebody logs later.
 */
const NAMES = [
  'authorization',
  'cookie',
  'password',
  'token',
  'idNumber',
  'id_cipher',
  'phone',
  'answers',
  'choice',
  'key',
];
const REDACTED = NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `req.headers.${name}`]);
const ID_NUMBER = /\b[1-9]\d{5}(?:18|19|20)\d{2}(?:0\d|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx]\b/g;

export function createLogger(config: Pick<Config, 'LOG_LEVEL'>, role: string, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level: config.LOG_LEVEL,
    base: { role },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: REDACTED, censor: '…' },
    hooks: {
      // A driver's message may quote a value («Key (id)=(…) already exists»).
      logMethod(args, method) {
        method.apply(
          this,
          args.map((arg) => (typeof arg === 'string' ? arg.replace(ID_NUMBER, '…') : arg)) as Parameters<typeof method>,
        );
      },
    },
    serializers: {
      err: (error: unknown) => {
        if (!(error instanceof Error)) return { message: String(error) };
        return {
          type: error.name,
          message: error.message.replace(ID_NUMBER, '…'),
          stack: error.stack?.replace(ID_NUMBER, '…'),
          code: (error as { code?: unknown }).code,
        };
      },
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** Writes where `logger` does. Only for lines whose every field is ours and harmless: redaction costs more than such a line. */
export function withoutRedaction(logger: Logger): Logger {
  const stream = (logger as unknown as Record<symbol, DestinationStream>)[pino.symbols.streamSym];
  const options = { level: logger.level, base: logger.bindings(), timestamp: pino.stdTimeFunctions.isoTime };
  return stream ? pino(options, stream) : pino(options);
}

/** Nest's own messages through the same logger. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.logger.debug({ context: contextOf(rest) }, String(message));
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.logger.warn({ context: contextOf(rest) }, String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.logger.error(
      { context: contextOf(rest), ...(message instanceof Error ? { err: message } : {}) },
      message instanceof Error ? message.message : String(message),
    );
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.logger.fatal({ context: contextOf(rest) }, String(message));
  }

  debug(message: unknown): void {
    this.logger.debug(String(message));
  }
}

function contextOf(rest: readonly unknown[]): unknown {
  return rest.at(-1);
}
