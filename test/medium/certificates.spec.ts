import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { UnitOfWork } from '../../apps/api/src/platform/db/unit-of-work.js';
import { Ctx } from '../../apps/api/src/platform/http/context.js';
import { uuidv7 } from '../../apps/api/src/platform/ids/uuid.js';
import { Storage } from '../../apps/api/src/platform/storage/storage.js';
import { Audit } from '../../apps/api/src/modules/audit/index.js';
import { StoreFile } from '../../apps/api/src/modules/files/index.js';
import { IssueCertificate, StoreCertificateFile } from '../../apps/api/src/modules/certificates/index.js';
import { CertificatePress } from '../../apps/api/src/modules/certificates/certificate-press.js';
import { CertificateRepository } from '../../apps/api/src/modules/certificates/certificate.repository.js';
import { ReadCertificateFile } from '../../apps/api/src/modules/certificates/read-certificate-file.js';
import type { RequirementMet } from '../../apps/api/src/modules/training-plans/index.js';
import { certificatesOf, deliverMet, makeCertifiedPlan, type CertifiedPlan } from '../support/certificates.js';
import { startTestApp, type TestApp } from '../support/harness.js';
import { makeAttempt, makeExam, makePlan, planContent } from '../support/plans.js';

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

/** Dies before or after the work of the next call of a method, as a killed process would at that point. */
function dieAt<K extends string>(
  target: { [key in K]: (...given: never[]) => Promise<unknown> },
  method: K,
  when: 'before' | 'after',
): void {
  const original = target[method];
  const spy = jest.spyOn(target as never, method as never) as unknown as {
    mockImplementationOnce(work: (...given: never[]) => Promise<unknown>): void;
  };
  spy.mockImplementationOnce(async function (this: unknown, ...given: never[]) {
    if (when === 'after') await original.apply(target, given);
    throw new Error(`killed ${when} ${method}`);
  });
}

describe('A36 exactly one certificate', () => {
  it('A36 the same event five times and twenty at once: one certificate, one number, one file', async () => {
    const { personId, eventId } = await passed();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => deliver(eventId)));
    expect(outcomes.filter((outcome) => outcome === 'handled')).toHaveLength(1);
    for (let n = 0; n < 5; n++) expect(await deliver(eventId)).toBe('repeated');
    const [row, ...more] = await certificatesOf(t, personId);
    expect(more).toEqual([]);
    const files = await Promise.all(
      Array.from({ length: 20 }, () => t.get(StoreCertificateFile).execute(row?.id ?? '')),
    );
    expect(new Set(files.map((file) => `${file.fileId} ${file.fileSha256}`)).size).toBe(1);
  });

  it('A36 without the inbox too: twenty executions of the verb itself, and two events of one pass', async () => {
    const { personId, eventId } = await passed();
    const payload = (
      await t.db.query<{ payload: RequirementMet }>(`SELECT payload FROM outbox WHERE id = $1`, [eventId])
    ).rows[0]?.payload;
    if (!payload) throw new Error('no event');
    const issue = t.get(IssueCertificate);
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => t.get(UnitOfWork).run(Ctx.system('test'), (tx) => issue.execute(tx, payload))),
    );
    expect(outcomes.filter((outcome) => outcome === 'issued')).toHaveLength(1);
    expect(await certificatesOf(t, personId)).toHaveLength(1);
  });

  it('A36 known-bad twin: looking first and inserting then, without the unique index, issues several', async () => {
    await t.db.query(
      `CREATE TABLE naive_certificate (id uuid PRIMARY KEY, person_id uuid NOT NULL, plan_id uuid NOT NULL, period text NOT NULL); ALTER TABLE naive_certificate OWNER TO zhian`,
    );
    const { personId } = await passed();
    let waiting = 0;
    let open!: () => void;
    const all = new Promise<void>((resolve) => (open = resolve));
    const naive = () =>
      t.get(UnitOfWork).run(Ctx.system('naive'), async (tx) => {
        const there = await tx.one(`SELECT 1 AS found FROM naive_certificate WHERE person_id = $1`, [personId]);
        if (++waiting === 4) open();
        await all;
        if (!there)
          await tx.query(`INSERT INTO naive_certificate VALUES ($1, $2, $3, '2026')`, [
            uuidv7(),
            personId,
            plan.planId,
          ]);
      });
    await Promise.all([naive(), naive(), naive(), naive()]);
    expect(Number((await t.db.query(`SELECT count(*) FROM naive_certificate`)).rows[0].count)).toBeGreaterThan(1);
  });

  it.each([
    ['before', 'sign'],
    ['after', 'sign'],
    ['before', 'insert'],
    ['after', 'insert'],
    ['before', 'append'],
    ['after', 'append'],
  ] as const)('A36 killed %s %s while issuing: nothing is left, the next delivery issues once', async (when, point) => {
    const { personId, eventId } = await passed();
    if (point === 'sign') dieAt(t.get(CertificatePress), point, when);
    else if (point === 'insert') dieAt(t.get(CertificateRepository), point, when);
    else dieAt(t.get(Audit), point, when);
    await expect(deliver(eventId)).rejects.toThrow('killed');
    expect(await certificatesOf(t, personId)).toEqual([]);
    expect(await deliver(eventId)).toBe('handled');
    expect(await deliver(eventId)).toBe('repeated');
    expect(await certificatesOf(t, personId)).toHaveLength(1);
  });

  it.each([
    ['before', 'print'],
    ['after', 'print'],
    ['before', 'put'],
    ['after', 'put'],
    ['before', 'execute'],
    ['after', 'execute'],
    ['before', 'markFile'],
    ['after', 'markFile'],
  ] as const)('A36 killed %s %s while printing: one file with a stable hash, number unchanged', async (when, point) => {
    const { personId, eventId } = await passed();
    await deliver(eventId);
    const before = (await certificatesOf(t, personId))[0];
    const id = before?.id ?? '';
    if (point === 'print') dieAt(t.get(CertificatePress), point, when);
    else if (point === 'put') dieAt(t.get(Storage), point, when);
    else if (point === 'execute') dieAt(t.get(StoreFile), point, when);
    else dieAt(t.get(CertificateRepository), point, when);
    await expect(t.get(StoreCertificateFile).execute(id)).rejects.toThrow('killed');
    expect((await certificatesOf(t, personId))[0]?.file_id).toBeNull();
    await t.get(StoreCertificateFile).sweep();
    const marked = (await certificatesOf(t, personId))[0];
    expect(marked).toMatchObject({ number: before?.number, file_sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    await t.get(StoreCertificateFile).execute(id);
    expect(await certificatesOf(t, personId)).toEqual([marked]);
    const { rows } = await t.db.query(`SELECT sha256 FROM stored_file WHERE id = $1 OR name = $2`, [
      marked?.file_id,
      `${marked?.number}.pdf`,
    ]);
    expect(rows).toEqual([{ sha256: marked?.file_sha256 }]);
    expect((await t.get(ReadCertificateFile).execute(system, id)).bytes.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('A36 through the relay and the queue, as the worker runs it', async () => {
    const worker = await startTestApp({ worker: true, now: '2026-06-01T02:00:00.000Z' });
    try {
      const organisation = await worker.factory.organisation();
      const session = await makeExam(worker, organisation);
      await makePlan(
        worker,
        organisation,
        planContent(session, [{ kind: 'organisation', id: organisation.id }], {
          certificate: { issue: true, validMonths: null },
        }),
      );
      for (let n = 0; n < 3; n++) await makeAttempt(worker, session, (await worker.factory.person(organisation)).id);
      const count = async () =>
        (await worker.db.query(`SELECT count(*)::int AS n FROM certificate`)).rows[0].n as number;
      for (const until = Date.now() + 30_000; (await count()) < 3 && Date.now() < until;)
        await new Promise((resolve) => setTimeout(resolve, 100));
      expect(await count()).toBe(3);
    } finally {
      await worker.close();
    }
  });

  it('one that was revoked is not issued again for the same pass', async () => {
    const { personId, eventId } = await passed();
    await deliver(eventId);
    const payload = (
      await t.db.query<{ payload: RequirementMet }>(`SELECT payload FROM outbox WHERE id = $1`, [eventId])
    ).rows[0]?.payload;
    await t.db.query(
      `UPDATE certificate SET status = 'revoked', revoked_at = now(), revoked_reason = '替考' WHERE person_id = $1`,
      [personId],
    );
    expect(
      payload &&
        (await t.get(UnitOfWork).run(Ctx.system('test'), (tx) => t.get(IssueCertificate).execute(tx, payload))),
    ).toBe('already');
    expect(await certificatesOf(t, personId)).toHaveLength(1);
  });
});
