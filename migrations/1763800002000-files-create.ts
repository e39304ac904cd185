import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FilesCreate1763800002000 implements MigrationInterface {
  readonly name = 'FilesCreate1763800002000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE stored_file (
        id uuid PRIMARY KEY,
        organisation_id uuid,
        purpose text NOT NULL,
        name text NOT NULL,
        media_type text NOT NULL,
        size bigint NOT NULL,
        sha256 text NOT NULL,
        created_by uuid,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX stored_file_sha256 ON stored_file (sha256);

      -- Announced before the bytes are written, gone with the commit of their row: what stays is swept after a day.
      CREATE TABLE file_intent (
        id uuid PRIMARY KEY,
        begun_at timestamptz NOT NULL
      );
      CREATE INDEX file_intent_begun_at ON file_intent (begun_at);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE file_intent, stored_file`);
  }
}
