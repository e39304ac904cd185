import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KioskBadges1764000011000 implements MigrationInterface {
  readonly name = 'KioskBadges1764000011000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE kiosk_badge (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person (id),
        -- SHA-256 of what the QR code says; the code itself is on the card and nowhere else.
        token_hash text NOT NULL UNIQUE,
        issued_at timestamptz(3) NOT NULL,
        issued_by uuid NOT NULL REFERENCES account (id),
        last_used_at timestamptz(3),
        -- Replaced, or reported lost.
        ended_at timestamptz(3),
        ended_by uuid REFERENCES account (id)
      );
      CREATE UNIQUE INDEX kiosk_badge_live ON kiosk_badge (person_id) WHERE ended_at IS NULL;

      -- On this device a badge is enough without the PIN.
      ALTER TABLE kiosk_device ADD COLUMN badge_alone boolean NOT NULL DEFAULT false;
      ALTER TABLE kiosk_device ADD COLUMN version integer NOT NULL DEFAULT 1;

      -- By what a person proved on a shared device who he is.
      ALTER TABLE session ADD COLUMN kiosk_entry text CHECK (kiosk_entry IN ('pin', 'badge-and-pin', 'badge'));
      UPDATE session SET kiosk_entry = 'pin' WHERE kiosk_id IS NOT NULL;
      ALTER TABLE session ADD CONSTRAINT session_kiosk_entry CHECK ((kiosk_id IS NULL) = (kiosk_entry IS NULL));

      -- Tries at the word said in a room (考场口令) since the last right one, counted for all processes together.
      CREATE TABLE access_code_try (
        session_id uuid NOT NULL REFERENCES exam_session (id) ON DELETE CASCADE,
        person_id uuid NOT NULL REFERENCES person (id),
        tries integer NOT NULL,
        last_at timestamptz(3) NOT NULL,
        PRIMARY KEY (session_id, person_id)
      );
      CREATE INDEX access_code_try_last ON access_code_try (last_at);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE access_code_try;
      ALTER TABLE session DROP COLUMN kiosk_entry;
      ALTER TABLE kiosk_device DROP COLUMN badge_alone, DROP COLUMN version;
      DROP TABLE kiosk_badge;
    `);
  }
}
