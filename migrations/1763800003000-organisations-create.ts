import type { MigrationInterface, QueryRunner } from 'typeorm';

export class OrganisationsCreate1763800003000 implements MigrationInterface {
  readonly name = 'OrganisationsCreate1763800003000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE region (
        code text PRIMARY KEY CHECK (code ~ '^[0-9]{2}([0-9]{2}([0-9]{2}([0-9]{3}([0-9]{3})?)?)?)?$'),
        name text NOT NULL,
        parent_code text REFERENCES region (code),
        level text NOT NULL CHECK (level IN ('province', 'city', 'county', 'town', 'village')),
        valid_from date NOT NULL DEFAULT '1949-10-01',
        valid_until date
      );
      CREATE INDEX region_parent ON region (parent_code, code);
      
      CREATE TABLE supervision_field (
        code text PRIMARY KEY,
        name text NOT NULL UNIQUE,
        mining boolean NOT NULL DEFAULT false,
        high_risk boolean NOT NULL DEFAULT false,
        position integer NOT NULL
      );

      -- 行业领域 of safety supervision (rules.md §3); the register is data, an administrator can correct it.
      INSERT INTO supervision_field (code, name, mining, high_risk, position) VALUES
        ('coal_mine', '煤矿', true, true, 1),
        ('non_coal_mine', '非煤矿山', true, true, 2),
        ('hazardous_chemicals', '危险化学品', false, true, 3),
        ('fireworks', '烟花爆竹', false, true, 4),
        ('metal_smelting', '金属冶炼', false, true, 5),
        ('industry_metallurgy', '工贸-冶金', false, false, 6),
        ('industry_nonferrous', '工贸-有色', false, false, 7),
        ('industry_building_materials', '工贸-建材', false, false, 8),
        ('industry_machinery', '工贸-机械', false, false, 9),
        ('industry_light', '工贸-轻工', false, false, 10),
        ('industry_textile', '工贸-纺织', false, false, 11),
        ('industry_tobacco', '工贸-烟草', false, false, 12),
        ('industry_commerce', '工贸-商贸', false, false, 13),
        ('construction', '建筑施工', false, true, 14),
        ('road_transport', '道路运输', false, true, 15),
        ('gas', '燃气', false, true, 16),
        ('fire_key_unit', '消防重点', false, false, 17),
        ('special_equipment', '特种设备', false, false, 18),
        ('health', '卫生健康', false, false, 19),
        ('culture_tourism', '文化旅游', false, false, 20),
        ('education', '教育', false, false, 21),
        ('other', '其他', false, false, 22);
      
      -- One tree: government, enterprise, village at the top; departments, workshops, teams below an enterprise.
      -- path is '/<root id>/…/<own id>/', so a subtree is a prefix.
      CREATE TABLE organisation (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('government', 'enterprise', 'department', 'workshop', 'team', 'village')),
        parent_id uuid REFERENCES organisation (id),
        enterprise_id uuid NOT NULL,
        path text NOT NULL,
        region_code text NOT NULL REFERENCES region (code),
        credit_code text,
        industry text,
        field text REFERENCES supervision_field (code),
        above_scale boolean NOT NULL DEFAULT false,
        high_risk boolean NOT NULL DEFAULT false,
        status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'closed')),
        created_at timestamptz NOT NULL,
        version integer NOT NULL DEFAULT 1
      );
      CREATE UNIQUE INDEX organisation_credit_code ON organisation (credit_code) WHERE credit_code IS NOT NULL;
      CREATE UNIQUE INDEX organisation_sibling_name ON organisation (coalesce(parent_id, '00000000-0000-0000-0000-000000000000'), region_code, name) WHERE status = 'active';
      CREATE INDEX organisation_path ON organisation (path text_pattern_ops);
      CREATE INDEX organisation_region ON organisation (region_code text_pattern_ops);
      CREATE INDEX organisation_enterprise ON organisation (enterprise_id);
      
      -- Names of the units from below the enterprise down to this one: 综采队 / 一班; empty for the enterprise itself.
      CREATE FUNCTION unit_path(path text) RETURNS text LANGUAGE sql STABLE AS $fn$
        SELECT coalesce(string_agg(a.name, ' / ' ORDER BY length(a.path)), '') FROM organisation a
        WHERE a.parent_id IS NOT NULL AND a.id = ANY (string_to_array(trim(BOTH '/' FROM $1), '/')::uuid[])
      $fn$;

      CREATE TABLE person (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        id_type text NOT NULL CHECK (id_type IN ('resident_id', 'passport', 'hmt_residence_permit', 'foreign_permanent_residence')),
        id_cipher text NOT NULL,
        id_hash text NOT NULL UNIQUE,
        id_masked text NOT NULL,
        phone_cipher text,
        phone_hash text,
        phone_masked text,
        created_at timestamptz NOT NULL,
        version integer NOT NULL DEFAULT 1
      );
      CREATE INDEX person_phone ON person (phone_hash) WHERE phone_hash IS NOT NULL;
      CREATE INDEX person_name ON person (name text_pattern_ops);
      
      -- Effective dates are half-open: [starts_on, ends_on). A move closes one row and opens another.
      CREATE TABLE employment (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person (id),
        enterprise_id uuid NOT NULL REFERENCES organisation (id),
        organisation_id uuid NOT NULL REFERENCES organisation (id),
        employment_type text NOT NULL CHECK (employment_type IN ('regular', 'dispatch', 'outsourced', 'flexible', 'intern')),
        roster_role text NOT NULL CHECK (roster_role IN ('principal', 'safety_officer', 'team_leader', 'worker')),
        starts_on date NOT NULL,
        ends_on date CHECK (ends_on >= starts_on),
        leave_reason text,
        recorded_at timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX employment_open ON employment (person_id, enterprise_id) WHERE ends_on IS NULL;
      CREATE INDEX employment_organisation ON employment (organisation_id, starts_on, ends_on);
      CREATE INDEX employment_enterprise ON employment (enterprise_id, starts_on, ends_on);
      CREATE INDEX employment_person ON employment (person_id);
      
      CREATE TABLE roster_import (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation (id),
        file_name text NOT NULL,
        file_sha256 text NOT NULL,
        status text NOT NULL CHECK (status IN ('previewed', 'confirmed')),
        preview jsonb NOT NULL,
        rows_cipher text,
        created_by uuid NOT NULL,
        created_at timestamptz NOT NULL,
        confirmed_at timestamptz
      );
      CREATE INDEX roster_import_organisation ON roster_import (organisation_id, created_at DESC);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `DROP TABLE roster_import, employment, person, organisation, supervision_field, region CASCADE; DROP FUNCTION app_visible_organisations, unit_path`,
    );
  }
}
