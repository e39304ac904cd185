import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ExamsItemStatistics1764000004000 implements MigrationInterface {
  readonly name = 'ExamsItemStatistics1764000004000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- Which exams have been counted for item statistics, and which have grades that are newer than the count.
      CREATE TABLE exam_item_count (
        session_id uuid PRIMARY KEY REFERENCES exam_session (id) ON DELETE CASCADE,
        stale_since timestamptz(3),
        counted_at timestamptz(3),
        attempts integer NOT NULL DEFAULT 0,
        people integer NOT NULL DEFAULT 0
      );
      CREATE INDEX exam_item_count_stale ON exam_item_count (stale_since) WHERE stale_since IS NOT NULL;
      -- Counted from papers and grades, never the truth itself. Sums of one exam, so that any set of exams can be put together.
      CREATE TABLE exam_item_statistic (
        session_id uuid NOT NULL REFERENCES exam_session (id) ON DELETE CASCADE,
        version_id uuid NOT NULL,
        question_id uuid NOT NULL,
        -- What it was graded by, where that was corrected after the exam.
        corrected_key text[],
        people integer NOT NULL,
        tally jsonb NOT NULL,
        PRIMARY KEY (session_id, version_id)
      );
      CREATE INDEX exam_item_statistic_question ON exam_item_statistic (question_id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE exam_item_statistic, exam_item_count`);
  }
}
