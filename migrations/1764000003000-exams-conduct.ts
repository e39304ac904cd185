import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ExamsConduct1764000003000 implements MigrationInterface {
  readonly name = 'ExamsConduct1764000003000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE exam_session
        ADD COLUMN start_mode text NOT NULL DEFAULT 'individual' CHECK (start_mode IN ('individual', 'together')),
        ADD COLUMN access_code text CHECK (length(access_code) BETWEEN 4 AND 12),
        ADD COLUMN late_entry_minutes integer CHECK (late_entry_minutes >= 0),
        ADD COLUMN resits_allowed integer NOT NULL DEFAULT 0 CHECK (resits_allowed >= 0),
        ADD COLUMN one_device boolean NOT NULL DEFAULT true,
        ADD COLUMN invigilated boolean NOT NULL DEFAULT false,
        ADD COLUMN extension_seconds integer NOT NULL DEFAULT 0,
        -- When the last candidate's time is over; null as long as that is closes_at.
        ADD COLUMN ends_at timestamptz(3),
        ADD COLUMN paused_at timestamptz(3),
        -- Finished pauses together: what the limit for late entry is moved by.
        ADD COLUMN paused_seconds integer NOT NULL DEFAULT 0;

      CREATE TABLE exam_room (
        id uuid PRIMARY KEY,
        session_id uuid NOT NULL REFERENCES exam_session (id) ON DELETE CASCADE,
        name text NOT NULL,
        capacity integer CHECK (capacity > 0),
        position integer NOT NULL,
        UNIQUE (session_id, name)
      );
      -- room_id null: the whole session.
      CREATE TABLE exam_invigilator (
        id uuid PRIMARY KEY,
        session_id uuid NOT NULL REFERENCES exam_session (id) ON DELETE CASCADE,
        room_id uuid REFERENCES exam_room (id) ON DELETE CASCADE,
        account_id uuid NOT NULL REFERENCES account (id),
        UNIQUE NULLS NOT DISTINCT (session_id, room_id, account_id)
      );
      CREATE INDEX exam_invigilator_account ON exam_invigilator (account_id, session_id);

      ALTER TABLE exam_entry
        ADD COLUMN room_id uuid REFERENCES exam_room (id),
        ADD COLUMN seat integer CHECK (seat > 0),
        ADD COLUMN extension_seconds integer NOT NULL DEFAULT 0;
      CREATE UNIQUE INDEX exam_entry_seat ON exam_entry (room_id, seat) WHERE seat IS NOT NULL;

      ALTER TABLE attempt
        ADD COLUMN device_id text,
        ADD COLUMN device_since timestamptz(3),
        ADD COLUMN paused_at timestamptz(3),
        ADD COLUMN extension_seconds integer NOT NULL DEFAULT 0,
        ADD COLUMN mode text NOT NULL DEFAULT 'screen' CHECK (mode IN ('screen', 'paper'));

      CREATE TABLE exam_session_event (
        session_id uuid NOT NULL REFERENCES exam_session (id),
        seq integer NOT NULL,
        at timestamptz(3) NOT NULL,
        kind text NOT NULL,
        data jsonb NOT NULL,
        actor_account_id uuid,
        actor_name text NOT NULL,
        prev_hash text NOT NULL,
        hash text NOT NULL,
        PRIMARY KEY (session_id, seq)
      );
      CREATE TRIGGER exam_session_event_append_only BEFORE UPDATE OR DELETE ON exam_session_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER exam_session_event_not_emptied BEFORE TRUNCATE ON exam_session_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      -- Who was seen when. Not truth: it may be lost, so it costs no WAL.
      CREATE UNLOGGED TABLE attempt_presence (
        attempt_id uuid PRIMARY KEY,
        seen_at timestamptz(3) NOT NULL,
        online boolean NOT NULL,
        signals integer NOT NULL DEFAULT 0
      ) WITH (fillfactor = 50);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE attempt_presence, exam_session_event;
      ALTER TABLE attempt DROP COLUMN device_id, DROP COLUMN device_since, DROP COLUMN paused_at, DROP COLUMN extension_seconds, DROP COLUMN mode;
      ALTER TABLE exam_entry DROP COLUMN room_id, DROP COLUMN seat, DROP COLUMN extension_seconds;
      DROP TABLE exam_invigilator, exam_room;
      ALTER TABLE exam_session DROP COLUMN start_mode, DROP COLUMN access_code, DROP COLUMN late_entry_minutes, DROP COLUMN resits_allowed,
        DROP COLUMN one_device, DROP COLUMN invigilated, DROP COLUMN extension_seconds, DROP COLUMN ends_at, DROP COLUMN paused_at, DROP COLUMN paused_seconds;
    `);
  }
}
