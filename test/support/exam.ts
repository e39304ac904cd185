import { unpackPaper } from '../../apps/api/src/modules/exams/attempts/packed-paper.js';
import type { Paper } from '../../libs/question-bank/src/index.js';
import type { MadeOrganisation } from './factory.js';
import type { SignedIn, TestApp } from './harness.js';

export interface MadeExam {
  readonly enterprise: MadeOrganisation;
  readonly officer: SignedIn;
  readonly sessionId: string;
  readonly questions: ReadonlyMap<string, { key: string[]; type: string }>;
}

export interface ExamOptions {
  readonly single?: number;
  readonly multiple?: number;
  readonly trueFalse?: number;
  readonly session?: Readonly<Record<string, unknown>>;
  readonly publish?: boolean;
  readonly enterprise?: MadeOrganisation;
}

/** An enterprise with a bank, and an exam made and published over HTTP by its safety officer. Everybody of the enterprise may sit it. */
export async function makeExam(t: TestApp, options: ExamOptions = {}): Promise<MadeExam> {
  const { single = 6, multiple = 2, trueFalse = 2 } = options;
  const enterprise = options.enterprise ?? (await t.factory.organisation());
  const officer = await t.signIn('safety_officer', { organisationId: enterprise.id });
  const questions = new Map<string, { key: string[]; type: string }>();
  const make = async (type: 'single' | 'multiple' | 'true_false', count: number): Promise<void> => {
    for (let i = 0; i < count; i += 1) {
      const made = await t.factory.question(enterprise, {
        type,
        stem: `${type} ${i} ${Math.random()}`,
        key: type === 'multiple' ? ['A', 'C'] : ['ABCD'.charAt(type === 'true_false' ? i % 2 : i % 4)],
      });
      questions.set(made.id, { key: made.key, type });
    }
  };
  await make('single', single * 2);
  await make('multiple', multiple * 2);
  await make('true_false', trueFalse * 2);
  const now = (t.clock?.now() ?? new Date()).getTime();
  const body = {
    organisationId: enterprise.id,
    title: '第四季度考试',
    purpose: 'formal',
    opensAt: new Date(now - 60_000).toISOString(),
    closesAt: new Date(now + 7 * 86_400_000).toISOString(),
    durationMinutes: 60,
    passHundredths: 6000,
    scoringScheme: 'all-or-nothing',
    attemptsAllowed: 1,
    coolDownMinutes: 0,
    disclosure: 'everything',
    discloseAt: 'submission',
    shuffleOptions: true,
    shuffleQuestions: true,
    blueprint: {
      strata: [
        { type: 'single', count: single, points: 1000 },
        { type: 'multiple', count: multiple, points: 1000 },
        { type: 'true_false', count: trueFalse, points: 1000 },
      ].filter((stratum) => stratum.count > 0),
    },
    entries: [{ kind: 'organisation', id: enterprise.id }],
    ...options.session,
  };
  const created = await t.http().post('/api/v1/exam-sessions').set(officer.headers).send(body);
  if (created.status !== 201) throw new Error(`exam not created: ${JSON.stringify(created.body)}`);
  const sessionId = String(created.body.id);
  // Somebody must be on the roster: an exam without entries is not published.
  await t.factory.person(enterprise);
  if (options.publish !== false) {
    const published = await t
      .http()
      .post(`/api/v1/exam-sessions/${sessionId}/publication`)
      .set(officer.headers)
      .send({});
    if (published.status !== 200) throw new Error(`exam not published: ${JSON.stringify(published.body)}`);
  }
  return { enterprise, officer, sessionId, questions };
}

export async function makeCandidate(t: TestApp, enterprise: MadeOrganisation): Promise<SignedIn> {
  const person = await t.factory.person(enterprise);
  return t.signIn('worker', { organisationId: enterprise.id, personId: person.id });
}

export interface Slot {
  slot: number;
  type: string;
  stem: string;
  options: { id: string; text: string; picture?: ShownPicture }[];
  points: number;
  picture?: ShownPicture;
}

export interface ShownPicture {
  url: string;
  alt: string;
  width: number;
  height: number;
}

export async function start(
  t: TestApp,
  candidate: SignedIn,
  sessionId: string,
): Promise<{ id: string; slots: Slot[]; deadline: string }> {
  const reply = await t.http().post('/api/v1/exam-attempts').set(candidate.headers).send({ examSessionId: sessionId });
  if (reply.status !== 201 && reply.status !== 200) throw new Error(`not started: ${JSON.stringify(reply.body)}`);
  return { id: String(reply.body.id), slots: reply.body.paper.slots as Slot[], deadline: String(reply.body.deadline) };
}

export function save(t: TestApp, candidate: SignedIn, attemptId: string, answers: readonly object[]) {
  return t.http().put(`/api/v1/exam-attempts/${attemptId}/answers`).set(candidate.headers).send({ answers });
}

export function submit(t: TestApp, candidate: SignedIn, attemptId: string, body: object = {}) {
  return t.http().post(`/api/v1/exam-attempts/${attemptId}/submission`).set(candidate.headers).send(body);
}

/** An enterprise with so many people on its roster; makeExam adds one. */
export async function crowdedEnterprise(t: TestApp, people: number): Promise<MadeOrganisation> {
  const enterprise = await t.factory.organisation();
  await Promise.all(Array.from({ length: people }, () => t.factory.person(enterprise)));
  return enterprise;
}

/** Versions of questions never change; this changes those of an enterprise all the same, before anybody has seen them. */
export async function setOfVersions(t: TestApp, enterprise: MadeOrganisation, assignments: string): Promise<void> {
  const client = await t.db.connect();
  try {
    await client.query(`SET session_replication_role = replica`);
    await client.query(
      `UPDATE question_version v SET ${assignments} FROM question q WHERE q.id = v.question_id AND q.organisation_id = $1`,
      [enterprise.enterpriseId],
    );
    await client.query(`RESET session_replication_role`);
  } finally {
    client.release();
  }
}

/** The paper as it stands in the record, keys to nothing a candidate sees. */
export async function storedPaper(db: Pick<TestApp['db'], 'query'>, attemptId: string): Promise<Paper> {
  const { rows } = await db.query<{ paper: Buffer }>(`SELECT paper FROM attempt WHERE id = $1`, [attemptId]);
  const [row] = rows;
  if (!row) throw new Error(`there is no attempt ${attemptId}`);
  return unpackPaper(row.paper);
}
