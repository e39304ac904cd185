import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeCandidate, makeExam, type MadeExam } from '../support/exam.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';

let t: TestApp;
let exam: MadeExam;
let questionId: string;

const UNKNOWN = '00000000-0000-7000-8000-000000000000';
const get = (who: SignedIn, path: string) => t.http().get(`/api/v1/${path}`).set(who.headers);

beforeAll(async () => {
  t = await startTestApp();
  exam = await makeExam(t, { single: 3, multiple: 0, trueFalse: 0, session: { passHundredths: 1000 } });
  questionId = [...exam.questions.keys()][0] ?? '';
}, 60_000);
afterAll(() => t.close());

describe('item statistics over HTTP', () => {
  it('nobody has answered yet', async () => {
    expect((await get(exam.officer, `questions/${questionId}/statistics`).expect(200)).body).toEqual({ items: [] });
    const list = await get(exam.officer, `exam-sessions/${exam.sessionId}/item-statistics`).expect(200);
    expect(list.body).toEqual({ items: [], next: null });
  });

  it('is for those who read the bank, and the answers of an exam', async () => {
    const candidate = await makeCandidate(t, exam.enterprise);
    const leader = await t.signIn('team_leader', { organisationId: exam.enterprise.id });
    const principal = await t.signIn('principal', { organisationId: exam.enterprise.id });
    await get(candidate, `questions/${questionId}/statistics`).expect(403);
    await get(principal, `questions/${questionId}/statistics`).expect(403);
    await get(leader, `exam-sessions/${exam.sessionId}/item-statistics`).expect(403);
    await get(principal, `exam-sessions/${exam.sessionId}/item-statistics`).expect(200);
  });

  it('what does not exist, and a place in a list that is none', async () => {
    await get(exam.officer, `questions/${UNKNOWN}/statistics`).expect(404);
    await get(exam.officer, `exam-sessions/${UNKNOWN}/item-statistics`).expect(404);
    const refused = await get(exam.officer, `exam-sessions/${exam.sessionId}/item-statistics?cursor=x`);
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, '/cursor']);
  });
});
