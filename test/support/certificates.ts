import type { CertificateFields } from '@zhian/certificates';
import { uuidv7 } from '../../apps/api/src/platform/ids/uuid.js';
import { Subscribers } from '../../apps/api/src/platform/outbox/subscribers.js';
import { requirementMet } from '../../apps/api/src/modules/training-plans/index.js';
import type { MadeOrganisation } from './factory.js';
import type { TestApp } from './harness.js';
import { makeAttempt, makeExam, makePlan, planContent } from './plans.js';

export interface IssuedRow {
  id: string;
  number: string;
  file_id: string | null;
  file_sha256: string | null;
  fields: CertificateFields;
}

export interface CertifiedPlan {
  readonly organisation: MadeOrganisation;
  readonly exam: string;
  readonly planId: string;
  /** Somebody passes; the event that the requirement is met waits, not yet delivered to the certificates. */
  passed(name?: string): Promise<{ personId: string; eventId: string }>;
  metEvent(personId: string): Promise<string>;
}

/** An enterprise with an exam and an active plan that issues certificates for twelve months. */
export async function makeCertifiedPlan(t: TestApp): Promise<CertifiedPlan> {
  const organisation = await t.factory.organisation({ name: `岚水煤业${uuidv7().slice(-4)}` });
  const exam = await makeExam(t, organisation);
  const planId = await makePlan(
    t,
    organisation,
    planContent(exam, [{ kind: 'organisation', id: organisation.id }], {
      certificate: { issue: true, validMonths: 12 },
    }),
  );
  const metEvent = (personId: string) => onlyEvent(t, requirementMet.type, personId);
  return {
    organisation,
    exam,
    planId,
    metEvent,
    passed: async (name = '赵玉林') => {
      const person = await t.factory.person(organisation, { name, postIds: [await t.factory.post(organisation)] });
      await makeAttempt(t, exam, person.id);
      const graded = await onlyEvent(t, 'exams.attempt-graded', person.id);
      await t.get(Subscribers).deliver('training-plans.attempt-graded', graded);
      return { personId: person.id, eventId: await metEvent(person.id) };
    },
  };
}

async function onlyEvent(t: TestApp, type: string, personId: string): Promise<string> {
  const { rows } = await t.db.query<{ id: string }>(
    `SELECT id FROM outbox WHERE type = $1 AND payload ->> 'personId' = $2`,
    [type, personId],
  );
  if (rows.length !== 1 || !rows[0]) throw new Error(`${rows.length} events ${type} of this person, wanted one`);
  return rows[0].id;
}

export async function certificatesOf(t: TestApp, personId: string): Promise<IssuedRow[]> {
  const { rows } = await t.db.query<IssuedRow>(
    `SELECT id, number, file_id, file_sha256, fields FROM certificate WHERE person_id = $1`,
    [personId],
  );
  return rows;
}

export const deliverMet = (t: TestApp, eventId: string) =>
  t.get(Subscribers).deliver('certificates.requirement-met', eventId);
