import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PostsCreate1763800005000 implements MigrationInterface {
  readonly name = 'PostsCreate1763800005000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE post_template (
        id uuid PRIMARY KEY,
        field text REFERENCES supervision_field (code),
        name text NOT NULL,
        high_risk boolean NOT NULL DEFAULT false,
        underground boolean NOT NULL DEFAULT false,
        dangerous_surface boolean NOT NULL DEFAULT false,
        required_certificates text[] NOT NULL DEFAULT '{}',
        UNIQUE NULLS NOT DISTINCT (field, name)
      );
      
      CREATE TABLE post (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation (id),
        template_id uuid REFERENCES post_template (id),
        name text NOT NULL,
        high_risk boolean NOT NULL DEFAULT false,
        underground boolean NOT NULL DEFAULT false,
        dangerous_surface boolean NOT NULL DEFAULT false,
        required_certificates text[] NOT NULL DEFAULT '{}',
        active boolean NOT NULL DEFAULT true,
        created_at timestamptz NOT NULL,
        version integer NOT NULL DEFAULT 1,
        UNIQUE (organisation_id, name)
      );
      
      CREATE TABLE post_assignment (
        id uuid PRIMARY KEY,
        employment_id uuid NOT NULL REFERENCES employment (id),
        person_id uuid NOT NULL REFERENCES person (id),
        post_id uuid NOT NULL REFERENCES post (id),
        starts_on date NOT NULL,
        ends_on date CHECK (ends_on >= starts_on),
        recorded_at timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX post_assignment_open ON post_assignment (employment_id, post_id) WHERE ends_on IS NULL;
      CREATE INDEX post_assignment_post ON post_assignment (post_id, starts_on, ends_on);
      CREATE INDEX post_assignment_person ON post_assignment (person_id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE post_assignment, post, post_template`);
  }
}
