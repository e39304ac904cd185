import { generateKeyPairSync } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { signCertificate, type CertificateFields } from '@zhian/certificates';
import { UnitOfWork } from '../../apps/api/src/platform/db/unit-of-work.js';
import { Ctx } from '../../apps/api/src/platform/http/context.js';
import { Storage } from '../../apps/api/src/platform/storage/storage.js';
import {
  IssueCertificate,
  StoreCertificateFile,
  VerifyCertificates,
} from '../../apps/api/src/modules/certificates/index.js';
import { ReadCertificateFile } from '../../apps/api/src/modules/certificates/read-certificate-file.js';
import { ShowVerification } from '../../apps/api/src/modules/certificates/show-verification.js';
import { certificatesOf, deliverMet, makeCertifiedPlan, type CertifiedPlan } from '../support/certificates.js';
import { startTestApp, type TestApp } from '../support/harness.js';
import { makeAttempt, makePlan, planContent, settle } from '../support/plans.js';

jest.setTimeout(60_000);

let t: TestApp;
let plan: CertifiedPlan;
const system = Ctx.system('test');

beforeAll(async () => {
  t = await startTestApp({ now: '2026-06-01T02:00:00.000Z', env: { PUBLIC_URL: 'https://zhian.example' } });
});
afterAll(() => t.close());
beforeEach(async () => {
  plan = await makeCertifiedPlan(t);
});
afterEach(() => {
  jest.restoreAllMocks();
});

const passed = (name?: string) => plan.passed(name);
const deliver = (eventId: string) => deliverMet(t, eventId);

describe('what is issued', () => {
  it('says who, where, by which post, what and when, all of it from the rows', async () => {
    const { personId, eventId } = await passed('欧阳𠮷');
    await deliver(eventId);
    const [row] = await certificatesOf(t, personId);
    expect(row?.fields).toMatchObject({
      holderName: '欧阳𠮷',
      holderIdMasked: expect.stringMatching(/^140499\*{8}\d{3}[\dX]$/),
      programme: '2026年全员安全培训',
      startOn: null,
      endOn: '2026-05-20',
      issuedOn: '2026-05-20',
      validUntil: '2027-05-20',
      scoreHundredths: 9000,
      passHundredths: 8000,
      assessment: '机考，满分 100 分',
      verificationUrl: expect.stringMatching(/^https:\/\/zhian\.example\/verify\/([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/),
    });
  });

  it('A12 a candidate does not see it before the results of his exam are released', async () => {
    const { personId, eventId } = await passed();
    await deliver(eventId);
    const worker = await t.signIn('worker', { organisationId: plan.organisation.id, personId });
    const mine = async () =>
      ((await t.http().get('/api/v1/my/certificates').set(worker.headers).expect(200)).body.items as unknown[]).length;
    const disclose = (at: string, closesAt: string) =>
      t.db.query(`UPDATE exam_session SET disclose_at = $2, opens_at = NULL, closes_at = $3 WHERE id = $1`, [
        plan.exam,
        at,
        closesAt,
      ]);
    await disclose('close', '2026-06-01T02:00:00.001Z');
    expect(await mine()).toBe(0);
    await disclose('submission', '2026-06-01T02:00:00.001Z');
    expect(await mine()).toBe(1);
    await disclose('close', '2026-06-01T02:00:00.000Z');
    expect(await mine()).toBe(1);
  });

  it('holds what no font can print, signs nothing, and issues it once it can be printed', async () => {
    const { personId, eventId } = await passed('赵\u{1F600}');
    expect(await deliver(eventId)).toBe('handled');
    expect(await certificatesOf(t, personId)).toEqual([]);
    expect(
      (await t.db.query(`SELECT reason, detail FROM certificate_hold WHERE person_id = $1`, [personId])).rows,
    ).toEqual([{ reason: 'unprintable', detail: expect.stringContaining('U+1F600') }]);
    const retry = () => t.get(IssueCertificate).retryHolds(new Date('2026-06-01T03:00:00.000Z'));
    expect(await retry()).toBe(0);
    await t.db.query(`UPDATE certificate_hold SET tried_at = '2026-01-01' WHERE person_id = $1`, [personId]);
    expect(await retry()).toBe(0);
    expect(await certificatesOf(t, personId)).toEqual([]);
    await t.db.query(`UPDATE certificate_hold SET tried_at = '2026-01-01' WHERE person_id = $1`, [personId]);
    await t.db.query(`UPDATE person SET name = '赵林' WHERE id = $1`, [personId]);
    expect(await retry()).toBe(1);
    expect((await certificatesOf(t, personId))[0]?.fields.holderName).toBe('赵林');
    expect((await t.db.query(`SELECT 1 FROM certificate_hold WHERE person_id = $1`, [personId])).rows).toEqual([]);
  });

  it('is not issued by a plan that issues none', async () => {
    const plain = await makePlan(
      t,
      plan.organisation,
      planContent(plan.exam, [{ kind: 'organisation', id: plan.organisation.id }]),
    );
    const person = await t.factory.person(plan.organisation);
    await makeAttempt(t, plan.exam, person.id);
    await settle(t);
    const { rows } = await t.db.query(`SELECT plan_id FROM certificate WHERE person_id = $1`, [person.id]);
    expect(rows).toEqual([{ plan_id: plan.planId }]);
    expect(
      (
        await t.db.query(
          `SELECT 1 FROM completion c JOIN requirement q ON q.id = c.requirement_id WHERE q.plan_id = $1`,
          [plain],
        )
      ).rows,
    ).toHaveLength(1);
  });
});

/** As somebody with the superuser's rights on the database would do it. */
async function tamper(sql: string, values: unknown[]): Promise<void> {
  const client = await t.db.connect();
  try {
    await client.query(`SET session_replication_role = replica`);
    await client.query(sql, values);
  } finally {
    await client.query(`SET session_replication_role = DEFAULT`);
    client.release();
  }
}

describe('A37 tampering', () => {
  const FLIPS: { [K in keyof CertificateFields]: CertificateFields[K] } = {
    number: '140428-2026-PX-0000-0000-0000',
    title: '特种作业操作证',
    holderName: '别人',
    holderIdMasked: '140499********9999',
    organisation: '别的单位',
    post: '别的岗位',
    programme: '别的培训',
    startOn: '2026-01-01',
    endOn: '2026-05-21',
    requiredHours: 2400,
    completedHours: 2400,
    scoreHundredths: 10_000,
    passHundredths: 6000,
    assessment: '面试',
    issuer: '别的发证单位',
    issuedOn: '2026-05-21',
    validUntil: '2099-01-01',
    verificationCode: '0000-0000-0000-0000-0000-0000-0000',
    verificationUrl: 'https://evil.example/',
  };

  it('A37 any printed field changed in the database: the answer is invalid, shows nothing, gives no file, and verify-records names it', async () => {
    const { personId, eventId } = await passed();
    await deliver(eventId);
    const [row] = await certificatesOf(t, personId);
    if (!row) throw new Error('no certificate');
    const code = row.fields.verificationCode;
    const verify = () => t.get(ShowVerification).execute(Ctx.anonymous(), code);
    expect(await verify()).toMatchObject({ status: 'valid', certificate: { holderName: '赵*林', number: row.number } });
    for (const [name, value] of Object.entries(FLIPS)) {
      await tamper(`UPDATE certificate SET fields = $2 WHERE id = $1`, [
        row.id,
        JSON.stringify({ ...row.fields, [name]: value }),
      ]);
      expect(await verify()).toMatchObject({ status: 'invalid', certificate: null, signature: null });
      await expect(t.get(StoreCertificateFile).execute(row.id)).rejects.toMatchObject({ code: 'certificate-damaged' });
      expect((await t.get(VerifyCertificates).execute()).faults).toEqual([
        { id: row.id, number: row.number, why: 'bad-signature' },
      ]);
    }
    // Signed by somebody else's key, and columns apart from the fields.
    const forged = { ...row.fields, holderName: '别人' };
    const other = signCertificate(forged, generateKeyPairSync('ed25519').privateKey);
    const own = (await t.db.query(`SELECT signature FROM certificate WHERE id = $1`, [row.id])).rows[0]?.signature;
    await tamper(`UPDATE certificate SET fields = $2, signature = $3 WHERE id = $1`, [
      row.id,
      JSON.stringify(forged),
      JSON.stringify(other),
    ]);
    expect((await verify()).status).toBe('invalid');
    await tamper(`UPDATE certificate SET fields = $2, signature = $3, valid_until = '2099-01-01' WHERE id = $1`, [
      row.id,
      JSON.stringify(row.fields),
      JSON.stringify(own),
    ]);
    expect((await verify()).status).toBe('invalid');
    await tamper(`UPDATE certificate SET valid_until = '2027-05-20' WHERE id = $1`, [row.id]);
    expect((await verify()).status).toBe('valid');
    expect((await t.get(VerifyCertificates).execute()).faults).toEqual([]);
  });

  it('the application itself cannot change, remove or un-revoke a certificate', async () => {
    const { personId, eventId } = await passed();
    await deliver(eventId);
    const run = (sql: string) => t.get(UnitOfWork).run(Ctx.system('test'), (tx) => tx.query(sql, [personId]));
    await expect(run(`UPDATE certificate SET fields = '{}' WHERE person_id = $1`)).rejects.toThrow('does not change');
    await expect(run(`DELETE FROM certificate WHERE person_id = $1`)).rejects.toThrow('does not change');
    await run(`UPDATE certificate SET status = 'revoked', revoked_at = now() WHERE person_id = $1`);
    await expect(run(`UPDATE certificate SET status = 'effective' WHERE person_id = $1`)).rejects.toThrow(
      'does not change',
    );
  });

  it('stored bytes: missing ones come back the same, changed ones are never given out', async () => {
    const { personId, eventId } = await passed();
    await deliver(eventId);
    const [row] = await certificatesOf(t, personId);
    const id = row?.id ?? '';
    const { fileId } = await t.get(StoreCertificateFile).execute(id);
    const read = () => t.get(ReadCertificateFile).execute(system, id);
    const first = await read();
    await rm(join(t.dataDir, 'files', (fileId ?? '').slice(-2), fileId ?? ''));
    expect((await t.get(VerifyCertificates).execute()).faults).toEqual([
      expect.objectContaining({ id, why: 'file-missing' }),
    ]);
    expect((await read()).bytes.equals(first.bytes)).toBe(true);
    await t.get(Storage).put(fileId ?? '', Buffer.from('%PDF-1.7 forged'));
    expect((await t.get(VerifyCertificates).execute()).faults).toEqual([
      expect.objectContaining({ id, why: 'file-changed' }),
    ]);
    expect((await read()).bytes.equals(first.bytes)).toBe(true);
    // A recorded hash that neither the stored nor a newly printed file has: refused.
    const recorded = (await certificatesOf(t, personId))[0]?.file_sha256;
    await tamper(`UPDATE certificate SET file_sha256 = $2 WHERE id = $1`, [id, 'f'.repeat(64)]);
    await expect(read()).rejects.toMatchObject({ code: 'certificate-damaged' });
    await tamper(`UPDATE certificate SET file_sha256 = $2 WHERE id = $1`, [id, recorded]);
  });

  it('settles a whole day of events without a fault', async () => {
    await settle(t);
    expect((await t.get(VerifyCertificates).execute()).faults).toEqual([]);
  });
});
