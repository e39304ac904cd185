import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IdentityKiosk1764000007000 implements MigrationInterface {
  readonly name = 'IdentityKiosk1764000007000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE kiosk_device (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation (id),
        name text NOT NULL,
        place text,
        -- Bound to one exam: nothing else can be sat on it.
        exam_session_id uuid REFERENCES exam_session (id),
        -- A keyed hash of the code that is typed on the device; gone as soon as it is used.
        pairing_hash text UNIQUE,
        pairing_expires_at timestamptz(3),
        -- SHA-256 of what the device holds; the credential itself is nowhere else.
        credential_hash text UNIQUE,
        paired_at timestamptz(3),
        last_used_at timestamptz(3),
        revoked_at timestamptz(3),
        created_at timestamptz(3) NOT NULL,
        created_by uuid NOT NULL REFERENCES account (id)
      );
      CREATE INDEX kiosk_device_organisation ON kiosk_device (organisation_id);

      CREATE TABLE kiosk_pin (
        person_id uuid PRIMARY KEY REFERENCES person (id),
        pin_hash text NOT NULL,
        changed_at timestamptz(3) NOT NULL
      );

      ALTER TABLE session ADD COLUMN kiosk_id uuid REFERENCES kiosk_device (id);
      CREATE INDEX session_kiosk ON session (kiosk_id) WHERE kiosk_id IS NOT NULL AND revoked_at IS NULL;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE session DROP COLUMN kiosk_id; DROP TABLE kiosk_pin, kiosk_device;`);
  }
}
