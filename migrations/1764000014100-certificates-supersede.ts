import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CertificatesSupersede1764000014100 implements MigrationInterface {
  readonly name = 'CertificatesSupersede1764000014100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- 更正换发: the certificate that says the corrected score takes the place of the one that says the old score.
      ALTER TABLE certificate ADD COLUMN superseded_by uuid UNIQUE REFERENCES certificate (id),
        ADD CONSTRAINT certificate_superseded CHECK (superseded_by IS NULL OR status = 'revoked');

      CREATE OR REPLACE FUNCTION refuse_certificate_change() RETURNS trigger LANGUAGE plpgsql AS $fn$
      DECLARE
        free text[] := '{file_id, file_sha256, status, revoked_at, revoked_reason, revoked_by, superseded_by}';
      BEGIN
        IF TG_OP = 'DELETE' OR to_jsonb(OLD) - free <> to_jsonb(NEW) - free
          OR (OLD.file_id IS NOT NULL AND (NEW.file_id, NEW.file_sha256) IS DISTINCT FROM (OLD.file_id, OLD.file_sha256))
          OR (OLD.status = 'revoked' AND NEW.status <> 'revoked')
          OR (OLD.superseded_by IS NOT NULL AND NEW.superseded_by IS DISTINCT FROM OLD.superseded_by)
        THEN
          RAISE EXCEPTION 'an issued certificate does not change' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $fn$;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE OR REPLACE FUNCTION refuse_certificate_change() RETURNS trigger LANGUAGE plpgsql AS $fn$
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
      ALTER TABLE certificate DROP COLUMN superseded_by;
    `);
  }
}
