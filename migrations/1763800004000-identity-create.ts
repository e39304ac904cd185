import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IdentityCreate1763800004000 implements MigrationInterface {
  readonly name = 'IdentityCreate1763800004000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE account (
        id uuid PRIMARY KEY,
        login text NOT NULL UNIQUE,
        person_id uuid UNIQUE REFERENCES person (id),
        display_name text NOT NULL,
        password_hash text NOT NULL,
        password_changed_at timestamptz NOT NULL DEFAULT now(),
        must_change_password boolean NOT NULL,
        status text NOT NULL CHECK (status IN ('active', 'disabled')),
        created_at timestamptz NOT NULL,
        last_sign_in_at timestamptz,
        version integer NOT NULL DEFAULT 1
      );
      
      CREATE TABLE role_grant (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account (id),
        role text NOT NULL,
        organisation_id uuid REFERENCES organisation (id),
        region_code text REFERENCES region (code),
        field text REFERENCES supervision_field (code),
        granted_by uuid,
        granted_at timestamptz NOT NULL,
        CHECK (organisation_id IS NULL OR region_code IS NULL)
      );
      CREATE INDEX role_grant_account ON role_grant (account_id);
      CREATE UNIQUE INDEX role_grant_once ON role_grant (account_id, role, coalesce(organisation_id, '00000000-0000-0000-0000-000000000000'), coalesce(region_code, ''), coalesce(field, ''));
      
      CREATE TABLE session (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES account (id),
        token_hash text NOT NULL UNIQUE,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        last_seen_at timestamptz NOT NULL,
        revoked_at timestamptz,
        user_agent text
      );
      CREATE INDEX session_account ON session (account_id) WHERE revoked_at IS NULL;
      
      -- Failures are counted by (login, source) and by source; never by login alone, which would let anyone lock anyone out.
      CREATE TABLE sign_in_failure (
        id uuid PRIMARY KEY,
        login_hash text NOT NULL,
        source text NOT NULL,
        at timestamptz NOT NULL
      );
      CREATE INDEX sign_in_failure_pair ON sign_in_failure (login_hash, source, at);
      CREATE INDEX sign_in_failure_source ON sign_in_failure (source, at);
      
      CREATE TABLE known_device (
        account_id uuid NOT NULL REFERENCES account (id),
        device_hash text NOT NULL,
        seen_at timestamptz NOT NULL,
        PRIMARY KEY (account_id, device_hash)
      );
      CREATE INDEX known_device_hash ON known_device (device_hash);
      
      -- Row-level security: the second net under the scope filter of the queries.
      -- Every organisation that the account of this transaction has any grant for.
      CREATE FUNCTION app_visible_organisations() RETURNS SETOF uuid LANGUAGE sql STABLE AS $fn$
        SELECT o.id FROM organisation o
        WHERE EXISTS (
          SELECT 1 FROM role_grant g
          LEFT JOIN organisation go ON go.id = g.organisation_id
          -- A worker's own rows are reached by person_id; his grant opens nobody else's.
          WHERE g.account_id = app_account_id() AND g.role <> 'worker'
            AND CASE
              WHEN g.organisation_id IS NOT NULL THEN starts_with(o.path, go.path)
              WHEN g.region_code IS NOT NULL THEN starts_with(o.region_code, g.region_code) AND (g.field IS NULL OR o.field IS NOT DISTINCT FROM g.field)
              ELSE g.role IN ('system_administrator', 'auditor')
            END)
      $fn$;
      
      ALTER TABLE employment ENABLE ROW LEVEL SECURITY;
      ALTER TABLE employment FORCE ROW LEVEL SECURITY;
      CREATE POLICY employment_scope ON employment USING (
        app_is_system() OR person_id = app_person_id() OR organisation_id IN (SELECT app_visible_organisations()));
      
      ALTER TABLE person ENABLE ROW LEVEL SECURITY;
      ALTER TABLE person FORCE ROW LEVEL SECURITY;
      CREATE POLICY person_scope ON person USING (
        app_is_system() OR id = app_person_id()
        OR id IN (SELECT e.person_id FROM employment e WHERE e.organisation_id IN (SELECT app_visible_organisations())))
        WITH CHECK (app_is_system() OR app_account_id() IS NOT NULL);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE known_device, sign_in_failure, session, role_grant, account`);
  }
}
