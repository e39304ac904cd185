import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ExamsRegrades1764000005000 implements MigrationInterface {
  readonly name = 'ExamsRegrades1764000005000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- What was decided about questions of a session after they were set, the newest last: every grading goes by it.
      ALTER TABLE exam_session ADD COLUMN corrections jsonb NOT NULL DEFAULT '[]';

      CREATE TABLE exam_regrade (
        id uuid PRIMARY KEY,
        session_id uuid NOT NULL REFERENCES exam_session (id),
        organisation_id uuid NOT NULL REFERENCES organisation (id),
        question_id uuid NOT NULL REFERENCES question (id),
        version_id uuid NOT NULL REFERENCES question_version (id),
        kind text NOT NULL CHECK (kind IN ('void', 'key')),
        policy text CHECK (policy IN ('full', 'drop')),
        correct text[],
        reason text NOT NULL,
        status text NOT NULL CHECK (status IN ('requested', 'applying', 'applied', 'rejected', 'withdrawn')),
        -- Does the question in the bank get the new key as well? Decided by what the requester may write.
        mends_bank boolean NOT NULL,
        bank_outcome text,
        requested_by uuid,
        requested_by_name text NOT NULL,
        requested_at timestamptz(3) NOT NULL,
        decided_by uuid,
        decided_by_name text,
        decided_at timestamptz(3),
        decision_note text,
        attempts integer NOT NULL DEFAULT 0,
        seen integer NOT NULL DEFAULT 0,
        -- The last attempt looked at; whoever goes on after a crash goes on here.
        seen_until uuid,
        applied_at timestamptz(3),
        CHECK ((kind = 'void') = (policy IS NOT NULL) AND (kind = 'key') = (correct IS NOT NULL)),
        -- Two people: whoever asked does not decide (ASVS 2.3.5).
        CHECK (status NOT IN ('applying', 'applied', 'rejected') OR decided_by IS DISTINCT FROM requested_by)
      );
      CREATE INDEX exam_regrade_session ON exam_regrade (session_id, requested_at DESC, id DESC);
      CREATE INDEX exam_regrade_open ON exam_regrade (decided_at) WHERE status = 'applying';

      CREATE TABLE exam_regrade_scope (
        regrade_id uuid NOT NULL REFERENCES exam_regrade (id),
        session_id uuid NOT NULL REFERENCES exam_session (id),
        PRIMARY KEY (regrade_id, session_id)
      );
      CREATE INDEX exam_regrade_scope_session ON exam_regrade_scope (session_id);

      ALTER TABLE attempt_grade ADD COLUMN regrade_id uuid REFERENCES exam_regrade (id);
      CREATE UNIQUE INDEX attempt_grade_regrade ON attempt_grade (regrade_id, attempt_id) WHERE regrade_id IS NOT NULL;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE attempt_grade DROP COLUMN regrade_id;
      DROP TABLE exam_regrade_scope, exam_regrade;
      ALTER TABLE exam_session DROP COLUMN corrections;
    `);
  }
}
