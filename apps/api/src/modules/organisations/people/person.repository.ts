import { Injectable } from '@nestjs/common';
import type { ReadTx, Tx } from '../../../platform/db/tx.js';
import type { SealedId, SealedPhone } from './identity-seal.js';
import type { PersonRow } from './person.entity.js';

/** What is known of the holder of a document, beyond the caller's scope: for deciding, never for showing. */
export interface KnownPerson {
  readonly id: string;
  readonly name: string;
  readonly id_hash: string;
  readonly phone_hash: string | null;
}

export type PersonChange = Partial<Pick<PersonRow, 'name' | 'id_type'> & SealedId & SealedPhone>;

@Injectable()
export class PersonRepository {
  async byIdHashes(tx: ReadTx, hashes: readonly string[]): Promise<KnownPerson[]> {
    return tx.beyondScope(() =>
      tx.query<KnownPerson>(`SELECT id, name, id_hash, phone_hash FROM person WHERE id_hash = ANY($1)`, [hashes]),
    );
  }

  async lock(tx: Tx, ids: readonly string[]): Promise<PersonRow[]> {
    return tx.query<PersonRow>(`SELECT * FROM person WHERE id = ANY($1) ORDER BY id FOR UPDATE`, [ids]);
  }

  async find(tx: ReadTx, id: string): Promise<PersonRow | null> {
    return tx.one<PersonRow>(`SELECT * FROM person WHERE id = $1`, [id]);
  }

  /**
   * Inserts those whose document is not known yet. Someone else may be registering the same human being at this moment: his
   * row then stays, and the caller reads it back by the hash.
   * Nobody sees a person without an employment, not even his maker; hence beyond the scope, which the caller has checked.
   */
  async insert(tx: Tx, people: readonly PersonRow[]): Promise<void> {
    const column = <K extends keyof PersonRow>(key: K): PersonRow[K][] => people.map((person) => person[key]);
    await tx.beyondScope(() =>
      tx.query(
        `INSERT INTO person (id, name, id_type, id_cipher, id_hash, id_masked, phone_cipher, phone_hash, phone_masked, created_at, version)
         SELECT *, 1 FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::timestamptz[])
         ON CONFLICT (id_hash) DO NOTHING`,
        [
          column('id'),
          column('name'),
          column('id_type'),
          column('id_cipher'),
          column('id_hash'),
          column('id_masked'),
          column('phone_cipher'),
          column('phone_hash'),
          column('phone_masked'),
          column('created_at'),
        ],
      ),
    );
  }

  /** Changes what is given, and the version, of one person. */
  async change(tx: Tx, id: string, change: PersonChange): Promise<void> {
    const keys = [
      'name',
      'id_type',
      'id_cipher',
      'id_hash',
      'id_masked',
      'phone_cipher',
      'phone_hash',
      'phone_masked',
    ] as const;
    const given = keys.filter((key) => change[key] !== undefined);
    const sets = given.map((key, index) => `${key} = $${index + 2}`);
    await tx.query(`UPDATE person SET ${[...sets, 'version = version + 1'].join(', ')} WHERE id = $1`, [
      id,
      ...given.map((key) => change[key]),
    ]);
  }

  /** Names and phones of many people; null leaves as it is. */
  async changeMany(tx: Tx, changes: readonly ({ id: string; name: string | null } & SealedPhone)[]): Promise<void> {
    if (changes.length === 0) return;
    await tx.query(
      `UPDATE person p SET name = coalesce(c.name, p.name), phone_cipher = coalesce(c.cipher, p.phone_cipher),
         phone_hash = coalesce(c.hash, p.phone_hash), phone_masked = coalesce(c.masked, p.phone_masked), version = p.version + 1
       FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[]) AS c (id, name, cipher, hash, masked) WHERE p.id = c.id`,
      [
        changes.map((c) => c.id),
        changes.map((c) => c.name),
        changes.map((c) => c.phone_cipher),
        changes.map((c) => c.phone_hash),
        changes.map((c) => c.phone_masked),
      ],
    );
  }
}
