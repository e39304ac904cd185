import { DomainError } from '../platform/errors/domain-error.js';
import { CommandError, EXIT, type Streams } from './command.js';

interface Command {
  readonly help: string;
  /** Loaded when asked for: a command that needs no database does not wait for the application's modules. */
  readonly run: (args: readonly string[], streams: Streams) => Promise<number>;
}

const config = async () => (await import('../boot.js')).boot('cli').config;

const COMMANDS: Readonly<Record<string, Command>> = {
  migrate: {
    help: 'bring the database schema up to date',
    run: async (_, { out }) => {
      const { migrate } = await import('./migrate.js');
      const done = await migrate(await config());
      out(done.length > 0 ? `migrated: ${done.join(', ')}\n` : 'schema is up to date\n');
      return 0;
    },
  },
  demo: {
    help: 'load the demo into an empty platform, once',
    run: async (_, streams) => (await import('../demo/load-demo.js')).loadDemo(await config(), streams),
  },
  bootstrap: {
    help: 'make the first administrator of an empty platform',
    run: async (_, streams) => (await import('./bootstrap.js')).bootstrap(await config(), streams),
  },
  seed: {
    help: '--people N --enterprises N --questions N --accounts N: generated data for trials of size',
    run: async (args, streams) => (await import('./seed/seed.js')).seed(await config(), args, streams),
  },
  'questions:check': {
    help: 'FILE: what an import of this file would take and refuse, as JSON',
    run: async (args, streams) => (await import('./check-questions.js')).checkQuestions(args, streams),
  },
  'verify-records': {
    help: 'check audit chains, attempt logs, certificates and signed heads',
    run: async (_, streams) => {
      const [{ withApplication }, { verifyRecords }] = await Promise.all([
        import('./application.js'),
        import('./verify-records.js'),
      ]);
      return withApplication(await config(), (app) => verifyRecords(app, streams));
    },
  },
  'paper:rebuild': {
    help: 'ATTEMPT: draw its paper again and compare, as JSON',
    run: async (args, streams) => {
      const [{ withApplication }, { attemptIdOf, rebuildPaper }] = await Promise.all([
        import('./application.js'),
        import('./rebuild-paper.js'),
      ]);
      const attemptId = attemptIdOf(args);
      return withApplication(await config(), (app) => rebuildPaper(app, attemptId, streams));
    },
  },
  backup: {
    help: 'FILE|FOLDER: database, files and keys in one archive',
    run: async (args, streams) => (await import('./backup/backup.js')).backup(await config(), args, streams),
  },
  restore: {
    help: 'FILE: an archive into an empty platform of the same version',
    run: async (args, streams) => (await import('./backup/restore.js')).restore(await config(), args, streams),
  },
};

const standardStreams: Streams = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
};

function usage(): string {
  const lines = Object.entries(COMMANDS).map(([key, { help }]) => `  ${key.padEnd(16)} ${help}`);
  return `usage: npm run cli -- <command>\n${lines.join('\n')}\n`;
}

/** Runs one command of `npm run cli`; returns the exit code. */
export async function runCommand(
  [name = '', ...args]: readonly string[],
  streams: Streams = standardStreams,
): Promise<number> {
  if (['help', '--help', '-h'].includes(name)) {
    streams.out(usage());
    return 0;
  }
  if (['version', '--version'].includes(name)) {
    const { readFile } = await import('node:fs/promises');
    const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as {
      version: string;
    };
    streams.out(`${version}\n`);
    return 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    streams.err(usage());
    return EXIT.usage;
  }
  try {
    return await command.run(args, streams);
  } catch (error) {
    if (error instanceof CommandError) {
      streams.err(`${error.message}\n`);
      return error.exitCode;
    }
    if (!(error instanceof DomainError)) throw error;
    streams.err(`${error.detail} ${error.errors.map(({ pointer, message }) => `${pointer}: ${message}`).join(' ')}\n`);
    return 1;
  }
}
