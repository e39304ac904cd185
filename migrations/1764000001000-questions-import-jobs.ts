import type { MigrationInterface, QueryRunner } from 'typeorm';

export class QuestionsImportJobs1764000001000 implements MigrationInterface {
  readonly name = 'QuestionsImportJobs1764000001000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE question_import
        DROP CONSTRAINT question_import_status_check,
        ADD CONSTRAINT question_import_status_check CHECK (status IN ('reading', 'previewed', 'confirmed', 'cancelled', 'failed')),
        ALTER COLUMN preview DROP NOT NULL,
        DROP COLUMN drafts,
        -- Every reading has a number, so that one that was given up cannot write into the next.
        ADD COLUMN reading_no integer NOT NULL DEFAULT 1,
        ADD COLUMN progress_done integer NOT NULL DEFAULT 0,
        ADD COLUMN progress_total integer NOT NULL DEFAULT 0,
        -- The last sign of life of whoever reads.
        ADD COLUMN beat_at timestamptz,
        -- Why it failed, zh-CN.
        ADD COLUMN failure text,
        ADD COLUMN corrections jsonb NOT NULL DEFAULT '{}',
        ADD COLUMN keep_unrecognised boolean NOT NULL DEFAULT false;
      -- Their drafts are gone with the column.
      UPDATE question_import SET status = 'failed', failure = '系统升级了，请再传一次。' WHERE status = 'previewed';
      ALTER TABLE question_import ADD CONSTRAINT question_import_previewed CHECK (preview IS NOT NULL OR status NOT IN ('previewed', 'confirmed'));
      CREATE INDEX question_import_reading ON question_import (beat_at) WHERE status = 'reading';

      -- What was uploaded, kept until the import is confirmed, given up or too old, so that it can be read with a correction.
      CREATE TABLE question_import_file (
        import_id uuid NOT NULL REFERENCES question_import (id) ON DELETE CASCADE,
        no smallint NOT NULL,
        name text NOT NULL,
        bytes bytea NOT NULL,
        PRIMARY KEY (import_id, no)
      );
      ALTER TABLE question_import_file ALTER COLUMN bytes SET STORAGE EXTERNAL;

      -- The rows of a file as they were read. Nothing of them is in the bank before the confirmation.
      CREATE TABLE question_import_row (
        import_id uuid NOT NULL REFERENCES question_import (id) ON DELETE CASCADE,
        seq integer NOT NULL,
        kind text NOT NULL CHECK (kind IN ('new', 'near', 'duplicate', 'refused', 'doubt')),
        sheet text NOT NULL,
        row_no integer NOT NULL,
        column_letter text,
        code text,
        message text,
        -- Of questions alone ('new', 'near'); id and version_id are those that they get in the bank.
        id uuid,
        version_id uuid,
        fingerprint text,
        type text,
        stem text,
        options jsonb,
        correct jsonb,
        explanation text,
        difficulty smallint,
        knowledge_point text,
        category text,
        source_clause text,
        criteria_clause text,
        -- Questions that say nearly the same: rows with one number, and those of the bank.
        near_group integer,
        near_ids uuid[],
        near_reason text,
        near_similarity real,
        PRIMARY KEY (import_id, seq)
      );
      CREATE INDEX question_import_row_kind ON question_import_row (import_id, kind, seq);

      -- How a person said that sheets of this shape are to be read.
      CREATE TABLE question_import_memory (
        organisation_id uuid NOT NULL REFERENCES organisation (id),
        shape text NOT NULL,
        sheet text NOT NULL,
        correction jsonb NOT NULL,
        updated_by_name text NOT NULL,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (organisation_id, shape)
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE question_import_memory, question_import_row, question_import_file;
      DROP INDEX question_import_reading;
      DELETE FROM question_import WHERE preview IS NULL;
      UPDATE question_import SET status = 'previewed' WHERE status <> 'confirmed';
      ALTER TABLE question_import
        DROP CONSTRAINT question_import_previewed,
        DROP CONSTRAINT question_import_status_check,
        ADD CONSTRAINT question_import_status_check CHECK (status IN ('previewed', 'confirmed')),
        ALTER COLUMN preview SET NOT NULL,
        ADD COLUMN drafts jsonb NOT NULL DEFAULT '[]',
        DROP COLUMN reading_no, DROP COLUMN progress_done, DROP COLUMN progress_total, DROP COLUMN beat_at,
        DROP COLUMN failure, DROP COLUMN corrections, DROP COLUMN keep_unrecognised;
    `);
  }
}
