import type { MigrationInterface, QueryRunner } from 'typeorm';

export class QuestionsExtend1764000000000 implements MigrationInterface {
  readonly name = 'QuestionsExtend1764000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- What a bank's owner has decided about it; no row: as it was, without review.
      CREATE TABLE question_bank (
        organisation_id uuid PRIMARY KEY REFERENCES organisation (id),
        review_required boolean NOT NULL DEFAULT false,
        -- Everything that changed up to here has been compared for near-duplicates.
        duplicates_checked_at timestamptz,
        updated_at timestamptz NOT NULL,
        version integer NOT NULL DEFAULT 1
      );

      ALTER TABLE question
        ADD COLUMN field text REFERENCES supervision_field (code),
        ADD COLUMN criteria_clause text,
        ADD COLUMN review text NOT NULL DEFAULT 'approved' CHECK (review IN ('draft', 'in_review', 'approved', 'returned')),
        ADD COLUMN return_reason text,
        -- The version that papers draw; the current one may still wait for its review. Its fingerprint stands beside it.
        ADD COLUMN approved_version_id uuid REFERENCES question_version (id) DEFERRABLE INITIALLY DEFERRED,
        ADD COLUMN approved_fingerprint text,
        -- The shared question that this one was taken over from, and the version of it.
        ADD COLUMN origin_question_id uuid REFERENCES question (id),
        ADD COLUMN origin_version_id uuid REFERENCES question_version (id) DEFERRABLE INITIALLY DEFERRED,
        ADD COLUMN merged_into uuid REFERENCES question (id);
      UPDATE question SET approved_version_id = current_version_id, approved_fingerprint = fingerprint;
      -- The checks of the rows just written must have run before their table may change again.
      SET CONSTRAINTS ALL IMMEDIATE;
      ALTER TABLE question ADD CONSTRAINT question_approved_in_use CHECK (review <> 'approved' OR approved_version_id IS NOT NULL);
      ALTER TABLE question ADD CONSTRAINT question_approved_fingerprint CHECK ((approved_version_id IS NULL) = (approved_fingerprint IS NULL));
      CREATE INDEX question_knowledge_point ON question (organisation_id, knowledge_point text_pattern_ops);
      CREATE INDEX question_approved_fingerprint ON question (organisation_id, approved_fingerprint) WHERE status = 'active';
      CREATE INDEX question_waiting ON question (organisation_id, updated_at) WHERE review = 'in_review';
      CREATE INDEX question_origin ON question (origin_question_id, organisation_id) WHERE origin_question_id IS NOT NULL;
      CREATE INDEX question_merged ON question (merged_into) WHERE merged_into IS NOT NULL;

      -- The trigger against changes is one of rows; a new column with a constant default writes none.
      ALTER TABLE question_version ADD COLUMN images jsonb NOT NULL DEFAULT '[]';

      -- Pixels of a picture, so that a page can keep its place free; unknown for documents and for what came before.
      ALTER TABLE stored_file ADD COLUMN width integer, ADD COLUMN height integer;
      CREATE INDEX stored_file_same ON stored_file (organisation_id, sha256) WHERE purpose = 'picture';

      CREATE TABLE question_review (
        id uuid PRIMARY KEY,
        question_id uuid NOT NULL REFERENCES question (id),
        version_id uuid NOT NULL REFERENCES question_version (id),
        deed text NOT NULL CHECK (deed IN ('requested', 'approved', 'returned')),
        reason text,
        by_account_id uuid,
        by_name text NOT NULL,
        at timestamptz NOT NULL,
        CHECK (deed <> 'returned' OR reason IS NOT NULL)
      );
      CREATE INDEX question_review_question ON question_review (question_id, at);
      CREATE TRIGGER question_review_append_only BEFORE UPDATE OR DELETE ON question_review FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER question_review_not_emptied BEFORE TRUNCATE ON question_review FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      -- Shared questions that a bank leaves out of its own papers.
      CREATE TABLE question_hidden (
        organisation_id uuid NOT NULL REFERENCES organisation (id),
        question_id uuid NOT NULL REFERENCES question (id),
        hidden_by_name text NOT NULL,
        hidden_at timestamptz NOT NULL,
        PRIMARY KEY (organisation_id, question_id)
      );

      -- Groups of questions that say nearly the same, as seen from one bank: its own, and the shared ones like them.
      CREATE TABLE question_duplicate (
        organisation_id uuid NOT NULL REFERENCES organisation (id),
        question_id uuid NOT NULL REFERENCES question (id),
        group_id uuid NOT NULL,
        -- The weakest link of the group: the same, the same but for numbers, or nearly the same wording.
        reason text NOT NULL CHECK (reason IN ('same', 'numbers', 'wording')),
        similarity real NOT NULL,
        PRIMARY KEY (organisation_id, question_id)
      );
      CREATE INDEX question_duplicate_group ON question_duplicate (group_id);
      -- Pairs that somebody looked at and found to be two questions; the smaller id stands first.
      CREATE TABLE question_distinct (
        organisation_id uuid NOT NULL REFERENCES organisation (id),
        question_id uuid NOT NULL REFERENCES question (id),
        other_id uuid NOT NULL REFERENCES question (id),
        decided_by_name text NOT NULL,
        decided_at timestamptz NOT NULL,
        PRIMARY KEY (organisation_id, question_id, other_id),
        CHECK (question_id < other_id)
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE question_distinct, question_duplicate, question_hidden, question_review;
      DROP INDEX stored_file_same;
      ALTER TABLE stored_file DROP COLUMN width, DROP COLUMN height;
      ALTER TABLE question_version DROP COLUMN images;
      ALTER TABLE question DROP COLUMN field, DROP COLUMN criteria_clause, DROP COLUMN review, DROP COLUMN return_reason,
        DROP COLUMN approved_version_id, DROP COLUMN approved_fingerprint, DROP COLUMN origin_question_id,
        DROP COLUMN origin_version_id, DROP COLUMN merged_into;
      DROP TABLE question_bank;
    `);
  }
}
