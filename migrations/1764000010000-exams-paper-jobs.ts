import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ExamsPaperJobs1764000010000 implements MigrationInterface {
  readonly name = 'ExamsPaperJobs1764000010000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- A printed paper that nobody has written on can be cancelled: its attempt counts as if it had never been.
      ALTER TABLE attempt
        DROP CONSTRAINT attempt_status_check,
        ADD CONSTRAINT attempt_status_check CHECK (status IN ('open', 'submitted', 'expired', 'cancelled'));

      -- Many papers as one file, made beside the requests. What is in it may be made again at any time, so it is kept for days only.
      CREATE TABLE paper_job (
        id uuid PRIMARY KEY,
        session_id uuid NOT NULL REFERENCES exam_session (id),
        status text NOT NULL CHECK (status IN ('waiting', 'running', 'done', 'failed', 'cancelled', 'expired')),
        paper_ids uuid[] NOT NULL,
        -- Papers in the file so far.
        done integer NOT NULL DEFAULT 0,
        -- Every run has a number, so that one that was thought dead cannot end the next.
        run_no integer NOT NULL DEFAULT 0,
        -- The last sign of life of whoever makes it.
        beat_at timestamptz(3),
        -- Where the bytes lie in the storage. Known before they are written, so that none are left behind.
        file_id uuid NOT NULL,
        -- Bytes; null until it is done.
        size bigint,
        -- Why it failed, zh-CN.
        failure text,
        created_by uuid NOT NULL REFERENCES account (id),
        created_by_name text NOT NULL,
        created_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3)
      );
      CREATE INDEX paper_job_session ON paper_job (session_id, id);
      CREATE INDEX paper_job_to_do ON paper_job (id) WHERE status IN ('waiting', 'running');
      CREATE INDEX paper_job_ended ON paper_job (ended_at) WHERE status IN ('done', 'failed', 'cancelled');

      -- 答题卡照片: what the keyed-in letters can be held against.
      CREATE TABLE paper_photo (
        id uuid PRIMARY KEY,
        paper_id uuid NOT NULL REFERENCES printed_paper (id),
        -- The stored document.
        file_id uuid NOT NULL,
        sha256 text NOT NULL,
        width integer NOT NULL,
        height integer NOT NULL,
        added_by uuid NOT NULL REFERENCES account (id),
        added_by_name text NOT NULL,
        added_at timestamptz(3) NOT NULL,
        UNIQUE (paper_id, sha256)
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE paper_photo, paper_job;
      ALTER TABLE attempt
        DROP CONSTRAINT attempt_status_check,
        ADD CONSTRAINT attempt_status_check CHECK (status IN ('open', 'submitted', 'expired')) NOT VALID;
    `);
  }
}
