import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PostsCreate1763800005000 implements MigrationInterface {
  readonly name = 'PostsCreate1763800005000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE post_template (
        id uuid PRIMARY KEY,
        field text REFERENCES supervision_field (code),
        name text NOT NULL,
        high_risk boolean NOT NULL DEFAULT false,
        underground boolean NOT NULL DEFAULT false,
        dangerous_surface boolean NOT NULL DEFAULT false,
        required_certificates text[] NOT NULL DEFAULT '{}',
        UNIQUE NULLS NOT DISTINCT (field, name)
      );

      -- The library 岗位库: common posts to adopt and adapt. Certificate classes are suggestions that an enterprise corrects.
      INSERT INTO post_template (id, field, name, high_risk, underground, dangerous_surface, required_certificates) VALUES
        ('0199a0c0-0000-7000-8000-000000000001', 'coal_mine', '采煤机司机', true, true, false, '{"煤矿特种作业操作证（采煤机操作）"}'),
        ('0199a0c0-0000-7000-8000-000000000002', 'coal_mine', '掘进机司机', true, true, false, '{"煤矿特种作业操作证（掘进机操作）"}'),
        ('0199a0c0-0000-7000-8000-000000000003', 'coal_mine', '瓦斯检查工', true, true, false, '{"煤矿特种作业操作证（瓦斯检查）"}'),
        ('0199a0c0-0000-7000-8000-000000000004', 'coal_mine', '井下电钳工', true, true, false, '{"煤矿特种作业操作证（井下电气）"}'),
        ('0199a0c0-0000-7000-8000-000000000005', 'coal_mine', '带式输送机司机', true, true, false, '{}'),
        ('0199a0c0-0000-7000-8000-000000000006', 'coal_mine', '液压支架工', true, true, false, '{}'),
        ('0199a0c0-0000-7000-8000-000000000007', 'coal_mine', '安全检查工', true, true, false, '{"煤矿特种作业操作证（安全检查）"}'),
        ('0199a0c0-0000-7000-8000-000000000008', 'coal_mine', '井下爆破工', true, true, false, '{"煤矿特种作业操作证（井下爆破）"}'),
        ('0199a0c0-0000-7000-8000-000000000009', 'coal_mine', '探放水工', true, true, false, '{"煤矿特种作业操作证（探放水）"}'),
        ('0199a0c0-0000-7000-8000-000000000010', 'coal_mine', '矿井提升机司机', true, false, true, '{"煤矿特种作业操作证（提升机操作）"}'),
        ('0199a0c0-0000-7000-8000-000000000011', 'coal_mine', '主通风机司机', true, false, true, '{}'),
        ('0199a0c0-0000-7000-8000-000000000012', 'coal_mine', '选煤工', false, false, false, '{}'),
        ('0199a0c0-0000-7000-8000-000000000013', 'non_coal_mine', '凿岩工', true, true, false, '{}'),
        ('0199a0c0-0000-7000-8000-000000000014', 'non_coal_mine', '尾矿工', true, false, true, '{"特种作业操作证（尾矿作业）"}'),
        ('0199a0c0-0000-7000-8000-000000000015', 'hazardous_chemicals', '危险化学品装卸工', true, false, false, '{}'),
        ('0199a0c0-0000-7000-8000-000000000016', 'hazardous_chemicals', '化工操作工', true, false, false, '{"特种作业操作证（危险化学品安全作业）"}'),
        ('0199a0c0-0000-7000-8000-000000000017', 'fireworks', '药物混合工', true, false, false, '{"特种作业操作证（烟花爆竹安全作业）"}'),
        ('0199a0c0-0000-7000-8000-000000000018', 'metal_smelting', '炉前工', true, false, false, '{}'),
        ('0199a0c0-0000-7000-8000-000000000019', 'metal_smelting', '煤气工', true, false, false, '{"特种作业操作证（煤气作业）"}'),
        ('0199a0c0-0000-7000-8000-000000000020', 'industry_machinery', '车工', false, false, false, '{}'),
        ('0199a0c0-0000-7000-8000-000000000021', 'industry_machinery', '起重机司机', true, false, false, '{"特种设备作业人员证（起重机作业）"}'),
        ('0199a0c0-0000-7000-8000-000000000022', 'industry_machinery', '叉车司机', true, false, false, '{"特种设备作业人员证（叉车司机）"}'),
        ('0199a0c0-0000-7000-8000-000000000023', 'industry_machinery', '涂装工', false, false, false, '{}'),
        ('0199a0c0-0000-7000-8000-000000000024', 'health', '医用氧舱和供氧站操作工', true, false, false, '{}'),
        ('0199a0c0-0000-7000-8000-000000000025', 'culture_tourism', '客房服务员', false, false, false, '{}'),
        ('0199a0c0-0000-7000-8000-000000000026', NULL, '焊工', true, false, false, '{"特种作业操作证（焊接与热切割作业）"}'),
        ('0199a0c0-0000-7000-8000-000000000027', NULL, '电工', true, false, false, '{"特种作业操作证（电工作业）"}'),
        ('0199a0c0-0000-7000-8000-000000000028', NULL, '高处作业人员', true, false, false, '{"特种作业操作证（高处作业）"}'),
        ('0199a0c0-0000-7000-8000-000000000029', NULL, '有限空间作业人员', true, false, false, '{}'),
        ('0199a0c0-0000-7000-8000-000000000030', NULL, '消防控制室值班员', false, false, false, '{"消防设施操作员证"}'),
        ('0199a0c0-0000-7000-8000-000000000031', NULL, '锅炉工', true, false, false, '{"特种设备作业人员证（锅炉作业）"}'),
        ('0199a0c0-0000-7000-8000-000000000032', NULL, '厨师', false, false, false, '{}'),
        ('0199a0c0-0000-7000-8000-000000000033', NULL, '仓库管理员', false, false, false, '{}'),
        ('0199a0c0-0000-7000-8000-000000000034', NULL, '保安员', false, false, false, '{}'),
        ('0199a0c0-0000-7000-8000-000000000035', NULL, '安全管理员', false, false, false, '{}');
      
      CREATE TABLE post (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation (id),
        template_id uuid REFERENCES post_template (id),
        name text NOT NULL,
        high_risk boolean NOT NULL DEFAULT false,
        underground boolean NOT NULL DEFAULT false,
        dangerous_surface boolean NOT NULL DEFAULT false,
        required_certificates text[] NOT NULL DEFAULT '{}',
        active boolean NOT NULL DEFAULT true,
        created_at timestamptz NOT NULL,
        version integer NOT NULL DEFAULT 1,
        UNIQUE (organisation_id, name)
      );
      
      CREATE TABLE post_assignment (
        id uuid PRIMARY KEY,
        employment_id uuid NOT NULL REFERENCES employment (id),
        person_id uuid NOT NULL REFERENCES person (id),
        post_id uuid NOT NULL REFERENCES post (id),
        starts_on date NOT NULL,
        ends_on date CHECK (ends_on >= starts_on),
        recorded_at timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX post_assignment_open ON post_assignment (employment_id, post_id) WHERE ends_on IS NULL;
      CREATE INDEX post_assignment_post ON post_assignment (post_id, starts_on, ends_on);
      CREATE INDEX post_assignment_person ON post_assignment (person_id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE post_assignment, post, post_template`);
  }
}
