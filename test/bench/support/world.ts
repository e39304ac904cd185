import 'reflect-metadata';
import { createHash, randomBytes } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import pg from 'pg';
import { CreateSession, PublishSession } from '../../../apps/api/src/modules/exams/index.js';
import { BuildPacks } from '../../../apps/api/src/modules/exams/packs/build-packs.js';
import { CreateQuestions } from '../../../apps/api/src/modules/questions/index.js';
import { Ctx } from '../../../apps/api/src/platform/http/context.js';
import { uuidv7 } from '../../../apps/api/src/platform/ids/uuid.js';
import type { Candidate } from './load.js';

/** A safety officer of an enterprise, as a request of theirs carries it. */
export function officerOf(enterpriseId: string): Ctx {
  const grant = {
    role: 'safety_officer',
    organisationPath: `/${enterpriseId}/`,
    regionCode: null,
    field: null,
  } as const;
  return new Ctx(
    {
      kind: 'account',
      accountId: uuidv7(),
      personId: null,
      name: '安全员',
      sessionId: uuidv7(),
      mustChangePassword: false,
      grants: [{ ...grant, id: uuidv7(), organisationId: enterpriseId }],
    },
    'bench',
  );
}

/** An enterprise with a bank and people who are signed in. Nobody's data: everything is made up here. */
export class World {
  private readonly enterpriseId = uuidv7();
  private readonly ctx: Ctx;

  constructor(
    private readonly app: INestApplicationContext,
    private readonly db: pg.Pool,
  ) {
    this.ctx = officerOf(this.enterpriseId);
  }

  async build(questions: number): Promise<void> {
    const { accountId } = this.ctx.account;
    await this.db.query(
      `INSERT INTO region (code, name, parent_code, level) VALUES ('14', '山西省', NULL, 'province'), ('1404', '长治市', '14', 'city'), ('140428', '长子县', '1404', 'county') ON CONFLICT DO NOTHING`,
    );
    await this.db.query(
      `INSERT INTO organisation (id, name, kind, enterprise_id, path, region_code, created_at) VALUES ($1, '测试企业', 'enterprise', $1, $2, '140428', now())`,
      [this.enterpriseId, `/${this.enterpriseId}/`],
    );
    await this.db.query(
      `INSERT INTO account (id, login, display_name, password_hash, must_change_password, status, created_at) VALUES ($1, 'bench', '安全员', '-', false, 'active', now())`,
      [accountId],
    );
    await this.db.query(
      `INSERT INTO role_grant (id, account_id, role, organisation_id, granted_at) VALUES ($1, $2, 'safety_officer', $3, now())`,
      [uuidv7(), accountId, this.enterpriseId],
    );
    for (let from = 0; from < questions; from += 2000) {
      const count = Math.min(2000, questions - from);
      await this.app
        .get(CreateQuestions, { strict: false })
        .execute(this.ctx, { questions: Array.from({ length: count }, (_, index) => questionNo(from + index)) });
    }
  }

  /** People with an account and a session, none of whom has started anything. */
  async people(count: number): Promise<Candidate[]> {
    const rows = Array.from({ length: count }, () => ({
      person: uuidv7(),
      account: uuidv7(),
      token: randomBytes(32).toString('base64url'),
    }));
    const persons = rows.map((row) => row.person);
    const accounts = rows.map((row) => row.account);
    await this.db.query(
      `INSERT INTO person (id, name, id_type, id_cipher, id_hash, id_masked, created_at) SELECT id, '考生', 'resident_id', '-', id::text, '-', now() FROM unnest($1::uuid[]) id`,
      [persons],
    );
    await this.db.query(
      `INSERT INTO employment (id, person_id, enterprise_id, organisation_id, employment_type, roster_role, starts_on, recorded_at)
       SELECT id, id, $2, $2, 'regular', 'worker', '2024-01-01', now() FROM unnest($1::uuid[]) id`,
      [persons, this.enterpriseId],
    );
    await this.db.query(
      `INSERT INTO account (id, login, person_id, display_name, password_hash, must_change_password, status, created_at)
       SELECT a, a::text, p, '考生', '-', false, 'active', now() FROM unnest($1::uuid[], $2::uuid[]) AS t(a, p)`,
      [accounts, persons],
    );
    await this.db.query(
      `INSERT INTO role_grant (id, account_id, role, organisation_id, granted_at) SELECT a, a, 'worker', $2, now() FROM unnest($1::uuid[]) a`,
      [accounts, this.enterpriseId],
    );
    await this.db.query(
      `INSERT INTO session (id, account_id, token_hash, created_at, expires_at, last_seen_at)
       SELECT a, a, h, now(), now() + interval '1 day', now() FROM unnest($1::uuid[], $2::text[]) AS t(a, h)`,
      [accounts, rows.map((row) => createHash('sha256').update(row.token).digest('hex'))],
    );
    return rows.map((row) => ({ token: row.token, attemptId: '', options: [] }));
  }

  /** A published formal exam for everybody who is there by now: 60 % single, 20 % multiple, 20 % true/false. */
  async session(questions: number): Promise<string> {
    const now = Date.now();
    const [multiple, trueFalse] = [Math.round(questions * 0.2), Math.round(questions * 0.2)];
    const id = await this.app.get(CreateSession, { strict: false }).execute(this.ctx, {
      organisationId: this.enterpriseId,
      title: `${questions} 题`,
      purpose: 'formal',
      opensAt: new Date(now - 60_000).toISOString(),
      closesAt: new Date(now + 6 * 3_600_000).toISOString(),
      durationMinutes: 300,
      passHundredths: 100,
      scoringScheme: 'all-or-nothing',
      attemptsAllowed: 1,
      coolDownMinutes: 0,
      disclosure: 'score',
      discloseAt: 'submission',
      shuffleOptions: true,
      shuffleQuestions: true,
      blueprint: {
        strata: [
          { type: 'single', count: questions - multiple - trueFalse, points: 100 },
          { type: 'multiple', count: multiple, points: 100 },
          { type: 'true_false', count: trueFalse, points: 100 },
        ],
      },
      entries: [{ kind: 'organisation', id: this.enterpriseId }],
    });
    await this.app.get(PublishSession, { strict: false }).execute(this.ctx, id);
    return id;
  }

  /** Has the packs made that are due, and answers with the one of this session. */
  async pack(sessionId: string): Promise<{ id: string; size: number }> {
    while (await this.app.get(BuildPacks, { strict: false }).execute());
    const { rows } = await this.db.query<{ id: string; size: number }>(
      `SELECT id, size FROM exam_pack WHERE session_id = $1 AND file_id IS NOT NULL`,
      [sessionId],
    );
    if (!rows[0]) throw new Error('the session has no pack');
    return rows[0];
  }
}

const CHARACTERS = Array.from({ length: 600 }, (_, index) => String.fromCharCode(0x4e00 + index * 13));

/** Characters in no order, so that a paper compresses no better than real ones do (about 2.5 times). */
const text = (length: number): string =>
  Array.from(
    randomBytes(length * 2).subarray(0, length),
    (byte, index) => CHARACTERS[(byte * 7 + index * 31) % 600],
  ).join('');

/** As long as the questions of real banks are: about forty characters, options of about fifteen. */
function questionNo(index: number) {
  const type = index % 5 < 3 ? 'single' : index % 5 === 3 ? 'multiple' : 'true_false';
  const texts = type === 'true_false' ? ['正确', '错误'] : Array.from({ length: 4 }, () => text(15));
  return {
    type,
    stem: `${text(40)} ${index}`,
    options: texts.map((option, at) => ({ label: String.fromCharCode(65 + at), text: option })),
    key: type === 'multiple' ? ['A', 'C'] : ['A'],
    explanation: '见规程。',
  } as const;
}
