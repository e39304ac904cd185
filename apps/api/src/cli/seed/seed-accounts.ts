import { readFile } from 'node:fs/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { writeAccountsFile } from '../../demo/accounts-file.js';
import { PasswordHasher, readablePassword } from '../../modules/identity/index.js';
import { IdentitySeal } from '../../modules/organisations/index.js';
import type { Tx } from '../../platform/db/tx.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import type { Ctx } from '../../platform/http/context.js';
import type { Role } from '../../platform/http/roles.js';
import { uuidv7 } from '../../platform/ids/uuid.js';
import { seedPerson, type SeedPerson } from './seed-numbers.js';

interface SeedAccount {
  readonly account: string;
  readonly password: string;
  readonly name: string;
  readonly role: Role;
  readonly organisation: string;
}

interface Holder {
  readonly id: string;
  readonly id_hash: string;
  readonly unit_id: string;
  readonly enterprise_id: string;
  readonly enterprise_name: string;
}

interface Row extends Holder {
  readonly accountId: string;
  readonly login: string;
  readonly password: string;
  readonly hash: string;
  readonly person: SeedPerson;
}

/** Each batch is kept before the next is hashed: stopped in the middle, the next run goes on from there. */
const BATCH = 200;

/**
 * Accounts of the first `count` people, each with the role that the roster gives him. argon2id is slow on purpose (about
 * fifty a second on two cores, two at once), so this is by far the longest part of a seed with many accounts.
 */
export async function seedAccounts(
  app: INestApplicationContext,
  ctx: Ctx,
  given: { count: number; people: number; enterprises: number; path: string },
  progress: (done: number) => void,
): Promise<number> {
  const uow = app.get(UnitOfWork);
  const hasher = app.get(PasswordHasher, { strict: false });
  let file = await readAccounts(given.path);
  let added = 0;
  for (let from = 0; from < given.count; from += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, given.count - from) }, (_, index) => from + index);
    const people = numbers.map((index) => ({
      login: loginOf(index),
      person: seedPerson(index, given.people, given.enterprises),
    }));
    const without = await uow.read(ctx, (tx) => withoutAccount(app, tx, people));
    const rows = await Promise.all(
      without.map(async (row) => {
        const password = readablePassword();
        return { ...row, accountId: uuidv7(), password, hash: await hasher.hash(password) };
      }),
    );
    if (rows.length > 0) {
      await uow.run(ctx, async (tx) => {
        await insert(tx, rows);
        file = [...file, ...rows.map(toEntry)];
        await writeAccountsFile(given.path, file);
      });
    }
    added += rows.length;
    progress(from + numbers.length);
  }
  return added;
}

const loginOf = (index: number): string => `seed-${String(index + 1).padStart(6, '0')}`;

async function readAccounts(path: string): Promise<SeedAccount[]> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as SeedAccount[];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

async function withoutAccount(
  app: INestApplicationContext,
  tx: Pick<Tx, 'query'>,
  people: readonly { login: string; person: SeedPerson }[],
): Promise<(Holder & { login: string; person: SeedPerson })[]> {
  const seal = app.get(IdentitySeal, { strict: false });
  const byHash = new Map(people.map((one) => [seal.idHash(one.person.idNumber), one]));
  const holders = await tx.query<Holder>(
    `SELECT p.id, p.id_hash, e.organisation_id AS unit_id, e.enterprise_id, o.name AS enterprise_name
     FROM person p JOIN employment e ON e.person_id = p.id AND e.ends_on IS NULL JOIN organisation o ON o.id = e.enterprise_id
     WHERE p.id_hash = ANY($1::text[]) AND NOT EXISTS (SELECT 1 FROM account a WHERE a.person_id = p.id)`,
    [[...byHash.keys()]],
  );
  return holders.flatMap((holder) => {
    const one = byHash.get(holder.id_hash);
    return one ? [{ ...holder, ...one }] : [];
  });
}

async function insert(tx: Tx, rows: readonly Row[]): Promise<void> {
  await tx.query(
    `INSERT INTO account (id, login, person_id, display_name, password_hash, must_change_password, status, created_at)
     SELECT id, login, person_id, name, hash, false, 'active', now()
     FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[]) AS a (id, login, person_id, name, hash)`,
    [
      rows.map(({ accountId }) => accountId),
      rows.map(({ login }) => login),
      rows.map(({ id }) => id),
      rows.map(({ person }) => person.name),
      rows.map(({ hash }) => hash),
    ],
  );
  const grants = rows.flatMap((row) => grantsOf(row).map((grant) => ({ ...grant, accountId: row.accountId })));
  await tx.query(
    `INSERT INTO role_grant (id, account_id, role, organisation_id, granted_at)
     SELECT id, account_id, role, organisation_id, now() FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[]) AS g (id, account_id, role, organisation_id)`,
    [
      grants.map(() => uuidv7()),
      grants.map(({ accountId }) => accountId),
      grants.map(({ role }) => role),
      grants.map(({ organisationId }) => organisationId),
    ],
  );
}

/** The same rule as for accounts by batch: everyone is a worker, a team leader leads his unit, managers answer for the enterprise. */
function grantsOf({ person, enterprise_id, unit_id }: Row): { role: Role; organisationId: string }[] {
  const worker = { role: 'worker' as const, organisationId: enterprise_id };
  if (person.rosterRole === 'worker') return [worker];
  return [
    worker,
    { role: person.rosterRole, organisationId: person.rosterRole === 'team_leader' ? unit_id : enterprise_id },
  ];
}

function toEntry({ login, password, person, enterprise_name }: Row): SeedAccount {
  return { account: login, password, name: person.name, role: person.rosterRole, organisation: enterprise_name };
}
