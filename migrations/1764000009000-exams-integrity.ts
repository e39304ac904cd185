import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ExamsIntegrity1764000009000 implements MigrationInterface {
  readonly name = 'ExamsIntegrity1764000009000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- What was looked at when the papers of an exam were last compared; made from papers and logs, never the truth itself.
      CREATE TABLE exam_integrity_report (
        session_id uuid PRIMARY KEY REFERENCES exam_session (id) ON DELETE CASCADE,
        examined_at timestamptz(3) NOT NULL,
        -- Of the item count that it follows: a newer count is followed by a new comparison.
        counted_at timestamptz(3) NOT NULL,
        papers integer NOT NULL,
        on_paper integer NOT NULL,
        on_kiosk integer NOT NULL,
        -- Pairs of papers compared; null when they were not.
        pairs integer
      );
      -- Signs for a person to look at. Nothing reads them that has to do with scores.
      CREATE TABLE exam_integrity_finding (
        id uuid PRIMARY KEY,
        session_id uuid NOT NULL REFERENCES exam_session (id) ON DELETE CASCADE,
        kind text NOT NULL CHECK (kind IN ('same-answers', 'speed', 'same-device', 'signals')),
        -- What makes it the same finding the next time: the attempts, or the device.
        subject text NOT NULL,
        attempt_ids uuid[] NOT NULL,
        evidence jsonb NOT NULL,
        -- Its place in the list, the weightiest first.
        place integer NOT NULL,
        -- False: the newest comparison does not show it any more; kept for what was noted.
        standing boolean NOT NULL,
        changed_at timestamptz(3) NOT NULL,
        outcome text CHECK (outcome IN ('fine', 'follow-up')),
        note text,
        reviewed_by uuid REFERENCES account (id),
        reviewed_by_name text,
        reviewed_at timestamptz(3),
        version integer NOT NULL DEFAULT 1,
        UNIQUE (session_id, kind, subject),
        CHECK ((outcome IS NULL) = (reviewed_at IS NULL))
      );
      CREATE INDEX exam_integrity_finding_list ON exam_integrity_finding (session_id, place, id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE exam_integrity_finding, exam_integrity_report`);
  }
}
