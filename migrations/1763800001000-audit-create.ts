import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AuditCreate1763800001000 implements MigrationInterface {
  readonly name = 'AuditCreate1763800001000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE audit_entry (
        id uuid PRIMARY KEY,
        chain text NOT NULL,
        seq bigint NOT NULL,
        at timestamptz(3) NOT NULL,
        actor_account_id uuid,
        actor_name text NOT NULL,
        organisation_id uuid,
        action text NOT NULL,
        subject_type text NOT NULL,
        subject_id text NOT NULL,
        detail jsonb NOT NULL,
        request_id text,
        prev_hash text NOT NULL,
        hash text NOT NULL,
        UNIQUE (chain, seq)
      );
      CREATE INDEX audit_entry_organisation ON audit_entry (organisation_id, at DESC);
      CREATE INDEX audit_entry_at ON audit_entry (at DESC, id DESC);
      CREATE INDEX audit_entry_subject ON audit_entry (subject_type, subject_id);
      
      -- Append-only, also for ourselves.
      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $fn$
      BEGIN
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
      END $fn$;
      CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER audit_entry_not_emptied BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE audit_entry`);
  }
}
