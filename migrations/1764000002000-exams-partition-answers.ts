import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Hot answers by the month in which their attempt began (UUIDv7 begins with the time). What is over is dropped as a table
 * instead of being vacuumed for years. The functions are used here and by the sweeper.
 */
export class ExamsPartitionAnswers1764000002000 implements MigrationInterface {
  readonly name = 'ExamsPartitionAnswers1764000002000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE answer RENAME TO answer_before_partitions;
      ALTER TABLE answer_before_partitions RENAME CONSTRAINT answer_pkey TO answer_before_partitions_pkey;
      CREATE TABLE answer (
        attempt_id uuid NOT NULL,
        slot smallint NOT NULL,
        choice text NOT NULL,
        client_seq bigint NOT NULL,
        saved_at timestamptz(3) NOT NULL,
        PRIMARY KEY (attempt_id, slot)
      ) PARTITION BY RANGE (attempt_id);
      -- Takes what has no month of its own, so that a save never fails for want of a partition.
      CREATE TABLE answer_default PARTITION OF answer DEFAULT WITH (fillfactor = 70);

      -- The least UUIDv7 of an instant: 48 bits of milliseconds, the rest zero.
      CREATE FUNCTION first_uuid_at(instant timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE AS $fn$
        SELECT (lpad(to_hex(floor(extract(epoch FROM instant) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid
      $fn$;

      -- One partition for the month (UTC) of \`instant\` and each of the \`ahead\` months after it; what is there already stays.
      -- Attached, not created as a partition: that would lock out every save. Answers that fell into the default one move along.
      CREATE FUNCTION prepare_answer_partitions(instant timestamptz, ahead integer) RETURNS integer LANGUAGE plpgsql AS $fn$
      DECLARE
        month timestamp;
        first_id uuid;
        end_id uuid;
        partition text;
        made integer := 0;
      BEGIN
        PERFORM pg_advisory_xact_lock(hashtextextended('zhian:answer-partitions', 0));
        FOR month IN SELECT date_trunc('month', instant AT TIME ZONE 'UTC') + make_interval(months => n) FROM generate_series(0, ahead) n LOOP
          partition := 'answer_' || to_char(month, 'YYYYMM');
          CONTINUE WHEN to_regclass(partition) IS NOT NULL;
          first_id := first_uuid_at(month AT TIME ZONE 'UTC');
          end_id := first_uuid_at((month + interval '1 month') AT TIME ZONE 'UTC');
          EXECUTE format('CREATE TABLE %I (LIKE answer INCLUDING ALL) WITH (fillfactor = 70)', partition);
          IF EXISTS (SELECT FROM answer_default WHERE attempt_id >= first_id AND attempt_id < end_id) THEN
            LOCK TABLE answer_default IN ACCESS EXCLUSIVE MODE;
            EXECUTE format(
              'WITH moved AS (DELETE FROM answer_default WHERE attempt_id >= %L AND attempt_id < %L RETURNING *) INSERT INTO %I SELECT * FROM moved',
              first_id, end_id, partition);
          END IF;
          EXECUTE format('ALTER TABLE answer ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', partition, first_id, end_id);
          made := made + 1;
        END LOOP;
        RETURN made;
      END $fn$;

      -- Drops the months that ended before \`instant\` and hold nothing any more.
      CREATE FUNCTION drop_empty_answer_partitions(instant timestamptz) RETURNS integer LANGUAGE plpgsql AS $fn$
      DECLARE
        partition text;
        used boolean;
        dropped integer := 0;
      BEGIN
        PERFORM pg_advisory_xact_lock(hashtextextended('zhian:answer-partitions', 0));
        FOR partition IN
          SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
          WHERE i.inhparent = 'answer'::regclass AND c.relname ~ '^answer_[0-9]{6}$'
            AND (to_date(right(c.relname, 6), 'YYYYMM') + interval '1 month') AT TIME ZONE 'UTC' <= instant
        LOOP
          EXECUTE format('SELECT EXISTS (SELECT FROM %I)', partition) INTO used;
          CONTINUE WHEN used;
          -- As DROP does, but in the order in which everybody else locks: the whole before the part.
          LOCK TABLE answer IN ACCESS EXCLUSIVE MODE;
          EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE', partition);
          EXECUTE format('SELECT EXISTS (SELECT FROM %I)', partition) INTO used;
          CONTINUE WHEN used;
          EXECUTE format('DROP TABLE %I', partition);
          dropped := dropped + 1;
        END LOOP;
        RETURN dropped;
      END $fn$;

      INSERT INTO answer SELECT attempt_id, slot, choice, client_seq, saved_at FROM answer_before_partitions;
      DROP TABLE answer_before_partitions;
      SELECT prepare_answer_partitions(now(), 2);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE answer_without_partitions (LIKE answer) WITH (fillfactor = 70);
      INSERT INTO answer_without_partitions SELECT * FROM answer;
      DROP TABLE answer;
      DROP FUNCTION prepare_answer_partitions, drop_empty_answer_partitions, first_uuid_at;
      ALTER TABLE answer_without_partitions RENAME TO answer;
      ALTER TABLE answer ADD PRIMARY KEY (attempt_id, slot);
    `);
  }
}
