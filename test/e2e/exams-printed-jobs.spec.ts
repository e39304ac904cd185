import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Storage } from '../../apps/api/src/platform/storage/storage.js';
import { PaperDocuments } from '../../apps/api/src/modules/exams/papers/paper-documents.js';
import { RunPaperJobs } from '../../apps/api/src/modules/exams/papers/jobs/run-paper-jobs.js';
import { SweepPaperJobs } from '../../apps/api/src/modules/exams/papers/jobs/sweep-paper-jobs.js';
import { readPdf } from '../../libs/certificates/src/testing/pdf.js';
import { asBytes } from '../support/as-bytes.js';
import { makeCandidate, makeExam, type MadeExam } from '../support/exam.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp({ now: '2026-11-23T01:00:00.000Z' });
}, 60_000);
afterAll(() => t.close(), 60_000);
afterEach(() => {
  jest.restoreAllMocks();
});

const post = (who: SignedIn, path: string, body: object = {}) =>
  t.http().post(`/api/v1/${path}`).set(who.headers).send(body);
const get = (who: SignedIn, path: string) => t.http().get(`/api/v1/${path}`).set(who.headers);
const work = () => t.get(RunPaperJobs).execute();

interface Printed {
  readonly exam: MadeExam;
  readonly path: string;
  readonly names: readonly string[];
  readonly papers: readonly { readonly id: string; readonly number: string; readonly personId: string }[];
}

/** So many people with printed papers; the first sits last. */
async function printed(count: number): Promise<Printed> {
  const enterprise = await t.factory.organisation();
  const people = await Promise.all(Array.from({ length: count }, () => t.factory.person(enterprise)));
  const exam = await makeExam(t, {
    enterprise,
    single: 3,
    multiple: 1,
    trueFalse: 1,
    session: { passHundredths: 3000 },
  });
  const path = `exam-sessions/${exam.sessionId}`;
  const ids = people.map(({ id }) => id);
  await t.db.query(
    `WITH room AS (INSERT INTO exam_room (id, session_id, name, position) VALUES (gen_random_uuid(), $1, '一号考场', 1) RETURNING id)
     UPDATE exam_entry x SET room_id = room.id, seat = $3 - array_position($2, x.person_id) + 1 FROM room
     WHERE x.session_id = $1 AND x.person_id = ANY($2::uuid[])`,
    [exam.sessionId, ids, count],
  );
  const names = await t.db.query<{ name: string }>(
    `SELECT name FROM person WHERE id = ANY($1::uuid[]) ORDER BY array_position($1, id)`,
    [ids],
  );
  const { body } = await post(exam.officer, `${path}/printed-papers`, { personIds: ids });
  const papers = ids.map((id) => (body.papers as Printed['papers']).find((paper) => paper.personId === id));
  return { exam, path, names: names.rows.map((row) => row.name), papers: papers.flatMap((paper) => paper ?? []) };
}

const fileIdOf = async (job: string): Promise<string> =>
  (await t.db.query<{ file_id: string }>(`SELECT file_id FROM paper_job WHERE id = $1`, [job])).rows[0]?.file_id ?? '';

describe('EXM many printed papers as one file', () => {
  it('come with a list of who gets which, in the order of the seats, without those that have become void', async () => {
    const { exam, path, names, papers } = await printed(12);
    const { officer } = exam;
    const job = await post(officer, `${path}/paper-jobs`).expect(202);
    expect(job.body).toMatchObject({ status: 'waiting', papers: 12, done: 0, size: null });
    const one = `${path}/paper-jobs/${job.body.id}`;
    expect((await get(officer, `${one}/file`).expect(409)).body.code).toBe('paper-job-no-file');
    await post(officer, `printed-papers/${papers[0]?.number}/cancellation`, { reason: '没有来考' }).expect(204);

    expect(await work()).toBe(true);
    expect(await work()).toBe(false);
    const done = await get(officer, one).expect(200);
    expect(done.body).toMatchObject({ status: 'done', papers: 12, done: 11 });
    const file = await get(officer, `${one}/file`).buffer(true).parse(asBytes).expect(200);
    expect(file.headers['content-type']).toBe('application/pdf');
    expect(file.headers['content-length']).toBe(String(done.body.size));
    expect(decodeURIComponent(String(file.headers['content-disposition']))).toContain('第四季度考试 纸卷 11份.pdf');
    const { text, pages, glyphCodes } = await readPdf(new Uint8Array(file.body as Buffer));
    // The list with a blank back, and a paper with its answer sheet for each: no paper begins on the back of another's.
    expect(pages).toBe(2 + 11 * 2);
    expect(glyphCodes.filter((code) => code === 0)).toEqual([]);
    expect(text).toContain('发卷名单');
    const places = names
      .slice(1)
      .toReversed()
      .map((name) => text.indexOf(name));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(text).not.toContain(papers[0]?.number);
    const audit = await t.db.query(`SELECT action FROM audit_entry WHERE subject_id = $1 ORDER BY seq`, [
      exam.sessionId,
    ]);
    expect(audit.rows.map((row) => row.action)).toEqual(
      expect.arrayContaining(['exams.paper.collect', 'exams.paper.download']),
    );

    t.clock?.advance(8 * 86_400_000);
    expect(await t.get(SweepPaperJobs).execute()).toBe(1);
    expect((await get(officer, `${one}/file`).expect(409)).body.code).toBe('paper-job-no-file');
    await expect(t.get(Storage).get(await fileIdOf(job.body.id))).rejects.toThrow('ENOENT');
  }, 60_000);

  it('are given up in the middle, and leave nothing behind', async () => {
    const { exam, path } = await printed(3);
    const { body: job } = await post(exam.officer, `${path}/paper-jobs`).expect(202);
    const documents = t.get(PaperDocuments);
    const print = documents.print.bind(documents);
    jest.spyOn(documents, 'print').mockImplementation(async (...given) => {
      await post(exam.officer, `${path}/paper-jobs/${job.id}/cancellation`).expect(200);
      // Longer than two signs of life: whoever works on it finds out.
      await sleep(1100);
      return print(...given);
    });
    expect(await work()).toBe(true);
    expect((await get(exam.officer, `${path}/paper-jobs/${job.id}`)).body).toMatchObject({
      status: 'cancelled',
      size: null,
    });
    await expect(t.get(Storage).get(await fileIdOf(job.id))).rejects.toThrow('ENOENT');
    const again = await post(exam.officer, `${path}/paper-jobs/${job.id}/cancellation`).expect(409);
    expect(again.body.code).toBe('paper-job-over');
  }, 30_000);

  it('are a few at a time for one exam, so that no other waits behind a hundred', async () => {
    const { exam, path } = await printed(1);
    const ask = () => post(exam.officer, `${path}/paper-jobs`);
    const jobs = [];
    for (let count = 0; count < 5; count += 1) jobs.push((await ask().expect(202)).body.id);
    expect((await ask().expect(409)).body.code).toBe('too-many-paper-jobs');
    await post(exam.officer, `${path}/paper-jobs/${jobs[0]}/cancellation`).expect(200);
    jobs.push((await ask().expect(202)).body.id);
    for (const job of jobs.slice(1)) await post(exam.officer, `${path}/paper-jobs/${job}/cancellation`).expect(200);
  });

  it('begin anew when their worker was killed, and wait for the next when it leaves', async () => {
    const { exam, path } = await printed(2);
    const { body: job } = await post(exam.officer, `${path}/paper-jobs`).expect(202);
    const state = async () => (await get(exam.officer, `${path}/paper-jobs/${job.id}`)).body;

    const documents = t.get(PaperDocuments);
    jest.spyOn(documents, 'print').mockImplementationOnce(async () => {
      t.get(RunPaperJobs).onModuleDestroy();
      return [];
    });
    expect(await work()).toBe(false);
    expect(await state()).toMatchObject({ status: 'waiting' });

    // As a killed process leaves it: running, with half a file.
    const half = await fileIdOf(job.id);
    await t.get(Storage).put(half, Buffer.from('%PDF-half'));
    await t.db.query(`UPDATE paper_job SET status = 'running', done = 1, beat_at = $2 WHERE id = $1`, [
      job.id,
      t.clock?.now(),
    ]);
    expect(await work()).toBe(false);
    t.clock?.advance(31_000);
    expect(await work()).toBe(true);
    expect(await state()).toMatchObject({ status: 'done', done: 2 });
    await expect(t.get(Storage).get(half)).rejects.toThrow('ENOENT');
  }, 30_000);

  it('say that they failed, and do not come again', async () => {
    const { exam, path } = await printed(1);
    const { body: job } = await post(exam.officer, `${path}/paper-jobs`).expect(202);
    jest.spyOn(t.get(PaperDocuments), 'print').mockRejectedValueOnce(new Error('a picture is broken'));
    expect(await work()).toBe(true);
    expect((await get(exam.officer, `${path}/paper-jobs/${job.id}`)).body).toMatchObject({
      status: 'failed',
      failure: expect.stringContaining('再做一次'),
    });
    expect(await work()).toBe(false);
  });

  it('A14 do not exist for staff of others, nor for candidates', async () => {
    const { exam, path, papers } = await printed(1);
    const { body: job } = await post(exam.officer, `${path}/paper-jobs`, { paperIds: [papers[0]?.id] }).expect(202);
    const foreign = await makeExam(t, {});
    const candidate = await makeCandidate(t, exam.enterprise);
    const self = await t.signIn('safety_officer', {
      organisationId: exam.enterprise.id,
      personId: papers[0]?.personId ?? '',
    });
    await post(foreign.officer, `${path}/paper-jobs`).expect(404);
    await get(foreign.officer, `${path}/paper-jobs`).expect(404);
    for (const end of ['', '/file']) {
      await get(foreign.officer, `${path}/paper-jobs/${job.id}${end}`).expect(404);
      await get(foreign.officer, `exam-sessions/${foreign.sessionId}/paper-jobs/${job.id}${end}`).expect(404);
      await get(candidate, `${path}/paper-jobs/${job.id}${end}`).expect(403);
    }
    await post(foreign.officer, `exam-sessions/${foreign.sessionId}/paper-jobs/${job.id}/cancellation`).expect(404);
    expect((await post(self, `${path}/paper-jobs`).expect(403)).body.code).toBe('preview-own-exam');
    await work();
    expect((await get(self, `${path}/paper-jobs/${job.id}/file`).expect(403)).body.code).toBe('preview-own-exam');
    expect((await post(foreign.officer, `exam-sessions/${foreign.sessionId}/paper-jobs`).expect(409)).body.code).toBe(
      'no-papers',
    );
    await post(exam.officer, `${path}/paper-jobs`, { paperIds: [] }).expect(422);
    await post(exam.officer, `${path}/paper-jobs`, { paperIds: ['x'] }).expect(422);
    const list = await get(exam.officer, `${path}/paper-jobs?limit=1`).expect(200);
    expect(list.body).toMatchObject({ items: [{ id: job.id, status: 'done' }], next: null });
  });
});
