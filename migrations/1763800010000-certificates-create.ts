import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CertificatesCreate1763800010000 implements MigrationInterface {
  readonly name = 'CertificatesCreate1763800010000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE certificate (
        id uuid PRIMARY KEY,
        number text NOT NULL UNIQUE,
        verification_code text NOT NULL UNIQUE,
        person_id uuid NOT NULL REFERENCES person (id),
        organisation_id uuid NOT NULL REFERENCES organisation (id),
        plan_id uuid NOT NULL REFERENCES training_plan (id),
        attempt_id uuid NOT NULL REFERENCES attempt (id),
        period text NOT NULL,
        fields jsonb NOT NULL,
        signature jsonb NOT NULL,
        file_id uuid,
        file_sha256 text,
        status text NOT NULL CHECK (status IN ('effective', 'revoked')),
        issued_on date NOT NULL,
        issued_at timestamptz NOT NULL,
        valid_until date,
        revoked_at timestamptz,
        revoked_reason text,
        revoked_by uuid
      );
      CREATE UNIQUE INDEX certificate_effective ON certificate (person_id, plan_id, period) WHERE status = 'effective';
      CREATE INDEX certificate_organisation ON certificate (organisation_id, issued_at DESC, id DESC);
      CREATE INDEX certificate_person ON certificate (person_id);
      CREATE INDEX certificate_attempt ON certificate (attempt_id);
      CREATE INDEX certificate_without_file ON certificate (issued_at) WHERE file_id IS NULL;

      -- What was signed never changes, a file is marked once, a revocation is not undone, and nothing is removed.
      CREATE FUNCTION refuse_certificate_change() RETURNS trigger LANGUAGE plpgsql AS $fn$
      DECLARE
        free text[] := '{file_id, file_sha256, status, revoked_at, revoked_reason, revoked_by}';
      BEGIN
        IF TG_OP = 'DELETE' OR to_jsonb(OLD) - free <> to_jsonb(NEW) - free
          OR (OLD.file_id IS NOT NULL AND (NEW.file_id, NEW.file_sha256) IS DISTINCT FROM (OLD.file_id, OLD.file_sha256))
          OR (OLD.status = 'revoked' AND NEW.status <> 'revoked')
        THEN
          RAISE EXCEPTION 'an issued certificate does not change' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $fn$;
      CREATE TRIGGER certificate_immutable BEFORE UPDATE OR DELETE ON certificate FOR EACH ROW EXECUTE FUNCTION refuse_certificate_change();

      -- Earned but not printable as things stand (a name with a character that no font holds). Tried again by the sweeper.
      CREATE TABLE certificate_hold (
        requirement_id uuid NOT NULL REFERENCES requirement (id),
        person_id uuid NOT NULL REFERENCES person (id),
        attempt_id uuid NOT NULL REFERENCES attempt (id),
        met_at timestamptz NOT NULL,
        reason text NOT NULL CHECK (reason IN ('unprintable', 'not-employed')),
        detail text NOT NULL,
        held_at timestamptz NOT NULL,
        tried_at timestamptz NOT NULL,
        PRIMARY KEY (requirement_id, person_id)
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE certificate_hold, certificate; DROP FUNCTION refuse_certificate_change`);
  }
}
