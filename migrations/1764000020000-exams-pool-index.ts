import type { MigrationInterface, QueryRunner } from 'typeorm';

/** «All exams that may have asked this question»: without an index every pool of every session is unpacked, 1.4 s for 5,000. */
export class ExamsPoolIndex1764000020000 implements MigrationInterface {
  readonly name = 'ExamsPoolIndex1764000020000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE FUNCTION pool_versions(pool jsonb) RETURNS uuid[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
        RETURN (SELECT array_agg((item ->> 'versionId')::uuid) FROM jsonb_array_elements(pool) AS item);
      CREATE INDEX exam_session_pool_versions ON exam_session USING gin (pool_versions(pool));
      -- ANALYZE would unpack every pool for figures that no plan needs.
      ALTER INDEX exam_session_pool_versions ALTER COLUMN 1 SET STATISTICS 0;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX exam_session_pool_versions; DROP FUNCTION pool_versions(jsonb)`);
  }
}
