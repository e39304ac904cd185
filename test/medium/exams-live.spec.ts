import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Presence } from '../../apps/api/src/modules/exams/conduct/presence.js';
import { makeCandidate, makeExam, save, start, type MadeExam } from '../support/exam.js';
import { startTestApp, type TestApp } from '../support/harness.js';
import { listen } from '../support/live.js';

const TOLD_MS = 2000;

let here: TestApp;
let there: TestApp;
let exam: MadeExam;

beforeAll(async () => {
  here = await startTestApp();
  there = await startTestApp({ database: here.database, dataDir: here.dataDir });
  exam = await makeExam(here);
}, 60_000);
afterAll(async () => {
  await there.close();
  await here.close();
}, 60_000);

const staff = (path: string, body: object) =>
  here.http().post(`/api/v1/exam-sessions/${exam.sessionId}/${path}`).set(exam.officer.headers).send(body);

describe('what a candidate is told, at another instance', () => {
  it('the pause and its end, the device that was taken away, and that it was handed in for him', async () => {
    const candidate = await makeCandidate(here, exam.enterprise);
    const first = { ...candidate, headers: { ...candidate.headers, 'x-zhian-device': 'the-first-device-1' } };
    const attempt = await start(here, first, exam.sessionId);
    const url = `${there.url}/api/v1/exam-attempts/${attempt.id}/notices`;
    // EventSource sends no headers of ours, fetch does.
    const client = await listen(`${url}?device=the-first-device-1`, candidate.headers);
    const second = await listen(url, { ...candidate.headers, 'x-zhian-device': 'the-second-device' });
    await client.until((data) => data['status'] === 'open' && data['device'] === 'here', TOLD_MS);
    await second.until((data) => data['device'] === 'elsewhere', TOLD_MS);
    await staff('pause', { reason: '停电' }).expect(204);
    await client.until((data) => data['status'] === 'paused', TOLD_MS);
    await staff('resumption', {}).expect(204);
    const resumed = await client.until(
      (data) => data['status'] === 'open' && Date.parse(String(data['deadline'])) > Date.parse(attempt.deadline),
      TOLD_MS,
    );
    await here
      .http()
      .post('/api/v1/exam-attempts')
      .set({ ...candidate.headers, 'x-zhian-device': 'the-second-device' })
      .send({ examSessionId: exam.sessionId, takeOver: true })
      .expect(200);
    const lost = await client.until((data) => data['device'] === 'elsewhere', TOLD_MS);
    await second.until((data) => data['device'] === 'here', TOLD_MS);
    await staff('force-submissions', { personIds: [candidate.personId], reason: '提前离场' }).expect(200);
    const ended = await client.until((data) => data['status'] === 'submitted', TOLD_MS);
    const revisions = [resumed, lost, ended].map((event) => Number(event.data['revision']));
    expect(revisions).toEqual(revisions.toSorted((a, b) => a - b));
    expect(new Set(revisions).size).toBe(3);
    client.close();
    second.close();
  });
});

describe('what the board is told', () => {
  it('that something has changed, by whoever and wherever, at most once a second; the board asked for then shows it', async () => {
    const board = () => there.http().get(`/api/v1/exam-sessions/${exam.sessionId}/board`).set(exam.officer.headers);
    const client = await listen(
      `${there.url}/api/v1/exam-sessions/${exam.sessionId}/board/notices`,
      exam.officer.headers,
    );
    await client.until(() => true, TOLD_MS);
    const seen = Number((await board().expect(200)).body.revision);
    const candidate = await makeCandidate(here, exam.enterprise);
    const attempt = await start(here, candidate, exam.sessionId);
    for (let seq = 1; seq <= 20; seq += 1)
      await save(here, candidate, attempt.id, [{ slot: 1, choice: ['A'], clientSeq: seq }]).expect(200);
    await here.get(Presence).flush();
    await client.until((data) => Number(data['revision']) > seen, TOLD_MS);
    const shown = (await board().expect(200)).body;
    expect(Number(shown.revision)).toBeGreaterThan(seen);
    expect(shown.candidates).toContainEqual(
      expect.objectContaining({ personId: candidate.personId, status: 'in_progress', answered: 1 }),
    );
    for (let n = 0; n < 5; n += 1) await staff('incidents', { text: `第 ${n} 次` }).expect(204);
    await client.until((data) => Number(data['revision']) > Number(shown.revision), TOLD_MS);
    const gaps = client.events.map((event, index) => event.at - (client.events[index - 1]?.at ?? -Infinity));
    for (const gap of gaps) expect(gap).toBeGreaterThan(900);
    client.close();
  });

  it('however many ask at once, it is read once', async () => {
    const replies = await Promise.all(
      Array.from({ length: 40 }, () =>
        here.http().get(`/api/v1/exam-sessions/${exam.sessionId}/board`).set(exam.officer.headers),
      ),
    );
    expect(replies.every((reply) => reply.status === 200)).toBe(true);
    // The revision is the time of the reading; a second may end between the first and the last of them.
    expect(new Set(replies.map((reply) => reply.body.revision as number)).size).toBeLessThanOrEqual(2);
  });
});
