import type { INestApplicationContext } from '@nestjs/common';
import { IdentitySeal, PostRegister, type Assignment } from '../../modules/organisations/index.js';
import type { Tx } from '../../platform/db/tx.js';
import { uuidv7 } from '../../platform/ids/uuid.js';
import { seedPerson, type SeedPerson } from './seed-numbers.js';
import type { SeedEnterprise } from './seed-organisations.js';

const BATCH = 2_000;

/** Puts people `from`–`from + BATCH` on the rosters; who is there already stays. Returns how many are new. */
async function insertBatch(
  app: INestApplicationContext,
  tx: Tx,
  people: readonly SeedPerson[],
  enterprises: readonly SeedEnterprise[],
): Promise<number> {
  const seal = app.get(IdentitySeal, { strict: false });
  const rows = people.map((person) => ({
    id: uuidv7(),
    employmentId: uuidv7(),
    person,
    ...seal.id(person.idNumber),
    ...seal.phone(person.phone),
  }));
  const inserted = await tx.query<{ id: string }>(
    `INSERT INTO person (id, name, id_type, id_cipher, id_hash, id_masked, phone_cipher, phone_hash, phone_masked, created_at)
     SELECT id, name, 'resident_id', id_cipher, id_hash, id_masked, phone_cipher, phone_hash, phone_masked, now()
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
       AS p (id, name, id_cipher, id_hash, id_masked, phone_cipher, phone_hash, phone_masked)
     ON CONFLICT (id_hash) DO NOTHING RETURNING id`,
    [
      rows.map(({ id }) => id),
      rows.map(({ person }) => person.name),
      rows.map(({ id_cipher }) => id_cipher),
      rows.map(({ id_hash }) => id_hash),
      rows.map(({ id_masked }) => id_masked),
      rows.map(({ phone_cipher }) => phone_cipher),
      rows.map(({ phone_hash }) => phone_hash),
      rows.map(({ phone_masked }) => phone_masked),
    ],
  );
  const fresh = new Set(inserted.map(({ id }) => id));
  const placed = rows.filter(({ id }) => fresh.has(id)).map((row) => ({ ...row, ...placeOf(row.person, enterprises) }));
  await tx.query(
    `INSERT INTO employment (id, person_id, enterprise_id, organisation_id, employment_type, roster_role, starts_on, recorded_at)
     SELECT id, person_id, enterprise_id, unit_id, 'regular', role, starts_on, now()
     FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::date[])
       AS e (id, person_id, enterprise_id, unit_id, role, starts_on)`,
    [
      placed.map(({ employmentId }) => employmentId),
      placed.map(({ id }) => id),
      placed.map(({ enterpriseId }) => enterpriseId),
      placed.map(({ unitId }) => unitId),
      placed.map(({ person }) => person.rosterRole),
      placed.map(({ person }) => person.startsOn),
    ],
  );
  await app.get(PostRegister, { strict: false }).assign(
    tx,
    placed.flatMap(({ employmentId, id: personId, postId, person: { startsOn } }): Assignment[] =>
      postId ? [{ employmentId, personId, postId, startsOn }] : [],
    ),
  );
  return placed.length;
}

/** Managers in the enterprise itself and without a post, the others through its workshops. */
function placeOf(
  person: SeedPerson,
  enterprises: readonly SeedEnterprise[],
): { enterpriseId: string; unitId: string; postId: string | null } {
  const enterprise = enterprises[person.enterprise];
  if (!enterprise) throw new Error(`enterprise ${person.enterprise} is not there`);
  const manager = person.rosterRole === 'principal' || person.rosterRole === 'safety_officer';
  const { units, posts } = enterprise;
  return {
    enterpriseId: enterprise.id,
    unitId: manager ? enterprise.id : (units[person.place % units.length] ?? enterprise.id),
    postId: manager ? null : (posts[Math.floor(person.place / units.length) % posts.length] ?? null),
  };
}

export async function seedPeople(
  app: INestApplicationContext,
  tx: Tx,
  count: number,
  enterprises: readonly SeedEnterprise[],
  progress: (done: number) => void,
): Promise<number> {
  let added = 0;
  for (let from = 0; from < count; from += BATCH) {
    const length = Math.min(BATCH, count - from);
    const people = Array.from({ length }, (_, index) => seedPerson(from + index, count, enterprises.length));
    added += await insertBatch(app, tx, people, enterprises);
    progress(from + length);
  }
  return added;
}
