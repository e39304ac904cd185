import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ExamsItemFlags1764000009100 implements MigrationInterface {
  readonly name = 'ExamsItemFlags1764000009100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- Question versions of which the answers in exams say that they are worth another look; counted, never the truth itself.
      CREATE TABLE exam_item_flag (
        version_id uuid PRIMARY KEY REFERENCES question_version (id),
        question_id uuid NOT NULL REFERENCES question (id),
        flags text[] NOT NULL,
        -- Papers that it is counted from.
        asked integer NOT NULL,
        -- Its place in the list, the gravest first.
        place integer NOT NULL,
        -- Somebody should look: nobody has, or there is more to see than he saw.
        open boolean NOT NULL,
        -- What somebody has dealt with, and from how many papers that was counted.
        handled_flags text[],
        handled_asked integer,
        note text,
        handled_by uuid REFERENCES account (id),
        handled_by_name text,
        handled_at timestamptz(3),
        version integer NOT NULL DEFAULT 1,
        CHECK ((handled_at IS NULL) = (handled_flags IS NULL) AND (handled_at IS NULL) = (handled_asked IS NULL))
      );
      CREATE INDEX exam_item_flag_question ON exam_item_flag (question_id);
      -- Exams that were counted before there were flags are counted once more.
      UPDATE exam_item_count SET stale_since = counted_at WHERE stale_since IS NULL;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE exam_item_flag`);
  }
}
