import type { MigrationInterface, QueryRunner } from 'typeorm';

export class HandbooksCreate1763800007000 implements MigrationInterface {
  readonly name = 'HandbooksCreate1763800007000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE handbook (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation (id),
        post_id uuid REFERENCES post (id),
        title text NOT NULL,
        published_version_id uuid,
        draft_version_id uuid,
        created_at timestamptz NOT NULL,
        version integer NOT NULL DEFAULT 1,
        UNIQUE NULLS NOT DISTINCT (organisation_id, post_id)
      );
      
      CREATE TABLE handbook_version (
        id uuid PRIMARY KEY,
        handbook_id uuid NOT NULL REFERENCES handbook (id),
        no integer NOT NULL,
        title text NOT NULL,
        status text NOT NULL CHECK (status IN ('draft', 'published')),
        created_at timestamptz NOT NULL,
        published_at timestamptz,
        published_by uuid,
        UNIQUE (handbook_id, no)
      );
      ALTER TABLE handbook ADD FOREIGN KEY (published_version_id) REFERENCES handbook_version (id) DEFERRABLE INITIALLY DEFERRED;
      ALTER TABLE handbook ADD FOREIGN KEY (draft_version_id) REFERENCES handbook_version (id) DEFERRABLE INITIALLY DEFERRED;
      
      -- key stays the same through versions, so that links and reading marks survive a new edition.
      CREATE TABLE handbook_section (
        id uuid PRIMARY KEY,
        version_id uuid NOT NULL REFERENCES handbook_version (id) ON DELETE CASCADE,
        position integer NOT NULL,
        key text NOT NULL,
        title text NOT NULL,
        body text NOT NULL,
        UNIQUE (version_id, position),
        UNIQUE (version_id, key)
      );
      CREATE TABLE handbook_section_question (
        section_id uuid NOT NULL REFERENCES handbook_section (id) ON DELETE CASCADE,
        question_id uuid NOT NULL REFERENCES question (id),
        PRIMARY KEY (section_id, question_id)
      );
      CREATE INDEX handbook_section_question_question ON handbook_section_question (question_id);

      -- What people have signed for never changes: a published version is closed, with its sections and links.
      CREATE FUNCTION refuse_published_handbook() RETURNS trigger LANGUAGE plpgsql AS $fn$
      DECLARE
        version uuid;
      BEGIN
        version := CASE TG_TABLE_NAME
          WHEN 'handbook_version' THEN (to_jsonb(OLD) ->> 'id')::uuid
          WHEN 'handbook_section' THEN (coalesce(to_jsonb(NEW), to_jsonb(OLD)) ->> 'version_id')::uuid
          ELSE (SELECT s.version_id FROM handbook_section s WHERE s.id = (coalesce(to_jsonb(NEW), to_jsonb(OLD)) ->> 'section_id')::uuid)
        END;
        IF EXISTS (SELECT 1 FROM handbook_version v WHERE v.id = version AND v.status = 'published') THEN
          RAISE EXCEPTION '% of a published version does not change', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN coalesce(NEW, OLD);
      END $fn$;
      CREATE TRIGGER handbook_version_immutable BEFORE UPDATE OR DELETE ON handbook_version FOR EACH ROW EXECUTE FUNCTION refuse_published_handbook();
      CREATE TRIGGER handbook_section_immutable BEFORE INSERT OR UPDATE OR DELETE ON handbook_section FOR EACH ROW EXECUTE FUNCTION refuse_published_handbook();
      CREATE TRIGGER handbook_section_question_immutable BEFORE INSERT OR UPDATE OR DELETE ON handbook_section_question FOR EACH ROW EXECUTE FUNCTION refuse_published_handbook();
      
      CREATE TABLE section_reading (
        person_id uuid NOT NULL REFERENCES person (id),
        section_id uuid NOT NULL REFERENCES handbook_section (id),
        read_at timestamptz NOT NULL,
        PRIMARY KEY (person_id, section_id)
      );
      
      CREATE TABLE handbook_receipt (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person (id),
        post_id uuid NOT NULL REFERENCES post (id),
        general_version_id uuid REFERENCES handbook_version (id),
        professional_version_id uuid REFERENCES handbook_version (id),
        at timestamptz NOT NULL,
        UNIQUE NULLS NOT DISTINCT (person_id, post_id, general_version_id, professional_version_id)
      );
      CREATE INDEX handbook_receipt_post ON handbook_receipt (post_id, at);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `DROP TABLE section_reading, handbook_receipt, handbook_section_question, handbook_section, handbook_version, handbook CASCADE; DROP FUNCTION refuse_published_handbook`,
    );
  }
}
