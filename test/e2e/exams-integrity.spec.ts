import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApplyRegrades, ExamineSessions } from '../../apps/api/src/modules/exams/index.js';
import { makeExam, type MadeExam } from '../support/exam.js';
import { standings, type AskedQuestion, type SatAttempt } from '../support/graded-exam.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';
import {
  answerOf,
  CAST,
  CAST_SIZE,
  examine,
  lookAway,
  seatSideBySide,
  sitWatchedExam,
} from '../support/watched-exam.js';

const NOW = '2026-11-23T01:00:00.000Z';
const UNKNOWN = '00000000-0000-7000-8000-000000000000';
/** A safety officer of the same enterprise who sits the exam, too. */
const STAFF = 13;

let t: TestApp;
let exam: MadeExam;
let people: { id: string; name: string }[];
let questions: readonly AskedQuestion[];
let sat: readonly SatAttempt[];
let staff: SignedIn;

interface Finding {
  id: string;
  kind: string;
  people: { attemptId: string; name: string; unitName: string | null; roomName: string | null; seat: number | null }[];
  seating: string | null;
  standing: boolean;
  answers: {
    shared: number;
    chance: number;
    chanceInExam: number;
    same: { stem: string; answer: string[]; slots: number[] }[];
  };
  speed: { seconds: number; readingSeconds: number; whole: boolean; right: number };
  signals: { left: number; awaySeconds: number; copied: number };
  review: { outcome: string; note: string | null; outdated: boolean } | null;
  version: number;
}

const get = (who: SignedIn, path: string) => t.http().get(`/api/v1/${path}`).set(who.headers);
const reportPath = () => `exam-sessions/${exam.sessionId}/integrity-report`;
const listPath = (query = '') => `exam-sessions/${exam.sessionId}/integrity-findings${query}`;
const list = async (query = '', who = exam.officer): Promise<Finding[]> =>
  (await get(who, listPath(query)).expect(200)).body.items;
const review = (who: SignedIn, id: string, body: object, version?: number) => {
  const put = t.http().put(`/api/v1/exam-integrity-findings/${id}/review`).set(who.headers);
  return (version === undefined ? put : put.set('if-match', `"v${version}"`)).send(body);
};
const idsOf = (finding: Finding | undefined): string[] => (finding?.people ?? []).map((one) => one.attemptId).sort();
const attempts = (...people: number[]): string[] => people.map((person) => sat[person]?.id ?? '').sort();

beforeAll(async () => {
  t = await startTestApp({ now: NOW });
  exam = await makeExam(t, { single: 12, multiple: 0, trueFalse: 0 });
  people = [];
  const department = await t.factory.organisation({ parent: exam.enterprise, name: '掘进队' });
  const team = await t.factory.organisation({ parent: department, kind: 'team', name: '二班' });
  for (let i = 0; i < CAST_SIZE; i += 1) people.push({ id: (await t.factory.person(team)).id, name: `某${i}` });
  staff = await t.signIn('safety_officer', { organisationId: exam.enterprise.id, personId: people[STAFF]?.id ?? '' });
}, 120_000);
afterAll(() => t.close());

describe('what should be looked at after an exam (EXM-8)', () => {
  it('nobody has handed in yet: nothing was looked through', async () => {
    expect((await get(exam.officer, reportPath()).expect(200)).body).toEqual({
      examinedAt: null,
      papers: 0,
      onPaper: 0,
      onKiosk: 0,
      comparison: 'too-few',
      pairs: null,
      open: 0,
      findings: 0,
    });
    expect(await list()).toEqual([]);
  });

  it('finds the copied answers, the phone of two people, the paper nobody can have read, and who was away; once', async () => {
    ({ questions, sat } = await sitWatchedExam(t, exam, people, (open) => lookAway(t, exam, open)));
    const before = await standings(t, exam.sessionId);
    expect(await examine(t)).toBe(1);
    expect(await examine(t)).toBe(0);
    const [answers, device, speed, signals, ...rest] = await list();
    expect(rest).toEqual([]);
    expect([answers?.kind, idsOf(answers)]).toEqual(['same-answers', attempts(CAST.source, CAST.copier)]);
    expect(answers?.people.map((person) => person.unitName)).toEqual(['掘进队 / 二班', '掘进队 / 二班']);
    expect(answers?.answers.shared).toBe(questions.length);
    expect(answers?.answers.chanceInExam).toBeLessThanOrEqual(0.05);
    // Neither the people at the shared device, nor the printed paper.
    expect([device?.kind, idsOf(device)]).toEqual(['same-device', attempts(...CAST.onePhone)]);
    expect([speed?.kind, idsOf(speed)]).toEqual(['speed', attempts(CAST.fast)]);
    expect(speed?.speed).toMatchObject({ seconds: 15, whole: true });
    expect([signals?.kind, idsOf(signals)]).toEqual(['signals', attempts(CAST.away)]);
    expect(signals?.signals).toMatchObject({ left: 1, awaySeconds: 90, copied: 1 });
    expect(await standings(t, exam.sessionId)).toEqual(before);
  });

  it('names the questions, with the number that they had for either, and what both chose', async () => {
    const [pair] = await list();
    const wrong = questions.filter((question) => answerOf(CAST.source, question, questions) !== question.key);
    expect(pair?.answers.same.map(({ stem }) => stem).sort()).toEqual(wrong.map(({ stem }) => stem).sort());
    for (const { stem, answer: chosen, slots } of pair?.answers.same ?? []) {
      const number = questions.findIndex((question) => question.stem === stem) + 1;
      expect(slots).toEqual([number, number]);
      expect(chosen).toHaveLength(1);
    }
  });

  it('says how much was looked through', async () => {
    expect((await get(exam.officer, reportPath()).expect(200)).body).toEqual({
      examinedAt: NOW,
      papers: CAST_SIZE,
      onPaper: 1,
      onKiosk: 2,
      comparison: 'made',
      pairs: (CAST_SIZE * (CAST_SIZE - 1)) / 2,
      open: 4,
      findings: 4,
    });
  });

  it('knows who sat beside whom', async () => {
    await seatSideBySide(t, exam, [sat[CAST.source]?.personId, sat[CAST.copier]?.personId]);
    const [pair] = await list();
    expect(pair?.seating).toBe('neighbours');
    expect(pair?.people.map(({ roomName, seat }) => [roomName, seat])).toEqual([
      ['一号考场', 7],
      ['一号考场', 8],
    ]);
  });

  it('comes page by page', async () => {
    const first = (await get(exam.officer, listPath('?limit=3')).expect(200)).body;
    const rest = (await get(exam.officer, listPath(`?limit=3&cursor=${first.next}`)).expect(200)).body;
    expect([...first.items, ...rest.items]).toEqual(await list());
    expect(rest.next).toBeNull();
    for (const [query, pointer] of [
      ['?cursor=x', '/cursor'],
      ['?state=guilty', '/state'],
    ] as const) {
      const refused = await get(exam.officer, listPath(query));
      expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, pointer]);
    }
  });
});

describe('who sees it', () => {
  it('staff of the exam; no candidate, no leader, nobody of another organisation', async () => {
    const worker = await t.signIn('worker', { organisationId: exam.enterprise.id, personId: sat[0]?.personId ?? '' });
    const leader = await t.signIn('team_leader', { organisationId: exam.enterprise.id });
    const principal = await t.signIn('principal', { organisationId: exam.enterprise.id });
    const other = await t.factory.organisation();
    const foreign = await t.signIn('safety_officer', { organisationId: other.id });
    const [pair] = await list();
    for (const path of [reportPath(), listPath()]) {
      for (const who of [worker, leader, principal]) await get(who, path).expect(403);
      await get(foreign, path).expect(404);
      await get(exam.officer, path.replace(exam.sessionId, UNKNOWN)).expect(404);
    }
    await review(foreign, pair?.id ?? '', { outcome: 'fine' }, 1).expect(404);
    await review(exam.officer, UNKNOWN, { outcome: 'fine' }, 1).expect(404);
  });

  it('a safety officer who sat the exam himself does not, not even when it is over', async () => {
    const [pair] = await list();
    for (const reply of [
      await get(staff, reportPath()),
      await get(staff, listPath()),
      await review(staff, pair?.id ?? '', { outcome: 'fine' }, 1),
    ])
      expect([reply.status, reply.body.code]).toEqual([403, 'integrity-own-exam']);
  });

  it('an inspector reads and notes nothing', async () => {
    const inspector = await t.signIn('inspector', { regionCode: '140428' });
    const [pair] = await list('', inspector);
    expect(pair).toBeDefined();
    await review(inspector, pair?.id ?? '', { outcome: 'fine' }, pair?.version).expect(403);
  });
});

describe('what somebody makes of it', () => {
  it.each([
    [{}, '/outcome'],
    [{ outcome: 'guilty' }, '/outcome'],
    [{ outcome: 'follow-up' }, '/note'],
    [{ outcome: 'follow-up', note: ' ' }, '/note'],
    [{ outcome: 'fine', note: '长'.repeat(501) }, '/note'],
    [{ outcome: 'fine', score: 0 }, '/score'],
  ])('%j is refused at %s', async (body, pointer) => {
    const [pair] = await list();
    const refused = await review(exam.officer, pair?.id ?? '', body, pair?.version);
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, pointer]);
  });

  it('is noted on what was seen, stays with the finding and is on record; nothing is overwritten unseen', async () => {
    const [pair, device] = await list();
    await review(exam.officer, pair?.id ?? '', { outcome: 'fine' }).expect(400);
    const noted = await review(
      exam.officer,
      pair?.id ?? '',
      { outcome: 'follow-up', note: ' 邻座，下次隔开 ' },
      pair?.version,
    );
    expect([noted.status, noted.headers['etag']]).toEqual([200, `"v${(pair?.version ?? 0) + 1}"`]);
    expect(noted.body.review).toMatchObject({ outcome: 'follow-up', note: '邻座，下次隔开', outdated: false });
    await review(exam.officer, pair?.id ?? '', { outcome: 'fine' }, pair?.version).expect(412);
    await review(exam.officer, device?.id ?? '', { outcome: 'fine' }, device?.version).expect(200);
    expect((await list('?state=open')).map(({ kind }) => kind)).toEqual(['speed', 'signals']);
    expect((await list('?state=seen')).map(({ id }) => id)).toEqual([pair?.id, device?.id]);
    expect((await get(exam.officer, reportPath())).body).toMatchObject({ open: 2, findings: 4 });
    const { rows } = await t.db.query<{ detail: object }>(
      `SELECT detail FROM audit_entry WHERE action = 'exams.integrity.review' ORDER BY seq`,
    );
    expect(rows.map(({ detail }) => detail)).toMatchObject([
      {
        kind: 'same-answers',
        outcome: 'follow-up',
        attemptIds: expect.arrayContaining(attempts(CAST.source, CAST.copier)),
      },
      { kind: 'same-device', outcome: 'fine' },
    ]);
  });

  it('a question that is voided afterwards says nothing any more: what was noted stays, and wants another look', async () => {
    const [pair] = await list('?state=seen');
    const voided = questions.find(({ stem }) => stem === pair?.answers.same[0]?.stem);
    const asked = await t
      .http()
      .post(`/api/v1/exam-sessions/${exam.sessionId}/regrades`)
      .set(exam.officer.headers)
      .send({
        versionId: voided?.versionId,
        kind: 'void',
        policy: 'full',
        reach: 'session',
        reason: '题干少了一个条件',
      });
    expect(asked.body).toMatchObject({ status: 'requested' });
    const second = await t.signIn('safety_officer', { organisationId: exam.enterprise.id });
    await t.http().post(`/api/v1/exam-regrades/${asked.body.id}/approval`).set(second.headers).send({}).expect(200);
    await t.get(ApplyRegrades).execute();
    t.clock?.advance(3_600_000);
    expect(await examine(t)).toBe(1);
    const [after] = await list('?state=open');
    expect(after?.id).toBe(pair?.id);
    expect(after?.answers.same.map(({ stem }) => stem)).toEqual(pair?.answers.same.slice(1).map(({ stem }) => stem));
    expect(after?.review).toMatchObject({ outcome: 'follow-up', note: '邻座，下次隔开', outdated: true });
  });

  it('what does not show any more goes, unless somebody has noted something about it', async () => {
    // As if these two had sat on paper, and the exam was counted again.
    await t.db.query(`UPDATE attempt SET mode = 'paper' WHERE id = ANY($1)`, [attempts(CAST.onePhone[1], CAST.fast)]);
    await t.db.query(`UPDATE exam_item_count SET counted_at = counted_at + interval '1 minute' WHERE session_id = $1`, [
      exam.sessionId,
    ]);
    expect(await t.get(ExamineSessions).execute()).toBe(1);
    const left = await list();
    expect(left.map(({ kind, standing, review: noted }) => [kind, standing, noted?.outcome])).toEqual([
      ['same-answers', true, 'follow-up'],
      ['same-device', false, 'fine'],
      ['signals', true, undefined],
    ]);
    expect((await list('?state=open')).map(({ kind }) => kind)).toEqual(['same-answers', 'signals']);
  });
});
