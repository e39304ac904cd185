import type { MigrationInterface, QueryRunner } from 'typeorm';

export class QuestionsGapTarget1764000004100 implements MigrationInterface {
  readonly name = 'QuestionsGapTarget1764000004100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- How many questions a bank wants for each post, by type, and for each knowledge point of a post. No row: the usual numbers.
      CREATE TABLE question_gap_target (
        organisation_id uuid PRIMARY KEY REFERENCES organisation (id),
        single integer NOT NULL CHECK (single >= 0),
        multiple integer NOT NULL CHECK (multiple >= 0),
        true_false integer NOT NULL CHECK (true_false >= 0),
        per_point integer NOT NULL CHECK (per_point >= 0),
        updated_at timestamptz NOT NULL,
        version integer NOT NULL DEFAULT 1
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE question_gap_target`);
  }
}
