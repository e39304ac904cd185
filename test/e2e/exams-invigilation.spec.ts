import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeCandidate, makeExam, start, type MadeExam } from '../support/exam.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';

const NOW = '2026-11-23T01:00:00.000Z';

let t: TestApp;
let exam: MadeExam;
let candidate: SignedIn;
let elsewhere: SignedIn;
let named: SignedIn;

beforeAll(async () => {
  t = await startTestApp({ now: NOW });
  const enterprise = await t.factory.organisation();
  candidate = await makeCandidate(t, enterprise);
  elsewhere = await makeCandidate(t, enterprise);
  named = await makeCandidate(t, enterprise);
  exam = await makeExam(t, { enterprise, single: 2, multiple: 0, trueFalse: 0, session: { passHundredths: 1000 } });
  const rooms = [{ name: '一号', invigilatorAccountIds: [named.accountId] }, { name: '二号' }];
  const arranged = await arrange(exam, rooms);
  await sitIn(exam, candidate, arranged[0]);
  await sitIn(exam, elsewhere, arranged[1]);
}, 60_000);
afterAll(() => t.close(), 60_000);

const get = (who: SignedIn, path: string) => t.http().get(`/api/v1/${path}`).set(who.headers);
const post = (who: SignedIn, path: string, body: object) =>
  t.http().post(`/api/v1/${path}`).set(who.headers).send(body);

/** Rooms with their invigilators; gives the ids of the rooms. */
async function arrange({ officer, sessionId }: MadeExam, rooms: readonly object[]): Promise<string[]> {
  const path = `exam-sessions/${sessionId}/rooms`;
  const tag = String((await get(officer, path)).headers['etag']);
  const arranged = await t
    .http()
    .put(`/api/v1/${path}`)
    .set({ ...officer.headers, 'if-match': tag })
    .send({ rooms })
    .expect(200);
  return arranged.body.rooms.map(({ id }: { id: string }) => id);
}

async function sitIn({ officer, sessionId }: MadeExam, who: SignedIn, roomId: string | undefined): Promise<void> {
  await t
    .http()
    .put(`/api/v1/exam-sessions/${sessionId}/seating/${who.personId}`)
    .set(officer.headers)
    .send({ roomId })
    .expect(204);
}

const eventsOf = (who: SignedIn, of: SignedIn, query = '') =>
  get(who, `exam-sessions/${exam.sessionId}/candidates/${of.personId}/events${query}`);

describe('the exams that an account is to look after', () => {
  it('are its own, with the rooms it is named for, until a day after they are over', async () => {
    const mine = await get(named, 'my/invigilations').expect(200);
    expect(mine.body).toEqual({
      items: [expect.objectContaining({ id: exam.sessionId, phase: 'open', pausedAt: null, rooms: ['一号'] })],
      next: null,
    });
    for (const other of [candidate, exam.officer])
      expect((await get(other, 'my/invigilations').expect(200)).body.items).toEqual([]);
    await t.db.query(`UPDATE exam_session SET closes_at = $2 WHERE id = $1`, [exam.sessionId, NOW]);
    t.clock?.advance(3_600_000);
    expect((await get(named, 'my/invigilations').expect(200)).body.items[0].phase).toBe('closed');
    t.clock?.advance(86_400_000);
    expect((await get(named, 'my/invigilations').expect(200)).body.items).toEqual([]);
    t.clock?.advance(-90_000_000);
    await t.db.query(`UPDATE exam_session SET closes_at = $2 WHERE id = $1`, [exam.sessionId, '2026-11-30T00:00:00Z']);
  });
});

describe('the printed papers of an exam, for somebody who is only named as its invigilator', () => {
  it('are those of his room: he finds them until they are keyed in, keys them in, and neither prints nor sees the exam itself', async () => {
    const { enterprise } = exam;
    const people = [await makeCandidate(t, enterprise), await makeCandidate(t, enterprise)] as const;
    const [reader, stranger] = [await makeCandidate(t, enterprise), await makeCandidate(t, enterprise)];
    const one = await makeExam(t, {
      enterprise,
      single: 2,
      multiple: 0,
      trueFalse: 0,
      session: { passHundredths: 1000 },
    });
    const of = `exam-sessions/${one.sessionId}`;
    const rooms = await arrange(one, [{ name: '甲', invigilatorAccountIds: [reader.accountId] }, { name: '乙' }]);
    await sitIn(one, people[0], rooms[0]);
    await sitIn(one, people[1], rooms[1]);
    const printing = (who: SignedIn) =>
      post(who, `${of}/printed-papers`, { personIds: people.map(({ personId }) => personId) });
    await printing(reader).expect(403);
    const papers = (await printing(one.officer).expect(200)).body.papers as { number: string; personId: string }[];
    const [mine, other] = people.map(({ personId }) => papers.find((paper) => paper.personId === personId)?.number);
    const waiting = async () =>
      (await get(reader, 'my/invigilations').expect(200)).body.items.find(
        ({ id }: { id: string }) => id === one.sessionId,
      );

    expect(await waiting()).toMatchObject({ rooms: ['甲'], papersToKey: 1 });
    const listed = await get(reader, `${of}/printed-papers`).expect(200);
    expect(listed.body.items.map((paper: { number: string }) => paper.number)).toEqual([mine]);
    await get(reader, of).expect(403);
    await get(stranger, `${of}/printed-papers`).expect(404);
    await get(reader, `printed-papers/${other}`).expect(404);

    // However long the exam is over.
    await t.db.query(`UPDATE exam_session SET closes_at = $2, ends_at = $2 WHERE id = $1`, [one.sessionId, NOW]);
    t.clock?.advance(3 * 86_400_000);
    expect(await waiting()).toMatchObject({ phase: 'closed', papersToKey: 1 });
    const answers = [1, 2].map((slot) => ({ slot, choice: ['A'] }));
    for (const who of [reader, one.officer])
      await t
        .http()
        .put(`/api/v1/printed-papers/${mine}/keying`)
        .set(who.headers)
        .send({ answers, finished: true })
        .expect(200);
    expect((await get(reader, `printed-papers/${mine}`).expect(200)).body.status).toBe('keyed');
    expect(await waiting()).toBeUndefined();
    t.clock?.advance(-3 * 86_400_000);
  });
});

describe('the story of one candidate', () => {
  it('is for those who look after him: what was noticed and given, page by page, and never an answer', async () => {
    const attempt = await start(t, candidate, exam.sessionId);
    await t
      .http()
      .post(`/api/v1/exam-attempts/${attempt.id}/signals`)
      .set(candidate.headers)
      .send({ signals: [{ kind: 'focus', at: NOW, ms: 4000 }] })
      .expect(204);
    await t
      .http()
      .post(`/api/v1/exam-sessions/${exam.sessionId}/extensions`)
      .set(named.headers)
      .send({ minutes: 5, reason: '断电', personIds: [candidate.personId] })
      .expect(200);
    const first = await eventsOf(named, candidate, '?limit=2').expect(200);
    expect(first.body.items).toEqual([
      { seq: 3, at: NOW, kind: 'extended', seconds: 300, signals: [], kioskEntry: null },
      { seq: 2, at: NOW, kind: 'signals', seconds: null, signals: [{ kind: 'focus', ms: 4000 }], kioskEntry: null },
    ]);
    const rest = await eventsOf(exam.officer, candidate, `?limit=2&cursor=${String(first.body.next)}`).expect(200);
    expect(rest.body).toMatchObject({ items: [{ seq: 1, kind: 'started' }], next: null });
    expect(JSON.stringify([first.body, rest.body])).not.toMatch(/choice|answers|questionId/);
    // Nobody who has not come yet has one.
    expect((await eventsOf(exam.officer, elsewhere).expect(200)).body.items).toEqual([]);
  });

  it('does not exist for others: another room, another enterprise, the candidate himself, somebody not on the list', async () => {
    const foreign = await t.signIn('safety_officer', { organisationId: (await t.factory.organisation()).id });
    await eventsOf(named, elsewhere).expect(404);
    await eventsOf(foreign, candidate).expect(404);
    await eventsOf(candidate, candidate).expect(404);
    await get(exam.officer, `exam-sessions/${exam.sessionId}/candidates/${exam.sessionId}/events`).expect(404);
    await get(exam.officer, `exam-sessions/${exam.sessionId}/candidates/nobody/events`).expect(404);
    await eventsOf(exam.officer, candidate, '?cursor=no').expect(422);
  });
});
