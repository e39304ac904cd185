import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TrainingPlansCreate1763800009000 implements MigrationInterface {
  readonly name = 'TrainingPlansCreate1763800009000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE training_plan (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation (id),
        title text NOT NULL,
        period text NOT NULL,
        starts_on date NOT NULL,
        due_on date NOT NULL CHECK (due_on >= starts_on),
        status text NOT NULL CHECK (status IN ('draft', 'active', 'closed')),
        audience jsonb NOT NULL,
        roster_roles text[],
        issues_certificate boolean NOT NULL,
        certificate_valid_months integer CHECK (certificate_valid_months > 0),
        certificate_issuer text,
        created_by uuid,
        created_at timestamptz NOT NULL,
        activated_at timestamptz,
        closed_at timestamptz,
        version integer NOT NULL DEFAULT 1
      );
      CREATE INDEX training_plan_list ON training_plan (created_at DESC, id DESC);
      CREATE INDEX training_plan_organisation ON training_plan (organisation_id);
      
      CREATE TABLE requirement (
        id uuid PRIMARY KEY,
        plan_id uuid NOT NULL REFERENCES training_plan (id) ON DELETE CASCADE,
        kind text NOT NULL CHECK (kind IN ('pass_exam')),
        exam_session_id uuid NOT NULL REFERENCES exam_session (id),
        UNIQUE (plan_id, kind, exam_session_id)
      );
      CREATE INDEX requirement_exam ON requirement (exam_session_id);
      
      -- The ledger of the denominator. Half-open [starts_on, ends_on); one that is taken back gets its end, it is not removed.
      CREATE TABLE plan_excusal (
        id uuid PRIMARY KEY,
        plan_id uuid NOT NULL REFERENCES training_plan (id),
        person_id uuid NOT NULL REFERENCES person (id),
        reason text NOT NULL,
        starts_on date NOT NULL,
        ends_on date CHECK (ends_on >= starts_on),
        recorded_by uuid,
        recorded_by_name text NOT NULL,
        recorded_at timestamptz NOT NULL,
        ended_by_name text,
        ended_at timestamptz
      );
      CREATE INDEX plan_excusal_plan ON plan_excusal (plan_id, person_id);
      
      CREATE TABLE completion (
        requirement_id uuid NOT NULL REFERENCES requirement (id),
        person_id uuid NOT NULL REFERENCES person (id),
        attempt_id uuid NOT NULL REFERENCES attempt (id),
        met_at timestamptz NOT NULL,
        PRIMARY KEY (requirement_id, person_id)
      );
      CREATE INDEX completion_person ON completion (person_id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE completion, plan_excusal, requirement, training_plan`);
  }
}
