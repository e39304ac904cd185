import { parseArgs } from 'node:util';
import { CommandError, EXIT } from '../command.js';

export interface SeedOptions {
  readonly people: number;
  readonly enterprises: number;
  readonly questions: number;
  readonly accounts: number;
}

const LIMITS: SeedOptions = { people: 200_000, enterprises: 20_000, questions: 100_000, accounts: 20_000 };
const USAGE = '用法：npm run cli -- seed --people N --enterprises N --questions N --accounts N';
/** When only people are asked for: as many as an enterprise of middling size has. */
const PEOPLE_PER_ENTERPRISE = 100;

/** @throws CommandError in one sentence */
export function seedOptions(args: readonly string[]): SeedOptions {
  const option = { type: 'string' } as const;
  let values: Partial<Record<keyof SeedOptions, string>>;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: { people: option, enterprises: option, questions: option, accounts: option },
      strict: true,
    }));
  } catch {
    throw new CommandError(USAGE, EXIT.usage);
  }
  const number = (name: keyof SeedOptions, otherwise: number): number => {
    const text = values[name];
    if (text === undefined) return otherwise;
    if (!/^\d{1,9}$/.test(text) || Number(text) > LIMITS[name])
      throw new CommandError(`--${name} 要是 0 到 ${LIMITS[name]} 的整数。${USAGE}`, EXIT.usage);
    return Number(text);
  };
  const people = number('people', 0);
  const options = {
    people,
    enterprises: number('enterprises', Math.ceil(people / PEOPLE_PER_ENTERPRISE)),
    questions: number('questions', 0),
    accounts: number('accounts', 0),
  };
  if (Object.values(options).every((value) => value === 0)) throw new CommandError(USAGE, EXIT.usage);
  if (options.people > 0 && options.enterprises === 0)
    throw new CommandError('有人就要有单位：--enterprises 至少为 1。', EXIT.usage);
  if (options.accounts > options.people)
    throw new CommandError('账号不能比人多：--accounts 不能超过 --people。', EXIT.usage);
  return options;
}
