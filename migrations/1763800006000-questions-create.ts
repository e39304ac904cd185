import type { MigrationInterface, QueryRunner } from 'typeorm';

export class QuestionsCreate1763800006000 implements MigrationInterface {
  readonly name = 'QuestionsCreate1763800006000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE question (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation (id),
        current_version_id uuid NOT NULL,
        fingerprint text NOT NULL,
        status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'retired')),
        category text CHECK (category IN ('general', 'professional')),
        knowledge_point text,
        difficulty smallint CHECK (difficulty BETWEEN 1 AND 5),
        source_clause text,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        version integer NOT NULL DEFAULT 1
      );
      CREATE UNIQUE INDEX question_fingerprint ON question (organisation_id, fingerprint) WHERE status = 'active';
      CREATE INDEX question_list ON question (organisation_id, updated_at DESC, id DESC);
      
      -- A version never changes. Its key is a table of its own: a query that shows questions to candidates cannot select it by accident.
      CREATE TABLE question_version (
        id uuid PRIMARY KEY,
        question_id uuid NOT NULL REFERENCES question (id),
        no integer NOT NULL,
        type text NOT NULL CHECK (type IN ('single', 'multiple', 'true_false')),
        stem text NOT NULL,
        options jsonb NOT NULL,
        created_by uuid,
        created_by_name text NOT NULL,
        created_at timestamptz NOT NULL,
        UNIQUE (question_id, no)
      );
      ALTER TABLE question ADD CONSTRAINT question_current_version FOREIGN KEY (current_version_id) REFERENCES question_version (id) DEFERRABLE INITIALLY DEFERRED;
      CREATE TABLE question_key (
        version_id uuid PRIMARY KEY REFERENCES question_version (id),
        correct text[] NOT NULL CHECK (cardinality(correct) > 0),
        explanation text NOT NULL
      );
      CREATE TRIGGER question_version_append_only BEFORE UPDATE OR DELETE ON question_version FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER question_version_not_emptied BEFORE TRUNCATE ON question_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER question_key_append_only BEFORE UPDATE OR DELETE ON question_key FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER question_key_not_emptied BEFORE TRUNCATE ON question_key FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      
      CREATE TABLE question_post (
        question_id uuid NOT NULL REFERENCES question (id),
        post_id uuid NOT NULL REFERENCES post (id),
        PRIMARY KEY (question_id, post_id)
      );
      CREATE INDEX question_post_post ON question_post (post_id);
      
      CREATE TABLE question_import (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation (id),
        file_name text NOT NULL,
        file_sha256 text NOT NULL,
        status text NOT NULL CHECK (status IN ('previewed', 'confirmed')),
        defaults jsonb NOT NULL,
        preview jsonb NOT NULL,
        drafts jsonb NOT NULL,
        created_by uuid NOT NULL,
        created_at timestamptz NOT NULL,
        confirmed_at timestamptz
      );
      CREATE INDEX question_import_organisation ON question_import (organisation_id, created_at DESC);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE question_import, question_post, question_key, question_version, question`);
  }
}
