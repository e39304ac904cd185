import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ExamsPacks1764000008000 implements MigrationInterface {
  readonly name = 'ExamsPacks1764000008000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE exam_session ADD COLUMN packs text NOT NULL DEFAULT 'auto' CHECK (packs IN ('auto', 'off'));

      CREATE TABLE exam_pack (
        id uuid PRIMARY KEY,
        session_id uuid NOT NULL UNIQUE REFERENCES exam_session (id),
        -- null: the pool is too large for a pack, or the exam is over; nothing is offered, and nobody tries again.
        file_id uuid REFERENCES stored_file (id),
        size integer,
        sha256 text,
        -- Which question lies where, with its options in which order. It and the sealed key never leave the server.
        layout jsonb,
        sealed_key text,
        built_at timestamptz(3) NOT NULL,
        CHECK ((file_id IS NULL) = (size IS NULL AND sha256 IS NULL AND layout IS NULL AND sealed_key IS NULL))
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE exam_pack; ALTER TABLE exam_session DROP COLUMN packs;`);
  }
}
