import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ExpireAttempts, VerifyAttempts, VerifySessionLogs } from '../../apps/api/src/modules/exams/index.js';
import { toShown } from '../../apps/api/src/modules/exams/attempts/answers.js';
import { readQuestionFile } from '../../libs/question-bank/src/index.js';
import { decodeQr, rasterise, readPdf } from '../../libs/certificates/src/testing/pdf.js';
import { photo } from '../support/pictures.js';
import { makePlan, planContent, settle as deliverEvents } from '../support/plans.js';
import { asBytes } from '../support/as-bytes.js';
import { makeCandidate, makeExam, save, storedPaper, submit, type MadeExam } from '../support/exam.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';

const DAY_MS = 86_400_000;
const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp({ now: '2026-11-23T01:00:00.000Z' });
}, 60_000);
afterAll(() => t.close(), 60_000);

interface Row {
  id: string;
  number: string;
  personId: string;
}
interface Keyed {
  slot: number;
  choice: string[];
}

const post = (who: SignedIn, path: string, body: object) =>
  t.http().post(`/api/v1/${path}`).set(who.headers).send(body);
const get = (who: SignedIn, path: string) => t.http().get(`/api/v1/${path}`).set(who.headers);
const key = (who: SignedIn, number: string, answers: Keyed[], finished = false) =>
  t.http().put(`/api/v1/printed-papers/${number}/keying`).set(who.headers).send({ answers, finished });
const print = (who: SignedIn, exam: MadeExam, personIds: string[]) =>
  post(who, `exam-sessions/${exam.sessionId}/printed-papers`, { personIds });
const file = (who: SignedIn, exam: MadeExam, paperIds: string[]) =>
  fileOf(who, `exam-sessions/${exam.sessionId}/printed-papers/file?paperIds=${paperIds.join()}`);
const fileOf = (who: SignedIn, path: string) => get(who, path).buffer(true).parse(asBytes);

async function onPaper(more: object = {}): Promise<{
  exam: MadeExam;
  second: SignedIn;
  candidate: SignedIn;
  paper: Row;
}> {
  const enterprise = await t.factory.organisation();
  const candidate = await makeCandidate(t, enterprise);
  const exam = await makeExam(t, { enterprise, session: { passHundredths: 6000, ...more } });
  const second = await t.signIn('safety_officer', { organisationId: enterprise.id });
  const reply = await print(exam.officer, exam, [candidate.personId as string]);
  expect(reply.body).toMatchObject({ papers: [{ personId: candidate.personId }], skipped: [] });
  return { exam, second, candidate, paper: reply.body.papers[0] as Row };
}

async function attemptOf(paper: Row): Promise<{ id: string; status: string; score: number; mode: string }> {
  const found = await t.db.query(
    `SELECT t.* FROM printed_paper d JOIN attempt t ON t.id = d.attempt_id WHERE d.id = $1`,
    [paper.id],
  );
  return found.rows[0];
}

/** The right letters as printed on this paper. */
async function rightLetters(exam: MadeExam, paper: Row): Promise<Keyed[]> {
  const { slots } = await storedPaper(t.db, (await attemptOf(paper)).id);
  return slots.map((slot) => ({
    slot: slot.slot,
    choice: toShown(slot, (exam.questions.get(slot.questionId)?.key ?? []).join('')),
  }));
}

describe('EXM an exam on paper', () => {
  it('is printed, keyed in blind by two people, settled where they differ, and graded as one on a screen', async () => {
    const { exam, second, candidate, paper } = await onPaper();
    const { officer } = exam;
    const audience = [{ kind: 'organisation' as const, id: exam.enterprise.id }];
    const dates = { startsOn: '2026-11-01', dueOn: '2026-12-31', certificate: { issue: true, validMonths: 12 } };
    await makePlan(t, exam.enterprise, planContent(exam.sessionId, audience, dates));

    // Nobody waits for a line from someone who sits at a sheet of paper.
    const board = await get(officer, `exam-sessions/${exam.sessionId}/board`).expect(200);
    expect(board.body).toMatchObject({ counts: { inProgress: 1, offline: 0 } });
    expect(board.body.candidates).toContainEqual(
      expect.objectContaining({ personId: candidate.personId, status: 'on_paper' }),
    );

    const pdf = await file(officer, exam, [paper.id]).expect(200);
    expect(pdf.headers['content-type']).toBe('application/pdf');
    expect(pdf.headers['content-disposition']).toContain("filename*=UTF-8''");
    const bytes = new Uint8Array(pdf.body as Buffer);
    const read = await readPdf(bytes);
    expect(read.text).toContain('第1/2页');
    expect(read.text).not.toMatch(/答案：|解析/);
    expect(read.glyphCodes.filter((code) => code === 0)).toEqual([]);
    const scanned = decodeQr(rasterise(bytes, 150))?.text ?? '';
    expect(scanned).toBe(paper.number);

    const right = await rightLetters(exam, paper);
    const wrong = right.map((one) => (one.slot === 3 ? { ...one, choice: [] } : one));
    const form = await get(officer, `printed-papers/${scanned.toLowerCase()}`).expect(200);
    expect(form.body).toMatchObject({ status: 'printed', mine: null, differences: [], personId: candidate.personId });
    expect(JSON.stringify(form.body)).not.toMatch(/stem|versionId|seed|"key"/);

    // Saved as it goes, and read back.
    await key(officer, scanned, right.slice(0, 4)).expect(200);
    expect((await key(officer, scanned, right.slice(0, 4), true)).body).toMatchObject({ code: 'keying-incomplete' });
    expect((await get(officer, `printed-papers/${scanned}`)).body.mine.answers).toEqual(right.slice(0, 4));
    await key(officer, scanned, right, true).expect(200);
    expect((await key(officer, scanned, right)).body.code).toBe('keying-finished');

    // The second sees nothing of it; the first cannot be the second.
    expect((await get(second, `printed-papers/${scanned}`)).body).toMatchObject({ mine: null, differences: [] });
    expect((await key(second, scanned, wrong, true).expect(200)).body).toMatchObject({
      status: 'differs',
      differences: [{ slot: 3, first: right[2]?.choice, second: [] }],
    });
    const third = await t.signIn('safety_officer', { organisationId: exam.enterprise.id });
    expect((await key(third, scanned, right)).body.code).toBe('paper-keyed-by-two');
    const settle = (answers: Keyed[], who = third) => post(who, `printed-papers/${scanned}/settlement`, { answers });
    for (const one of [officer, second])
      expect((await settle(right.slice(2, 3), one).expect(403)).body).toMatchObject({
        code: 'settles-own-keying',
        detail: expect.stringContaining('加一位监考人员'),
      });
    expect((await settle([])).body.code).toBe('settlement-incomplete');
    expect((await settle(right.slice(1, 3))).body.code).toBe('settlement-incomplete');
    expect((await settle(right.slice(2, 3)).expect(200)).body.status).toBe('keyed');
    expect((await settle(right.slice(2, 3))).body.code).toBe('paper-done');

    const attempt = await attemptOf(paper);
    expect(attempt).toMatchObject({ status: 'submitted', score: 10_000, mode: 'paper', passed: true });
    const result = await get(candidate, `exam-attempts/${attempt.id}/result`).expect(200);
    expect(result.body).toMatchObject({ score: 10_000, passed: true });
    await deliverEvents(t);
    const certificates = await get(candidate, 'my/certificates').expect(200);
    expect(certificates.body.items).toMatchObject([{ scoreHundredths: 10_000, status: 'valid' }]);
    const log = await t.db.query(`SELECT kind, data FROM attempt_event WHERE attempt_id = $1 ORDER BY seq`, [
      attempt.id,
    ]);
    expect(log.rows.map((row) => row.kind)).toEqual([
      'started',
      'printed',
      'keyed-in',
      'keyed-in',
      'settled',
      'submitted',
      'graded',
    ]);
    const told = await t.db.query(
      `SELECT 1 FROM outbox WHERE type = 'exams.attempt-graded' AND payload->>'attemptId' = $1`,
      [attempt.id],
    );
    expect(told.rowCount).toBe(1);
    expect((await t.get(VerifyAttempts).execute()).faults).toEqual([]);
    expect((await t.get(VerifySessionLogs).execute()).faults).toEqual([]);
    await t.db.query(`UPDATE attempt SET answers = answers || ',A' WHERE id = $1`, [attempt.id]);
    expect((await t.get(VerifyAttempts).execute()).faults).toEqual([
      { attemptId: attempt.id, seq: null, why: 'answers' },
    ]);
  }, 60_000);

  it('is over at once when both read the same', async () => {
    const { exam, second, paper } = await onPaper();
    const right = await rightLetters(exam, paper);
    await key(exam.officer, paper.number, right, true).expect(200);
    expect((await key(second, paper.number, right, true).expect(200)).body.status).toBe('keyed');
    expect(await attemptOf(paper)).toMatchObject({ status: 'submitted', score: 10_000 });
  });

  it('is not for the screen: no start, no paper, no answers, no self-made end, and no sweeper', async () => {
    const { exam, candidate, paper } = await onPaper();
    const { id } = await attemptOf(paper);
    const started = await post(candidate, 'exam-attempts', { examSessionId: exam.sessionId }).expect(409);
    expect(started.body).toMatchObject({ code: 'attempt-on-paper', detail: expect.stringContaining('用纸卷考') });
    expect((await get(candidate, `exam-attempts/${id}`)).body.code).toBe('attempt-on-paper');
    // No page of his leads there: the exam is not under way on his phone, and says why it cannot be sat on it.
    const because = '这场考试你用纸卷考，手机上不用答。';
    expect((await get(candidate, 'my/exam-sessions')).body.items).toMatchObject([
      { id: exam.sessionId, mayStart: false, openAttemptId: null, because },
    ]);
    expect((await get(candidate, 'my/tasks')).body.tasks).toMatchObject([
      { kind: 'exam', examSessionId: exam.sessionId, attemptId: null, mayStart: false, subtitle: because },
    ]);
    await save(t, candidate, id, [{ slot: 1, choice: ['A'], clientSeq: 1 }]).expect(404);
    await submit(t, candidate, id).expect(404);
    t.clock?.advance(9 * DAY_MS);
    await t.get(ExpireAttempts).execute();
    expect((await attemptOf(paper)).status).toBe('open');
    const standing = await get(exam.officer, `exam-sessions/${exam.sessionId}/entries?status=on_paper`).expect(200);
    expect(standing.body.items).toMatchObject([{ personId: candidate.personId, status: 'on_paper', bestScore: null }]);
    const right = await rightLetters(exam, paper);
    expect((await key(exam.officer, paper.number, right)).body.code).toBe('paper-overdue');
    const close = () => post(exam.officer, `printed-papers/${paper.number}/closure`, { reason: '没有来考' });
    await close().expect(204);
    expect((await close()).body.code).toBe('paper-done');
    expect(await attemptOf(paper)).toMatchObject({ status: 'expired', score: 0 });
    expect((await t.get(VerifyAttempts).execute()).faults.filter((fault) => fault.attemptId === id)).toEqual([]);
  });

  it('is printed ahead of the exam, once for each, and again under a new number when it is spoilt', async () => {
    const now = (t.clock?.now() ?? new Date()).getTime();
    const { exam, candidate, paper } = await onPaper({
      opensAt: new Date(now + DAY_MS).toISOString(),
      closesAt: new Date(now + 2 * DAY_MS).toISOString(),
    });
    const { officer } = exam;
    const again = await print(officer, exam, [candidate.personId as string]).expect(409);
    expect(again.body).toMatchObject({ code: 'nobody-to-print' });
    const early = await post(officer, `printed-papers/${paper.number}/closure`, { reason: '没有来考' });
    expect(early.body.code).toBe('paper-not-overdue');
    await post(officer, `printed-papers/${paper.number}/reprint`, { reason: '' }).expect(422);
    const next = (await post(officer, `printed-papers/${paper.number}/reprint`, { reason: '卡纸' }).expect(200))
      .body as Row;
    expect(next.number).not.toBe(paper.number);
    expect((await key(officer, paper.number, [])).body.code).toBe('paper-void');
    expect((await file(officer, exam, [paper.id]).expect(409)).status).toBe(409);
    expect((await attemptOf(next)).id).toBe((await attemptOf(paper)).id);
    const list = await get(officer, `exam-sessions/${exam.sessionId}/printed-papers?limit=1`).expect(200);
    expect(list.body.items).toMatchObject([{ number: paper.number, status: 'void', reason: '卡纸' }]);
    const rest = await get(officer, `exam-sessions/${exam.sessionId}/printed-papers?cursor=${list.body.next}`);
    expect(rest.body).toMatchObject({ items: [{ number: next.number, status: 'printed' }], next: null });
  });

  it('is cancelled when nobody has written on it: its candidate has not sat the exam, and may sit it on a screen', async () => {
    const { exam, candidate, paper, second } = await onPaper();
    const { officer } = exam;
    const cancel = (number: string, reason = '没有来考') =>
      post(officer, `printed-papers/${number}/cancellation`, { reason });
    await cancel(paper.number, '').expect(422);
    await cancel(paper.number).expect(204);
    expect((await cancel(paper.number)).body.code).toBe('paper-void');
    const list = await get(officer, `exam-sessions/${exam.sessionId}/printed-papers`).expect(200);
    expect(list.body.items).toMatchObject([{ number: paper.number, status: 'void', reason: '没有来考' }]);

    const old = await attemptOf(paper);
    expect(old).toMatchObject({ status: 'cancelled', score: null });
    const board = await get(officer, `exam-sessions/${exam.sessionId}/board`).expect(200);
    const onBoard = (board.body.candidates as { personId: string }[]).find(
      (one) => one.personId === candidate.personId,
    );
    expect(onBoard).toMatchObject({ status: 'not_started', attemptId: null });
    const log = await get(officer, `exam-sessions/${exam.sessionId}/events`).expect(200);
    expect(log.body.items).toContainEqual(expect.objectContaining({ kind: 'paper-cancelled', reason: '没有来考' }));
    const summary = await get(officer, `exam-sessions/${exam.sessionId}/summary`).expect(200);
    expect(summary.body).toMatchObject({ failed: 0, inProgress: 0, passed: 0 });
    const chase = await get(officer, `exam-sessions/${exam.sessionId}/entries?status=not_started`).expect(200);
    expect((chase.body.items as { personId: string }[]).map((one) => one.personId)).toContain(candidate.personId);
    expect((await get(candidate, 'my/exam-attempts').expect(200)).body.items).toEqual([]);
    await get(candidate, `exam-attempts/${old.id}/result`).expect(404);
    await get(officer, `exam-attempts/${old.id}/review`).expect(404);

    // One attempt is allowed, and it has not been used.
    const begun = await post(candidate, 'exam-attempts', { examSessionId: exam.sessionId }).expect(201);
    expect(begun.body.id).not.toBe(old.id);
    await submit(t, candidate, String(begun.body.id)).expect(200);
    expect((await t.get(VerifyAttempts).execute()).faults.filter(({ attemptId }) => attemptId === old.id)).toEqual([]);
    expect((await t.get(VerifySessionLogs).execute()).faults).toEqual([]);

    // What somebody has begun to key in was written.
    const other = await onPaper();
    await key(other.second, other.paper.number, []).expect(200);
    const refused = await post(other.exam.officer, `printed-papers/${other.paper.number}/cancellation`, {
      reason: '误印',
    });
    expect(refused.body.code).toBe('paper-being-keyed');
    await post(second, `printed-papers/${other.paper.number}/cancellation`, { reason: '误印' }).expect(404);

    // So was what somebody has photographed, and a new number does not undo it.
    const seen = await onPaper();
    const { number } = seen.paper;
    const picture = await photo('png', 40, 40);
    await t
      .http()
      .post(`/api/v1/printed-papers/${number}/photos`)
      .set(seen.second.headers)
      .attach('file', picture, '答题卡.png')
      .expect(201);
    const { officer: conducts } = seen.exam;
    expect((await post(conducts, `printed-papers/${number}/cancellation`, { reason: '误印' })).body.code).toBe(
      'paper-being-keyed',
    );
    const next = (await post(conducts, `printed-papers/${number}/reprint`, { reason: '卡纸' }).expect(200)).body as Row;
    expect((await post(conducts, `printed-papers/${next.number}/cancellation`, { reason: '误印' })).body.code).toBe(
      'paper-being-keyed',
    );
  });

  it('A26 keeps a photo of the sheet beside what is keyed in: written anew, shown to both and to whoever settles', async () => {
    const { exam, second, paper } = await onPaper();
    const path = `printed-papers/${paper.number}/photos`;
    const add = (who: SignedIn, bytes: Buffer, name = '答题卡.jpg') =>
      t.http().post(`/api/v1/${path}`).set(who.headers).attach('file', bytes, name);
    const sheet = await photo('jpeg', 600, 800, 6);
    const added = await add(exam.officer, sheet).expect(201);
    // Upright, as the camera said that it was held.
    expect(added.body).toMatchObject({ width: 800, height: 600, addedBy: '测试safety_officer' });
    expect((await add(exam.officer, sheet).expect(201)).body.id).toBe(added.body.id);

    const form = await get(second, `printed-papers/${paper.number}`).expect(200);
    expect(form.body.photos).toEqual([added.body]);
    const shown = await fileOf(second, `${path}/${added.body.id}`).expect(200);
    expect(shown.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
    });
    const read = await sharp(shown.body as Buffer).metadata();
    expect([read.width, read.height, read.exif]).toEqual([800, 600, undefined]);

    await add(exam.officer, Buffer.from('<svg onload="alert(1)"/>'), '答题卡.png').expect(422);
    await add(exam.officer, Buffer.concat([sheet, Buffer.alloc(6 * 1024 * 1024)])).expect(413);
    const foreign = await makeExam(t, {});
    await add(foreign.officer, sheet).expect(404);
    await get(foreign.officer, `${path}/${added.body.id}`).expect(404);
    const other = await onPaper();
    await get(other.exam.officer, `printed-papers/${other.paper.number}/photos/${added.body.id}`).expect(404);
    await get(await makeCandidate(t, exam.enterprise), `${path}/${added.body.id}`).expect(404);
    const { file_id: fileId } = (await t.db.query(`SELECT file_id FROM paper_photo WHERE id = $1`, [added.body.id]))
      .rows[0];
    await get(exam.officer, `files/${fileId}`).expect(404);

    // It is part of the record: what it was cannot be told otherwise later.
    const right = await rightLetters(exam, paper);
    await key(exam.officer, paper.number, right, true).expect(200);
    await key(second, paper.number, right, true).expect(200);
    const attempt = await attemptOf(paper);
    const log = await t.db.query(`SELECT data FROM attempt_event WHERE attempt_id = $1 AND kind = 'photographed'`, [
      attempt.id,
    ]);
    expect(log.rows).toMatchObject([{ data: { photo: added.body.id, sha256: sha256Of(shown.body as Buffer) } }]);
    expect((await t.get(VerifyAttempts).execute()).faults.filter(({ attemptId }) => attemptId === attempt.id)).toEqual(
      [],
    );
    for (let count = 2; count <= 8; count += 1) await add(second, await photo('png', 10 + count, 10)).expect(201);
    expect((await add(second, await photo('png', 40, 10)).expect(409)).body.code).toBe('too-many-photos');
  }, 60_000);

  it('A14 does not exist for staff of others; workers have nothing to do with it, nor candidates with their own', async () => {
    const { exam, candidate, paper } = await onPaper();
    const foreign = await makeExam(t, {});
    await print(foreign.officer, exam, [candidate.personId as string]).expect(404);
    await get(foreign.officer, `exam-sessions/${exam.sessionId}/printed-papers`).expect(404);
    await file(foreign.officer, exam, [paper.id]).expect(404);
    await file(foreign.officer, foreign, [paper.id]).expect(404);
    await get(foreign.officer, `printed-papers/${paper.number}`).expect(404);
    await key(foreign.officer, paper.number, []).expect(404);
    await post(foreign.officer, `printed-papers/${paper.number}/settlement`, { answers: [] }).expect(404);
    await post(foreign.officer, `printed-papers/${paper.number}/reprint`, { reason: '卡纸' }).expect(404);
    await post(foreign.officer, `printed-papers/${paper.number}/closure`, { reason: '卡纸' }).expect(404);
    await get(exam.officer, 'printed-papers/AAAA-AAAA').expect(404);
    await file(exam.officer, exam, ['x']).expect(422);
    await file(
      exam.officer,
      exam,
      Array.from({ length: 51 }, () => paper.id),
    ).expect(422);
    await print(candidate, exam, [candidate.personId as string]).expect(403);
    await get(candidate, `printed-papers/${paper.number}`).expect(404);
    const self = await t.signIn('safety_officer', {
      organisationId: exam.enterprise.id,
      personId: candidate.personId as string,
    });
    expect((await key(self, paper.number, [])).body.code).toBe('paper-own');
    expect((await print(self, exam, [candidate.personId as string]).expect(403)).body.code).toBe('preview-own-exam');
    expect((await key(exam.officer, paper.number, [{ slot: 1, choice: ['H'] }])).body.code).toBe('answers-invalid');
    expect((await key(exam.officer, paper.number, [{ slot: 1, choice: ['对'] }])).body.code).toBe('validation-failed');
  });
});

describe('a previewed paper for the printer', () => {
  it('is the one that was looked at, with its key only where it is asked for', async () => {
    const exam = await makeExam(t, { session: { passHundredths: 6000 } });
    const path = `exam-sessions/${exam.sessionId}/paper-previews`;
    const shown = (await post(exam.officer, path, {}).expect(200)).body as {
      code: string;
      slots: { stem: string; key: string[] }[];
    };
    const print = (key: string) => fileOf(exam.officer, `${path}/file?code=${shown.code}&key=${key}`);
    const plain = await print('0').expect(200);
    expect(decodeURIComponent(String(plain.headers['content-disposition']))).toContain('第四季度考试 样卷.pdf');
    const text = (await readPdf(new Uint8Array(plain.body as Buffer))).text;
    for (const slot of shown.slots) expect(text).toContain(slot.stem.replaceAll(/\s/g, ''));
    expect(text).not.toContain('答案：');
    const keyed = (await readPdf(new Uint8Array((await print('1').expect(200)).body as Buffer))).text;
    expect(keyed.match(/答案：[A-H]+/g)).toEqual(shown.slots.map((slot) => `答案：${slot.key.join('')}`));
    const word = await fileOf(exam.officer, `${path}/file?code=${shown.code}&key=1&format=docx`).expect(200);
    const read = await readQuestionFile({ bytes: word.body as Buffer, fileName: '样卷.docx' });
    expect(read.questions.map(({ stem, key }) => ({ stem, key }))).toEqual(
      shown.slots.map(({ stem, key }) => ({ stem, key })),
    );
    await print('2').expect(422);
    await fileOf(exam.officer, `${path}/file?key=1`).expect(422);
    const foreign = await makeExam(t, {});
    await fileOf(foreign.officer, `${path}/file?code=${shown.code}&key=1`).expect(404);
    await fileOf(await makeCandidate(t, exam.enterprise), `${path}/file?code=${shown.code}&key=1`).expect(403);
  });
});
