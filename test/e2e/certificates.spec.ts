import { createPublicKey } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { keyIdOf, readProof, verifyCertificate } from '@zhian/certificates';
import { readPdf, skeletonOf } from '../../libs/certificates/src/testing/pdf.js';
import { VerifyAudit } from '../../apps/api/src/modules/audit/index.js';
import { VerifyCertificates } from '../../apps/api/src/modules/certificates/index.js';
import type { MadeOrganisation } from '../support/factory.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';
import { makeAttempt, makeExam, makePlan, planContent, settle } from '../support/plans.js';

jest.setTimeout(60_000);

let t: TestApp;
let mine: MadeOrganisation;
let other: MadeOrganisation;
let bureau: MadeOrganisation;
let officer: SignedIn;
let exam: string;
let planId: string;

beforeAll(async () => {
  t = await startTestApp({ now: '2026-06-01T02:00:00.000Z', env: { PUBLIC_URL: 'https://zhian.example' } });
  await t.factory.region('140428');
  bureau = await t.factory.organisation({ kind: 'government', regionCode: '140428', name: '长子县应急管理局' });
  mine = await t.factory.organisation({ name: '岚水煤业有限公司' });
  other = await t.factory.organisation({ name: '邻矿' });
  officer = await t.signIn('safety_officer', { organisationId: mine.id });
  exam = await makeExam(t, mine);
  planId = await makePlan(
    t,
    mine,
    planContent(exam, [{ kind: 'organisation', id: mine.id }], { certificate: { issue: true, validMonths: 12 } }),
  );
});
afterAll(() => t.close());

async function earn(
  name: string,
): Promise<{ worker: SignedIn; attemptId: string; id: string; code: string; number: string; idNumber: string }> {
  const person = await t.factory.person(mine, {
    name,
    postIds: [await t.factory.post(mine, `瓦检工${name.slice(0, 2)}${Math.random()}`.slice(0, 12))],
  });
  const attemptId = await makeAttempt(t, exam, person.id);
  await settle(t);
  const worker = await t.signIn('worker', { organisationId: mine.id, personId: person.id });
  const [certificate, ...more] = (await t.http().get('/api/v1/my/certificates').set(worker.headers).expect(200)).body
    .items;
  expect(more).toEqual([]);
  return {
    worker,
    attemptId,
    id: certificate.id,
    code: certificate.verificationCode,
    number: certificate.number,
    idNumber: person.idNumber,
  };
}

async function download(id: string, as: SignedIn): Promise<{ bytes: Buffer; headers: Record<string, string> }> {
  const reply = await t
    .http()
    .get(`/api/v1/certificates/${id}/file`)
    .set(as.headers)
    .buffer(true)
    .parse((response, done) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => done(null, Buffer.concat(parts)));
    })
    .expect(200);
  return { bytes: reply.body as Buffer, headers: reply.headers as Record<string, string> };
}

const verify = async (code: string) =>
  (
    await t
      .http()
      .get(`/api/v1/verifications/${encodeURIComponent(code)}`)
      .expect(200)
  ).body;

describe('certificates over HTTP', () => {
  it('A37 from the pass to the paper to the public page, checked without trusting the server', async () => {
    const earned = await earn('赵玉林');
    const { bytes, headers } = await download(earned.id, earned.worker);
    expect(headers['content-type']).toBe('application/pdf');
    expect(headers['content-disposition']).toContain(encodeURIComponent('安全生产培训合格证明-赵玉林.pdf'));
    expect((await download(earned.id, officer)).bytes.equals(bytes)).toBe(true);
    const page = await verify(earned.code);
    expect(page).toMatchObject({
      status: 'valid',
      certificate: {
        number: earned.number,
        holderName: '赵*林',
        organisation: '岚水煤业有限公司',
        programme: '2026年全员安全培训',
        issuer: '岚水煤业有限公司',
        endOn: '2026-05-20',
        validUntil: '2027-05-20',
        scoreHundredths: 9000,
        requiredHours: null,
      },
      signature: { algorithm: 'Ed25519' },
      revokedOn: null,
    });
    expect(JSON.stringify(page)).not.toContain('赵玉林');
    expect(JSON.stringify(page)).not.toContain(earned.idNumber.slice(6, 14));
    const { keys } = (await t.http().get('/api/v1/verification-keys').expect(200)).body;
    const published = new Map(
      keys.map(
        (key: { keyId: string; publicKeyPem: string }) => [key.keyId, createPublicKey(key.publicKeyPem)] as const,
      ),
    ) as Map<string, ReturnType<typeof createPublicKey>>;
    for (const [keyId, key] of published) expect(keyIdOf(key)).toBe(keyId);
    const proof = readProof(bytes);
    if (!proof) throw new Error('the file carries no proof');
    expect(verifyCertificate(proof.fields, proof.signature, published)).toBe('valid');
    expect(verifyCertificate({ ...proof.fields, holderName: '赵玉森' }, proof.signature, published)).toBe(
      'bad-signature',
    );
    expect(proof.signature).toEqual(page.signature);
  });

  it.each(['赵(一)\\', 'endobj', '<b>粗</b>', '𠮷田𡈽', '欧'.repeat(60)])(
    'A24 the name %s is printed as it is',
    async (name) => {
      const earned = await earn(name);
      const { bytes } = await download(earned.id, officer);
      const pdf = await readPdf(Uint8Array.from(bytes));
      expect(pdf.pages).toBe(1);
      expect(pdf.text).toContain(name);
      expect(pdf.glyphCodes).not.toContain(0);
      expect(pdf.links.filter((link) => !link.startsWith(`https://zhian.example/verify/${earned.code}`))).toEqual([]);
      expect(pdf.scripts).toBeNull();
      expect(skeletonOf(bytes)).not.toMatch(/\/(JS|JavaScript|Launch)\b/);
    },
  );

  it('reads a code as people type it and knows no other', async () => {
    const { code } = await earn('钱进');
    for (const typed of [code.toLowerCase(), code.replaceAll('-', ''), ` ${code} `, code.replace(/0/g, 'O')])
      expect((await verify(typed)).status).toBe('valid');
    for (const typed of [
      '0',
      'x'.repeat(90),
      `${code}0`,
      code.slice(0, -1),
      '../../etc',
      '0000-0000-0000-0000-0000-0000-0000',
    ]) {
      expect(await verify(typed)).toEqual({
        status: 'unknown',
        checkedAt: expect.any(String),
        certificate: null,
        signature: null,
        revokedOn: null,
        revokedReason: null,
        replacedBy: null,
      });
    }
  });

  it('is shown as expired after its last day, and as revoked with the reason', async () => {
    const earned = await earn('孙立');
    const at = `/api/v1/certificates/${earned.id}`;
    t.clock?.set(new Date('2027-05-20T15:59:59.000Z'));
    expect((await verify(earned.code)).status).toBe('valid');
    t.clock?.set(new Date('2027-05-20T16:00:00.000Z'));
    const expired = await verify(earned.code);
    const listed = (
      await t.http().get('/api/v1/certificates').query({ status: 'expired', limit: 200 }).set(officer.headers)
    ).body.items.map((row: { id: string }) => row.id);
    t.clock?.set(new Date('2026-06-02T02:00:00.000Z'));
    expect(expired.status).toBe('expired');
    expect(listed).toContain(earned.id);
    const revoke = (body: object, as = officer) => t.http().post(`${at}/revocation`).set(as.headers).send(body);
    expect((await revoke({ reason: ' ' }).expect(422)).body.errors[0].pointer).toBe('/reason');
    await revoke({ reason: '替考' }, earned.worker).expect(403);
    expect((await revoke({ reason: '替考，经核实' }).expect(200)).body).toMatchObject({
      status: 'revoked',
      revokedOn: '2026-06-02',
      revokedReason: '替考，经核实',
    });
    expect((await revoke({ reason: '再来一次' }).expect(409)).body).toMatchObject({
      code: 'certificate-revoked',
      detail: expect.stringContaining('2026-06-02'),
    });
    expect(await verify(earned.code)).toMatchObject({
      status: 'revoked',
      revokedOn: '2026-06-02',
      revokedReason: '替考，经核实',
      certificate: { number: earned.number },
    });
    expect((await t.http().get(at).set(earned.worker.headers).expect(200)).body.status).toBe('revoked');
  });

  it('A15 belongs to its holder and to those who answer for the enterprise; to nobody else', async () => {
    const earned = await earn('李四光');
    const stranger = await t.signIn('safety_officer', { organisationId: other.id });
    const colleague = await t.signIn('worker', {
      organisationId: mine.id,
      personId: (await t.factory.person(mine)).id,
    });
    const leader = await t.signIn('team_leader', { organisationId: mine.id });
    for (const path of [`/api/v1/certificates/${earned.id}`, `/api/v1/certificates/${earned.id}/file`]) {
      await t.http().get(path).expect(401);
      for (const as of [stranger, colleague, leader]) await t.http().get(path).set(as.headers).expect(404);
      await t.http().get(path).set(earned.worker.headers).expect(200);
    }
    await t
      .http()
      .post(`/api/v1/certificates/${earned.id}/revocation`)
      .set(stranger.headers)
      .send({ reason: '不是我的' })
      .expect(404);
    await t.http().get('/api/v1/certificates').set(colleague.headers).expect(403);
    expect((await t.http().get('/api/v1/my/certificates').set(colleague.headers).expect(200)).body.items).toEqual([]);
    expect((await t.http().get('/api/v1/certificates').set(stranger.headers).expect(200)).body.items).toEqual([]);
    const found = async (query: object) =>
      (await t.http().get('/api/v1/certificates').query(query).set(officer.headers).expect(200)).body.items.map(
        (row: { id: string }) => row.id,
      );
    expect(await found({ q: '李四' })).toEqual([earned.id]);
    expect(await found({ q: earned.number.toLowerCase().replaceAll('-', ' ') })).toEqual([earned.id]);
    expect(await found({ q: '%' })).toEqual([]);
    expect(await found({ personId: earned.worker.personId, status: 'valid' })).toEqual([earned.id]);
    expect(await found({ organisationId: other.id })).toEqual([]);
    const mineRow = (await t.http().get('/api/v1/my/certificates').set(earned.worker.headers)).body.items[0];
    expect(mineRow).toMatchObject({ attemptId: earned.attemptId, planId, holderName: '李四光', scoreHundredths: 9000 });
    // Coverage points at it.
    const names = (
      await t
        .http()
        .get('/api/v1/coverage/people')
        .query({ planId, status: 'met', limit: 200 })
        .set(officer.headers)
        .expect(200)
    ).body.items;
    expect(names.find((row: { personId: string }) => row.personId === earned.worker.personId).evidence).toMatchObject({
      attemptId: earned.attemptId,
      certificateId: earned.id,
    });
  });

  it('only the issuer revokes', async () => {
    const countyExam = await makeExam(t, bureau);
    await makePlan(
      t,
      bureau,
      planContent(countyExam, [{ kind: 'region', id: '140428' }], {
        title: '全县培训',
        certificate: { issue: true, validMonths: null },
      }),
    );
    const person = await t.factory.person(mine, { name: '周全' });
    await makeAttempt(t, countyExam, person.id);
    await settle(t);
    const [row] = (
      await t.http().get('/api/v1/certificates').query({ personId: person.id }).set(officer.headers).expect(200)
    ).body.items;
    expect(row).toMatchObject({ validUntil: null, status: 'valid', programme: '全县培训' });
    const refused = await t
      .http()
      .post(`/api/v1/certificates/${row.id}/revocation`)
      .set(officer.headers)
      .send({ reason: '不服' })
      .expect(403);
    expect(refused.body).toMatchObject({
      code: 'certificate-issued-elsewhere',
      detail: expect.stringContaining('长子县应急管理局'),
    });
    const regulator = await t.signIn('regulator', { regionCode: '140428' });
    await t
      .http()
      .post(`/api/v1/certificates/${row.id}/revocation`)
      .set(regulator.headers)
      .send({ reason: '核实后作废' })
      .expect(200);
  });

  it('leaves records that verify', async () => {
    expect((await t.get(VerifyCertificates).execute()).faults).toEqual([]);
    expect((await t.get(VerifyAudit).execute()).faults).toEqual([]);
    expect(t.logs.join('\n')).not.toMatch(/李四光|周全/);
  });
});
