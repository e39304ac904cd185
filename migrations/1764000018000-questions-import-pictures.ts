import type { MigrationInterface, QueryRunner } from 'typeorm';

export class QuestionsImportPictures1764000018000 implements MigrationInterface {
  readonly name = 'QuestionsImportPictures1764000018000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE question_import_row ADD COLUMN images jsonb NOT NULL DEFAULT '[]';

      -- Pictures of an upload as they were written anew; they become files when the import is confirmed.
      CREATE TABLE question_import_picture (
        import_id uuid NOT NULL REFERENCES question_import (id) ON DELETE CASCADE,
        -- Of the file that has, or will have, these bytes.
        file_id uuid NOT NULL,
        sha256 text NOT NULL,
        media_type text NOT NULL,
        width integer NOT NULL,
        height integer NOT NULL,
        bytes bytea NOT NULL,
        PRIMARY KEY (import_id, file_id),
        UNIQUE (import_id, sha256)
      );
      ALTER TABLE question_import_picture ALTER COLUMN bytes SET STORAGE EXTERNAL;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE question_import_picture;
      ALTER TABLE question_import_row DROP COLUMN images;
    `);
  }
}
