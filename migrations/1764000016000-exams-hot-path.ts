import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The format of packed-paper.ts. Only here and in `down`: the product packs and unpacks papers itself. */
const PACK = `
  CREATE FUNCTION pack_paper(paper jsonb) RETURNS bytea LANGUAGE sql IMMUTABLE AS $fn$
    SELECT '\\x01'::bytea || int2send(count(*)::int2)
      || coalesce(string_agg(decode(replace((s ->> 'versionId') || (s ->> 'questionId'), '-', ''), 'hex'), '' ORDER BY n), '')
      || coalesce(string_agg(
        set_byte('\\x00', 0, array_position('{single,multiple,true_false}'::text[], s ->> 'type') - 1)
        || int4send((s ->> 'points')::integer), '' ORDER BY n), '')
      || coalesce(string_agg((
        SELECT set_byte('\\x00', 0, count(*)::int) || coalesce(string_agg(set_byte('\\x00', 0, o::int), '' ORDER BY place), '')
        FROM jsonb_array_elements_text(s -> 'optionOrder') WITH ORDINALITY AS t (o, place)), '' ORDER BY n), '')
      || convert_to((paper - 'slots')::text, 'UTF8')
    FROM jsonb_array_elements(paper -> 'slots') WITH ORDINALITY AS p (s, n)
  $fn$;`;

const UNPACK = `
  CREATE FUNCTION unpack_paper(packed bytea) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $fn$
  DECLARE
    count integer := get_byte(packed, 1) * 256 + get_byte(packed, 2);
    order_at integer := 3 + 37 * count;
    slots jsonb[] := '{}';
    ids_at integer;
    worth_at integer;
  BEGIN
    FOR n IN 1 .. count LOOP
      ids_at := 3 + 32 * (n - 1);
      worth_at := 3 + 32 * count + 5 * (n - 1);
      slots := slots || jsonb_build_object(
        'slot', n,
        'versionId', encode(substring(packed FROM ids_at + 1 FOR 16), 'hex')::uuid,
        'questionId', encode(substring(packed FROM ids_at + 17 FOR 16), 'hex')::uuid,
        'type', ('{single,multiple,true_false}'::text[])[1 + get_byte(packed, worth_at)],
        'points', get_byte(packed, worth_at + 1) * 16777216 + get_byte(packed, worth_at + 2) * 65536 + get_byte(packed, worth_at + 3) * 256 + get_byte(packed, worth_at + 4),
        'optionOrder', (SELECT coalesce(jsonb_agg(get_byte(packed, order_at + o) ORDER BY o), '[]') FROM generate_series(1, get_byte(packed, order_at)) o));
      order_at := order_at + 1 + get_byte(packed, order_at);
    END LOOP;
    RETURN convert_from(substring(packed FROM order_at + 1), 'UTF8')::jsonb || jsonb_build_object('slots', to_jsonb(slots));
  END $fn$;`;

/**
 * Papers as bytes (packed-paper.ts), read by paper_slots() in reports. And the answers of an ended attempt stay where they are
 * until their month is dropped: deleting them row by row wrote half of what a submission writes.
 */
export class ExamsHotPath1764000016000 implements MigrationInterface {
  readonly name = 'ExamsHotPath1764000016000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${PACK}
      ${UNPACK}
      ALTER TABLE attempt ADD COLUMN packed bytea;
      UPDATE attempt SET packed = pack_paper(paper);
      DO $do$
      BEGIN
        IF EXISTS (SELECT FROM attempt WHERE unpack_paper(packed) IS DISTINCT FROM paper) THEN
          RAISE EXCEPTION 'a paper does not come out of its bytes as it went in';
        END IF;
      END $do$;
      DROP FUNCTION pack_paper, unpack_paper;
      ALTER TABLE attempt DROP COLUMN paper;
      ALTER TABLE attempt RENAME COLUMN packed TO paper;
      ALTER TABLE attempt ALTER COLUMN paper SET NOT NULL, ALTER COLUMN paper SET STORAGE EXTERNAL;

      CREATE FUNCTION paper_slots(paper bytea) RETURNS TABLE (slot integer, version_id uuid, question_id uuid, type text)
      LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 100 AS $fn$
        -- Read once: each substring of a value out of line would fetch it anew.
        WITH whole AS MATERIALIZED (SELECT paper || ''::bytea AS bytes, get_byte(paper, 1) * 256 + get_byte(paper, 2) AS count)
        SELECT n, encode(substring(bytes FROM 32 * n - 28 FOR 16), 'hex')::uuid, encode(substring(bytes FROM 32 * n - 12 FOR 16), 'hex')::uuid,
          ('{single,multiple,true_false}'::text[])[1 + get_byte(bytes, 3 + 32 * count + 5 * (n - 1))]
        FROM whole, generate_series(1, count) AS n
      $fn$;

      DROP FUNCTION drop_empty_answer_partitions;
      -- Drops the months that ended before \`instant\` and whose attempts have all ended: their answers are folded into them.
      CREATE FUNCTION drop_settled_answer_partitions(instant timestamptz) RETURNS integer LANGUAGE plpgsql AS $fn$
      DECLARE
        month timestamp;
        dropped integer := 0;
      BEGIN
        PERFORM pg_advisory_xact_lock(hashtextextended('zhian:answer-partitions', 0));
        FOR month IN
          SELECT to_date(right(c.relname, 6), 'YYYYMM') FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
          WHERE i.inhparent = 'answer'::regclass AND c.relname ~ '^answer_[0-9]{6}$'
            AND (to_date(right(c.relname, 6), 'YYYYMM') + interval '1 month') AT TIME ZONE 'UTC' <= instant
        LOOP
          CONTINUE WHEN EXISTS (
            SELECT FROM attempt WHERE status = 'open' AND mode = 'screen' AND id >= first_uuid_at(month AT TIME ZONE 'UTC')
              AND id < first_uuid_at((month + interval '1 month') AT TIME ZONE 'UTC'));
          -- As DROP does, but in the order in which everybody else locks: the whole before the part.
          LOCK TABLE answer IN ACCESS EXCLUSIVE MODE;
          EXECUTE format('DROP TABLE %I', 'answer_' || to_char(month, 'YYYYMM'));
          dropped := dropped + 1;
        END LOOP;
        RETURN dropped;
      END $fn$;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION paper_slots;
      ${UNPACK}
      ALTER TABLE attempt ADD COLUMN unpacked jsonb;
      UPDATE attempt SET unpacked = unpack_paper(paper);
      DROP FUNCTION unpack_paper;
      ALTER TABLE attempt DROP COLUMN paper;
      ALTER TABLE attempt RENAME COLUMN unpacked TO paper;
      ALTER TABLE attempt ALTER COLUMN paper SET NOT NULL;
      ALTER FUNCTION drop_settled_answer_partitions RENAME TO drop_empty_answer_partitions;
    `);
  }
}
