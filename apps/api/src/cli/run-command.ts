import { boot } from '../boot.js';
import { migrate } from './migrate.js';

type Command = (args: readonly string[]) => Promise<number>;

const COMMANDS: Readonly<Record<string, { help: string; run: Command }>> = {
  migrate: {
    help: 'bring the database schema up to date',
    run: async () => {
      const done = await migrate(boot('cli').config);
      process.stdout.write(done.length > 0 ? `migrated: ${done.join(', ')}\n` : 'schema is up to date\n');
      return 0;
    },
  },
};

/** Runs one command of `npm run cli`; returns the exit code. */
export async function runCommand([name = '', ...args]: readonly string[]): Promise<number> {
  const command = COMMANDS[name];
  if (!command) {
    process.stderr.write(`usage: npm run cli -- <command>\n${Object.entries(COMMANDS).map(([key, { help }]) => `  ${key.padEnd(20)} ${help}`).join('\n')}\n`);
    return 64;
  }
  return command.run(args);
}
