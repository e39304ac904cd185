import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ExamsQuestionUse1764000000100 implements MigrationInterface {
  readonly name = 'ExamsQuestionUse1764000000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- How often a question stood in the papers of a session: counted from the papers, never the truth itself.
      CREATE TABLE exam_question_use (
        session_id uuid NOT NULL REFERENCES exam_session (id) ON DELETE CASCADE,
        question_id uuid NOT NULL,
        drawn integer NOT NULL,
        last_drawn_at timestamptz NOT NULL,
        PRIMARY KEY (session_id, question_id)
      );
      CREATE INDEX exam_question_use_question ON exam_question_use (question_id);
      CREATE TABLE exam_question_use_count (
        session_id uuid PRIMARY KEY REFERENCES exam_session (id) ON DELETE CASCADE,
        attempts integer NOT NULL,
        counted_at timestamptz NOT NULL
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE exam_question_use_count, exam_question_use`);
  }
}
