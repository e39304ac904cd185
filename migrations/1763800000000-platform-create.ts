import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PlatformCreate1763800000000 implements MigrationInterface {
  readonly name = 'PlatformCreate1763800000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE outbox (
        id uuid PRIMARY KEY,
        type text NOT NULL,
        payload jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        published_at timestamptz,
        settled_at timestamptz
      );
      CREATE INDEX outbox_unpublished ON outbox (created_at) WHERE published_at IS NULL;
      CREATE INDEX outbox_unsettled ON outbox (published_at) WHERE settled_at IS NULL;
      
      CREATE TABLE inbox (
        subscriber text NOT NULL,
        event_id uuid NOT NULL,
        handled_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (subscriber, event_id)
      );
      
      CREATE TABLE idempotency_key (
        account_id uuid NOT NULL,
        key text NOT NULL,
        request_hash text NOT NULL,
        status smallint,
        -- Text, not jsonb: the same answer means the same bytes.
        body text,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (account_id, key)
      );
      CREATE INDEX idempotency_key_created_at ON idempotency_key (created_at);
      
      -- Who is asking, as set by the unit of work for the length of one transaction. Unset means nobody, and nobody sees nothing.
      CREATE FUNCTION app_is_system() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
        RETURN coalesce(current_setting('app.system', true), '') = 'on';
      CREATE FUNCTION app_account_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
        RETURN nullif(current_setting('app.account_id', true), '')::uuid;
      CREATE FUNCTION app_person_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
        RETURN nullif(current_setting('app.person_id', true), '')::uuid;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `DROP TABLE idempotency_key, inbox, outbox; DROP FUNCTION app_is_system, app_account_id, app_person_id`,
    );
  }
}
