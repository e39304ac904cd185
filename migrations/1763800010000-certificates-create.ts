import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CertificatesCreate1763800010000 implements MigrationInterface {
  readonly name = 'CertificatesCreate1763800010000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE certificate (
        id uuid PRIMARY KEY,
        number text NOT NULL UNIQUE,
        verification_code text NOT NULL UNIQUE,
        person_id uuid NOT NULL REFERENCES person (id),
        organisation_id uuid NOT NULL REFERENCES organisation (id),
        plan_id uuid NOT NULL REFERENCES training_plan (id),
        attempt_id uuid NOT NULL REFERENCES attempt (id),
        period text NOT NULL,
        fields jsonb NOT NULL,
        signature jsonb NOT NULL,
        file_id uuid,
        file_sha256 text,
        status text NOT NULL CHECK (status IN ('effective', 'revoked')),
        issued_on date NOT NULL,
        issued_at timestamptz NOT NULL,
        valid_until date,
        revoked_at timestamptz,
        revoked_reason text,
        revoked_by uuid
      );
      CREATE UNIQUE INDEX certificate_effective ON certificate (person_id, plan_id, period) WHERE status = 'effective';
      CREATE INDEX certificate_organisation ON certificate (organisation_id, issued_at DESC, id DESC);
      CREATE INDEX certificate_person ON certificate (person_id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE certificate`);
  }
}
