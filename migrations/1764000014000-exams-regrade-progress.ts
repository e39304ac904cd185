import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ExamsRegradeProgress1764000014000 implements MigrationInterface {
  readonly name = 'ExamsRegradeProgress1764000014000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- Attempts to look at, and looked at so far, by session: who sees some of the sessions is told of these alone (contract 19).
      ALTER TABLE exam_regrade_scope ADD COLUMN attempts integer NOT NULL DEFAULT 0, ADD COLUMN seen integer NOT NULL DEFAULT 0;
      UPDATE exam_regrade_scope x SET (attempts, seen) = (
        SELECT count(*), CASE WHEN r.status = 'applied' THEN count(*) ELSE count(*) FILTER (WHERE t.id <= r.seen_until) END
        FROM attempt t WHERE t.session_id = x.session_id AND t.status <> 'open'
          AND t.paper -> 'slots' @> jsonb_build_array(jsonb_build_object('versionId', r.version_id::text)))
      FROM exam_regrade r WHERE r.id = x.regrade_id AND r.status IN ('applying', 'applied');
      ALTER TABLE exam_regrade DROP COLUMN attempts, DROP COLUMN seen;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE exam_regrade ADD COLUMN attempts integer NOT NULL DEFAULT 0, ADD COLUMN seen integer NOT NULL DEFAULT 0;
      UPDATE exam_regrade r SET (attempts, seen) = (
        SELECT sum(x.attempts), sum(x.seen) FROM exam_regrade_scope x WHERE x.regrade_id = r.id);
      ALTER TABLE exam_regrade_scope DROP COLUMN attempts, DROP COLUMN seen;
    `);
  }
}
