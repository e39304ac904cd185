import { createHash, randomBytes, randomInt } from 'node:crypto';
import type { Abstract, Type } from '@nestjs/common';
import type pg from 'pg';
import { FieldCipher } from '../../apps/api/src/platform/crypto/field-cipher.js';
import { uuidv7 } from '../../apps/api/src/platform/ids/uuid.js';

export interface MadeOrganisation {
  readonly id: string;
  readonly path: string;
  readonly enterpriseId: string;
  readonly regionCode: string;
}

/** Rows for tests, written straight into the tables: what a verb needs to find, without the verbs that make it. */
export class Factory {
  constructor(
    private readonly db: pg.Pool,
    private readonly get: <T>(type: Type<T> | Abstract<T>) => T,
  ) {}

  /** 长子县 with its parents, and towns as asked for. */
  async region(code = '140428101', name = '鲍店镇'): Promise<string> {
    const chain: [string, string, string | null, string][] = [
      ['14', '山西省', null, 'province'],
      ['1404', '长治市', '14', 'city'],
      ['140428', '长子县', '1404', 'county'],
    ];
    if (code.length === 9) chain.push([code, name, '140428', 'town']);
    for (const row of chain)
      await this.db.query(
        `INSERT INTO region (code, name, parent_code, level) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
        row,
      );
    return code;
  }

  async field(code = 'coal_mine', name = '煤矿', mining = true): Promise<string> {
    await this.db.query(
      `INSERT INTO supervision_field (code, name, mining, high_risk, position) VALUES ($1, $2, $3, true, 99) ON CONFLICT DO NOTHING`,
      [code, name, mining],
    );
    return code;
  }

  async organisation(
    given: {
      name?: string;
      kind?: string;
      parent?: MadeOrganisation;
      regionCode?: string;
      field?: string | null;
      highRisk?: boolean;
    } = {},
  ): Promise<MadeOrganisation> {
    const id = uuidv7();
    const kind = given.kind ?? (given.parent ? 'department' : 'enterprise');
    const regionCode = given.parent?.regionCode ?? (await this.region(given.regionCode));
    const path = `${given.parent?.path ?? '/'}${id}/`;
    const enterpriseId = given.parent?.enterpriseId ?? id;
    await this.db.query(
      `INSERT INTO organisation (id, name, kind, parent_id, enterprise_id, path, region_code, field, high_risk, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, now())`,
      [
        id,
        given.name ?? `单位${randomBytes(3).toString('hex')}`,
        kind,
        given.parent?.id ?? null,
        enterpriseId,
        path,
        regionCode,
        given.field ?? null,
        given.highRisk ?? false,
      ],
    );
    return { id, path, enterpriseId, regionCode };
  }

  async person(
    organisation: MadeOrganisation,
    given: {
      name?: string;
      idNumber?: string;
      phone?: string;
      startsOn?: string;
      rosterRole?: string;
      employmentType?: string;
      postIds?: string[];
    } = {},
  ): Promise<{ id: string; employmentId: string; idNumber: string }> {
    const cipher = this.get(FieldCipher);
    const id = uuidv7();
    const employmentId = uuidv7();
    const idNumber = given.idNumber ?? impossibleIdNumber();
    const phone = given.phone ?? null;
    await this.db.query(
      `INSERT INTO person (id, name, id_type, id_cipher, id_hash, id_masked, phone_cipher, phone_hash, phone_masked, created_at)
       VALUES ($1, $2, 'resident_id', $3, $4, $5, $6, $7, $8, now())`,
      [
        id,
        given.name ?? `测试${randomInt(1000, 9999)}`,
        cipher.encrypt(idNumber, 'person.id'),
        cipher.lookup(idNumber, 'person.id'),
        `${idNumber.slice(0, 6)}********${idNumber.slice(-4)}`,
        phone ? cipher.encrypt(phone, 'person.phone') : null,
        phone ? cipher.lookup(phone, 'person.phone') : null,
        phone ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : null,
      ],
    );
    await this.db.query(
      `INSERT INTO employment (id, person_id, enterprise_id, organisation_id, employment_type, roster_role, starts_on, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, now())`,
      [
        employmentId,
        id,
        organisation.enterpriseId,
        organisation.id,
        given.employmentType ?? 'regular',
        given.rosterRole ?? 'worker',
        given.startsOn ?? '2024-01-01',
      ],
    );
    for (const postId of given.postIds ?? []) {
      await this.db.query(
        `INSERT INTO post_assignment (id, employment_id, person_id, post_id, starts_on, recorded_at) VALUES ($1, $2, $3, $4, $5, now())`,
        [uuidv7(), employmentId, id, postId, given.startsOn ?? '2024-01-01'],
      );
    }
    return { id, employmentId, idNumber };
  }

  async post(organisation: MadeOrganisation, name = `岗位${randomBytes(3).toString('hex')}`): Promise<string> {
    const id = uuidv7();
    await this.db.query(`INSERT INTO post (id, organisation_id, name, created_at) VALUES ($1, $2, $3, now())`, [
      id,
      organisation.enterpriseId,
      name,
    ]);
    return id;
  }

  async question(
    organisation: MadeOrganisation,
    given: {
      id?: string;
      versionId?: string;
      type?: 'single' | 'multiple' | 'true_false';
      stem?: string;
      options?: string[];
      key?: string[];
      category?: string;
      knowledgePoint?: string;
      criteriaClause?: string;
      postIds?: string[];
      explanation?: string;
    } = {},
  ): Promise<{ id: string; versionId: string; key: string[] }> {
    const id = given.id ?? uuidv7();
    const versionId = given.versionId ?? uuidv7();
    const type = given.type ?? 'single';
    const texts = given.options ?? (type === 'true_false' ? ['正确', '错误'] : ['甲', '乙', '丙', '丁']);
    const options = texts.map((text, index) => ({ label: String.fromCharCode(65 + index), text }));
    const key = given.key ?? (type === 'multiple' ? ['A', 'C'] : ['A']);
    const stem = given.stem ?? `题目 ${randomBytes(6).toString('hex')}`;
    const client = await this.db.connect();
    try {
      await client.query('BEGIN');
      await client.query(
        `INSERT INTO question (id, organisation_id, current_version_id, approved_version_id, fingerprint, approved_fingerprint, category, knowledge_point, criteria_clause, created_at, updated_at) VALUES ($1, $2, $3, $3, $4, $4, $5, $6, $7, now(), now())`,
        [
          id,
          organisation.enterpriseId,
          versionId,
          createHash('sha256').update(stem).digest('hex'),
          given.category ?? 'general',
          given.knowledgePoint ?? null,
          given.criteriaClause ?? null,
        ],
      );
      await client.query(
        `INSERT INTO question_version (id, question_id, no, type, stem, options, created_by_name, created_at) VALUES ($1, $2, 1, $3, $4, $5, '测试', now())`,
        [versionId, id, type, stem, JSON.stringify(options)],
      );
      await client.query(`INSERT INTO question_key (version_id, correct, explanation) VALUES ($1, $2, $3)`, [
        versionId,
        key,
        given.explanation ?? '依据条款',
      ]);
      for (const postId of given.postIds ?? [])
        await client.query(`INSERT INTO question_post (question_id, post_id) VALUES ($1, $2)`, [id, postId]);
      await client.query('COMMIT');
    } finally {
      client.release();
    }
    return { id, versionId, key };
  }
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

const [DAYS, MONTHS, YEARS, SERIALS] = [28, 12, 44, 1000];
/** Each run begins elsewhere and then counts: drawn by chance, two of 500 would be the same once in a hundred runs. */
let nextIdNumber = randomInt(DAYS * MONTHS * YEARS * SERIALS);

/** Valid by checksum (GB 11643), impossible in reality: region 140499 does not exist. No two of a process are the same. */
export function impossibleIdNumber(): string {
  let rest = nextIdNumber++;
  const digit = (values: number): number => {
    const value = rest % values;
    rest = Math.floor(rest / values);
    return value;
  };
  const padded = (value: number, length: number): string => String(value).padStart(length, '0');
  const [day, month, year] = [1 + digit(DAYS), 1 + digit(MONTHS), 1960 + digit(YEARS)];
  const body = `140499${year}${padded(month, 2)}${padded(day, 2)}${padded(digit(SERIALS), 3)}`;
  const sum = [...body].reduce((total, digit, index) => total + Number(digit) * (WEIGHTS[index] ?? 0), 0);
  return body + '10X98765432'.charAt(sum % 11);
}
