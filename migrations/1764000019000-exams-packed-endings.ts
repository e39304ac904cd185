import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Formats of packed-answers.ts and packed-grade.ts. Only here and in `down`: the product packs and unpacks them itself. */
const PACK = `
  CREATE FUNCTION pack_choices(answers jsonb, seqs jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $fn$
    SELECT coalesce(string_agg(coalesce(answers ->> n::text, ''), ',' ORDER BY n), '')
    FROM generate_series(1, (SELECT max(k::integer) FROM jsonb_object_keys(answers || seqs) AS k)) AS n
  $fn$;
  CREATE FUNCTION pack_seqs(answers jsonb, seqs jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $fn$
    WITH given AS (
      SELECT key::integer AS n, value::bigint - lag(value::bigint, 1, 0::bigint) OVER (ORDER BY key::integer) AS more FROM jsonb_each_text(seqs))
    SELECT coalesce(string_agg(coalesce(given.more::text, ''), ',' ORDER BY n), '')
    FROM generate_series(1, (SELECT max(k::integer) FROM jsonb_object_keys(answers || seqs) AS k)) AS n LEFT JOIN given USING (n)
  $fn$;
  CREATE FUNCTION pack_grade(slots jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $fn$
    SELECT coalesce(string_agg(
      CASE WHEN (s ->> 'correct')::boolean THEN 'r' WHEN (s ->> 'answered')::boolean THEN 'w' ELSE 'b' END
        || coalesce(nullif(s ->> 'awarded', '0'), '') || coalesce(left(s ->> 'voided', 1), ''), ',' ORDER BY (s ->> 'slot')::integer), '')
    FROM jsonb_array_elements(slots) AS s
  $fn$;`;

const UNPACK = `
  CREATE FUNCTION unpack_choices(choices text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $fn$
    SELECT coalesce(jsonb_object_agg(n, c) FILTER (WHERE c <> ''), '{}') FROM string_to_table(choices, ',') WITH ORDINALITY AS t (c, n)
  $fn$;
  CREATE FUNCTION unpack_seqs(seqs text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $fn$
    SELECT coalesce(jsonb_object_agg(n, seq), '{}') FROM (
      SELECT n, sum(more::bigint) OVER (ORDER BY n)::bigint AS seq FROM string_to_table(seqs, ',') WITH ORDINALITY AS t (more, n) WHERE more <> '') AS s
  $fn$;
  CREATE FUNCTION unpack_grade(slots text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $fn$
    SELECT coalesce(jsonb_agg(jsonb_build_object('slot', n, 'awarded', coalesce(substring(g FROM '[0-9]+'), '0')::integer,
      'correct', g LIKE 'r%', 'answered', g NOT LIKE 'b%')
      || CASE right(g, 1) WHEN 'f' THEN '{"voided": "full"}' WHEN 'd' THEN '{"voided": "drop"}' ELSE '{}' END::jsonb ORDER BY n), '[]')
    FROM string_to_table(slots, ',') WITH ORDINALITY AS t (g, n)
  $fn$;`;

const DROP = `DROP FUNCTION pack_choices, pack_seqs, pack_grade, unpack_choices, unpack_seqs, unpack_grade;`;

/**
 * Answers and grades of ended attempts as text. When each answer was given moves from the log to the attempt; what the log says
 * of it from now on is a hash, as it does of the paper. Logs of before stay as they are: they were signed.
 */
export class ExamsPackedEndings1764000019000 implements MigrationInterface {
  readonly name = 'ExamsPackedEndings1764000019000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${PACK}
      ${UNPACK}
      ALTER TABLE attempt ADD COLUMN packed text, ADD COLUMN answer_seqs text;
      CREATE TEMPORARY TABLE ended ON COMMIT DROP AS
        SELECT t.id, t.answers, coalesce(e.data -> 'seqs', '{}') AS seqs
        FROM attempt t LEFT JOIN attempt_event e ON e.attempt_id = t.id AND e.kind = t.status WHERE t.answers IS NOT NULL;
      UPDATE attempt t SET packed = pack_choices(e.answers, e.seqs), answer_seqs = pack_seqs(e.answers, e.seqs) FROM ended e WHERE e.id = t.id;
      DO $do$
      BEGIN
        IF EXISTS (SELECT FROM attempt t JOIN ended e ON e.id = t.id
            WHERE unpack_choices(t.packed) IS DISTINCT FROM e.answers OR unpack_seqs(t.answer_seqs) IS DISTINCT FROM e.seqs)
          OR EXISTS (SELECT FROM attempt_grade WHERE unpack_grade(pack_grade(slots)) IS DISTINCT FROM slots) THEN
          RAISE EXCEPTION 'an answer or a grade does not come out of its text as it went in';
        END IF;
      END $do$;
      DROP TABLE ended;
      ALTER TABLE attempt DROP COLUMN answers;
      ALTER TABLE attempt RENAME COLUMN packed TO answers;
      ALTER TABLE attempt ADD CHECK ((answers IS NULL) = (answer_seqs IS NULL));
      ALTER TABLE attempt_grade ALTER COLUMN slots TYPE text USING pack_grade(slots);
      ${DROP}
    `);
  }

  /** Logs that were written meanwhile keep their hashes, which only this version can compare. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${PACK}
      ${UNPACK}
      ALTER TABLE attempt ADD COLUMN unpacked jsonb;
      UPDATE attempt SET unpacked = unpack_choices(answers) WHERE answers IS NOT NULL;
      ALTER TABLE attempt DROP COLUMN answers, DROP COLUMN answer_seqs;
      ALTER TABLE attempt RENAME COLUMN unpacked TO answers;
      ALTER TABLE attempt_grade ALTER COLUMN slots TYPE jsonb USING unpack_grade(slots);
      ${DROP}
    `);
  }
}
