import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ExamsCreate1763800008000 implements MigrationInterface {
  readonly name = 'ExamsCreate1763800008000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE exam_session (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation (id),
        title text NOT NULL,
        purpose text NOT NULL CHECK (purpose IN ('formal', 'self_test')),
        status text NOT NULL CHECK (status IN ('draft', 'published', 'cancelled')),
        opens_at timestamptz,
        closes_at timestamptz CHECK (closes_at > opens_at),
        duration_seconds integer NOT NULL CHECK (duration_seconds > 0),
        pass_hundredths integer NOT NULL CHECK (pass_hundredths >= 0),
        total_hundredths integer NOT NULL,
        question_count integer NOT NULL,
        scoring_scheme text NOT NULL,
        attempts_allowed integer CHECK (attempts_allowed > 0),
        cool_down_seconds integer NOT NULL DEFAULT 0,
        disclosure text NOT NULL CHECK (disclosure IN ('score', 'wrong_questions', 'everything')),
        disclose_at text NOT NULL CHECK (disclose_at IN ('submission', 'close')),
        shuffle_options boolean NOT NULL,
        shuffle_questions boolean NOT NULL,
        blueprint jsonb NOT NULL,
        pool jsonb,
        created_by uuid,
        created_at timestamptz NOT NULL,
        published_at timestamptz,
        cancelled_at timestamptz,
        cancelled_reason text,
        version integer NOT NULL DEFAULT 1
      );
      CREATE INDEX exam_session_list ON exam_session (organisation_id, created_at DESC, id DESC);
      
      CREATE TABLE exam_entry_rule (
        session_id uuid NOT NULL REFERENCES exam_session (id) ON DELETE CASCADE,
        kind text NOT NULL CHECK (kind IN ('region', 'organisation', 'post', 'person')),
        target_id text NOT NULL,
        position integer NOT NULL DEFAULT 0,
        PRIMARY KEY (session_id, kind, target_id)
      );
      CREATE TABLE exam_entry (
        session_id uuid NOT NULL REFERENCES exam_session (id),
        person_id uuid NOT NULL REFERENCES person (id),
        added_at timestamptz NOT NULL,
        PRIMARY KEY (session_id, person_id)
      );
      CREATE INDEX exam_entry_person ON exam_entry (person_id);
      
      CREATE TABLE attempt (
        id uuid PRIMARY KEY,
        session_id uuid NOT NULL REFERENCES exam_session (id),
        person_id uuid NOT NULL REFERENCES person (id),
        no integer NOT NULL,
        status text NOT NULL CHECK (status IN ('open', 'submitted', 'expired')),
        seed text NOT NULL,
        paper jsonb NOT NULL,
        started_at timestamptz(3) NOT NULL,
        deadline timestamptz(3) NOT NULL,
        ended_at timestamptz(3),
        answers jsonb,
        score integer,
        max_score integer NOT NULL,
        passed boolean,
        right_count integer,
        late_answers integer NOT NULL DEFAULT 0,
        revision integer NOT NULL DEFAULT 1,
        UNIQUE (session_id, person_id, no)
      );
      CREATE UNIQUE INDEX attempt_one_open ON attempt (session_id, person_id) WHERE status = 'open';
      CREATE INDEX attempt_person ON attempt (person_id, started_at DESC);
      CREATE INDEX attempt_due ON attempt (deadline) WHERE status = 'open';
      
      -- Hot answers of open attempts; folded into attempt.answers at submission. The key begins with a time-ordered
      -- UUIDv7, so that the table can be partitioned by month on attempt_id without a change to the code.
      CREATE TABLE answer (
        attempt_id uuid NOT NULL,
        slot smallint NOT NULL,
        choice text NOT NULL,
        client_seq bigint NOT NULL,
        saved_at timestamptz(3) NOT NULL,
        PRIMARY KEY (attempt_id, slot)
      ) WITH (fillfactor = 70);
      
      CREATE TABLE attempt_grade (
        attempt_id uuid NOT NULL REFERENCES attempt (id),
        no integer NOT NULL,
        scheme text NOT NULL,
        score integer NOT NULL,
        max_score integer NOT NULL,
        passed boolean NOT NULL,
        slots jsonb NOT NULL,
        reason text NOT NULL,
        graded_at timestamptz(3) NOT NULL,
        PRIMARY KEY (attempt_id, no)
      );
      CREATE TRIGGER attempt_grade_append_only BEFORE UPDATE OR DELETE ON attempt_grade FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER attempt_grade_not_emptied BEFORE TRUNCATE ON attempt_grade FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      
      CREATE TABLE attempt_event (
        attempt_id uuid NOT NULL REFERENCES attempt (id),
        seq integer NOT NULL,
        at timestamptz(3) NOT NULL,
        kind text NOT NULL,
        data jsonb NOT NULL,
        prev_hash text NOT NULL,
        hash text NOT NULL,
        PRIMARY KEY (attempt_id, seq)
      );
      CREATE TRIGGER attempt_event_append_only BEFORE UPDATE OR DELETE ON attempt_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER attempt_event_not_emptied BEFORE TRUNCATE ON attempt_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `DROP TABLE attempt_event, attempt_grade, answer, attempt, exam_entry, exam_entry_rule, exam_session`,
    );
  }
}
