import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { CountQuestionUse } from '../../apps/api/src/modules/exams/questions/count-question-use.js';
import { BankPool } from '../../apps/api/src/modules/questions/index.js';
import { UnitOfWork } from '../../apps/api/src/platform/db/unit-of-work.js';
import { Ctx } from '../../apps/api/src/platform/http/context.js';
import { BankClient, type Shown } from '../support/bank.js';
import { makeCandidate, makeExam, start, submit } from '../support/exam.js';
import type { MadeOrganisation } from '../support/factory.js';
import { startTestApp, type TestApp } from '../support/harness.js';
import { photo } from '../support/pictures.js';

let t: TestApp;
let county: MadeOrganisation;
let regulator: BankClient;
let mine: MadeOrganisation;
let officer: BankClient;

beforeAll(async () => {
  t = await startTestApp();
  county = await t.factory.organisation({ name: '长子县应急管理局', kind: 'government', regionCode: '140428' });
  regulator = new BankClient(t, await t.signIn('regulator', { organisationId: county.id }));
});
afterAll(() => t.close());

beforeEach(async () => {
  mine = await t.factory.organisation({ regionCode: '140428101' });
  officer = new BankClient(t, await t.signIn('safety_officer', { organisationId: mine.id }));
});

async function pool(organisationId = mine.id): Promise<Map<string, string | null>> {
  const items = await t.get(UnitOfWork).read(Ctx.system('test'), (tx) => t.get(BankPool).load(tx, organisationId));
  return new Map(items.map((item) => [item.questionId, item.duplicateGroup]));
}

describe('a shared question', () => {
  it('is taken over once, keeps where it came from, and stands in for the shared one in papers', async () => {
    const shared = await regulator.write({ knowledgePoint: '标识', difficulty: 4, criteriaClause: '第三条' });
    expect((await pool()).has(shared.id)).toBe(true);
    const { body } = await officer.post(`/questions/${shared.id}/adoption`).expect(201);
    expect(body).toMatchObject({
      organisationId: mine.id,
      own: true,
      stem: shared.stem,
      knowledgePoint: '标识',
      difficulty: 4,
      criteriaClause: '第三条',
      posts: [],
      origin: { questionId: shared.id, organisationName: '长子县应急管理局', newer: false },
    });
    expect((await officer.read(shared.id)).adoptedAs).toBe(body.id);
    const now = await pool();
    expect([now.has(shared.id), now.has(body.id)]).toEqual([false, true]);
    const other = await t.factory.organisation({ regionCode: '140428101' });
    expect((await pool(other.id)).has(shared.id)).toBe(true);
    expect((await officer.post(`/questions/${shared.id}/adoption`).expect(409)).body.code).toBe('question-exists');
    // Without the own one, the shared one is drawn again.
    await officer.post(`/questions/${body.id}/retirement`).expect(200);
    expect((await pool()).has(shared.id)).toBe(true);
  });

  it('goes on being drawn while the own one waits for its review', async () => {
    await officer.requireReview(true);
    const shared = await regulator.write();
    const { body } = await officer.post(`/questions/${shared.id}/adoption`).expect(201);
    expect(body).toMatchObject({ review: 'in_review', inUseNo: null });
    expect((await pool()).has(shared.id)).toBe(true);
    expect(await officer.read(shared.id)).toMatchObject({ adoptedAs: body.id, adoptedInUse: false });
    const colleague = new BankClient(t, await t.signIn('safety_officer', { organisationId: mine.id }));
    await colleague.approve(body).expect(200);
    const now = await pool();
    expect([now.has(shared.id), now.has(body.id)]).toEqual([false, true]);
    expect((await officer.read(shared.id)).adoptedInUse).toBe(true);
  });

  it('tells when it has moved on; its new words are taken or left', async () => {
    const shared = await regulator.write();
    const adopt = async (): Promise<Shown> =>
      (await officer.post(`/questions/${shared.id}/adoption`).expect(201)).body as Shown;
    const own = await adopt();
    await regulator.edit(shared, { explanation: '县里改过的解析。' });
    expect((await officer.read(own.id)).origin?.newer).toBe(true);
    const stale = await officer.put(`/questions/${own.id}`, 1, {}).expect(422);
    expect(stale.body.code).toBe('validation-failed');
    const decide = (version: number, decision: string) =>
      t
        .http()
        .post(`/api/v1/questions/${own.id}/origin-decision`)
        .set(officer.who.headers)
        .set('if-match', `"v${version}"`)
        .send({ decision });
    await decide(9, 'take').expect(412);
    await decide(1, 'perhaps').expect(422);
    const kept = await decide(1, 'keep').expect(200);
    expect(kept.body).toMatchObject({ versionNo: 1, explanation: own.explanation, origin: { newer: false } });
    await regulator.edit(shared, { explanation: '县里又改过。' });
    const taken = await decide(kept.body.version, 'take').expect(200);
    expect(taken.body).toMatchObject({
      versionNo: 2,
      explanation: '县里又改过。',
      origin: { newer: false },
      inUseNo: 2,
    });
  });

  it('is hidden from the own papers alone, and shown again', async () => {
    const shared = await regulator.write();
    const hide = (hidden: boolean) =>
      officer.post('/question-changes', { ids: [shared.id], expected: 1, change: { hidden } }).expect(200);
    await hide(true);
    expect((await pool()).has(shared.id)).toBe(false);
    await hide(false);
    expect((await pool()).has(shared.id)).toBe(true);
  });

  it('is nothing to take over for those it is not shared with, or when it is not in use', async () => {
    const shared = await regulator.write();
    const far = await t.factory.organisation();
    await t.db.query(
      `INSERT INTO region (code, name, parent_code, level) VALUES ('140429', '武乡县', '1404', 'county') ON CONFLICT DO NOTHING`,
    );
    await t.db.query(`UPDATE organisation SET region_code = '140429' WHERE id = $1`, [far.id]);
    const distant = new BankClient(t, await t.signIn('safety_officer', { organisationId: far.id }));
    await distant.post(`/questions/${shared.id}/adoption`).expect(404);
    await officer.post(`/questions/${randomUUID()}/adoption`).expect(404);
    const neighbour = await t.factory.organisation({ regionCode: '140428101' });
    const theirs = await t.factory.question(neighbour);
    await officer.post(`/questions/${theirs.id}/adoption`).expect(404);
    const own = await officer.write();
    expect((await officer.post(`/questions/${own.id}/adoption`).expect(409)).body.code).toBe('question-not-shared');
    const draft = await regulator.write({ draft: true });
    expect((await officer.post(`/questions/${draft.id}/adoption`).expect(409)).body.code).toBe('question-not-in-use');
    await t
      .http()
      .post(`/api/v1/questions/${own.id}/origin-decision`)
      .set(officer.who.headers)
      .set('if-match', '"v1"')
      .send({ decision: 'keep' })
      .expect(409);
    const worker = new BankClient(t, await t.signIn('worker', { organisationId: mine.id }));
    await worker.post(`/questions/${shared.id}/adoption`).expect(403);
  });
});

describe('where a question is used', () => {
  it('names the exams that drew it, how often and when, and those that may still', async () => {
    const { sessionId, enterprise, questions } = await makeExam(t, {
      single: 2,
      multiple: 0,
      trueFalse: 0,
      session: { passHundredths: 1000 },
    });
    const safety = new BankClient(t, await t.signIn('safety_officer', { organisationId: enterprise.id }));
    const [id = ''] = questions.keys();
    const usage = async (who = safety) =>
      (await who.get(`/questions/${id}/usage`).expect(200)).body.sessions as Record<string, unknown>[];
    // The pool is frozen at publication: the exam may draw it, and has not.
    expect(await usage()).toEqual([
      expect.objectContaining({ sessionId, title: '第四季度考试', drawn: 0, lastDrawnAt: null, running: true }),
    ]);
    let drawn = 0;
    for (let round = 0; round < 3; round += 1) {
      const candidate = await makeCandidate(t, enterprise);
      const attempt = await start(t, candidate, sessionId);
      await submit(t, candidate, attempt.id).expect(200);
      const { rows } = await t.db.query(
        `SELECT 1 FROM attempt t, paper_slots(t.paper) AS s WHERE t.id = $1 AND s.question_id = $2`,
        [attempt.id, id],
      );
      drawn += rows.length;
    }
    expect(await t.get(CountQuestionUse).execute()).toBe(1);
    expect(await t.get(CountQuestionUse).execute()).toBe(0);
    expect((await usage())[0]).toMatchObject({ drawn, running: true });
    const late = await makeCandidate(t, enterprise);
    await start(t, late, sessionId);
    // Somebody sits in it: it is counted when he is done, not beside his exam.
    expect(await t.get(CountQuestionUse).execute()).toBe(0);
    await officer.get(`/questions/${id}/usage`).expect(404);
  });
});

describe('pictures of a question', () => {
  const upload = async (who: BankClient, width = 320): Promise<string> => {
    const reply = await t
      .http()
      .post('/api/v1/files')
      .set(who.who.headers)
      .attach('file', await photo('png', width, 200), '示意图.png')
      .expect(201);
    return reply.body.id as string;
  };

  it('are of its version: shown in the bank, a new picture is a new version, and a picture may be a whole option', async () => {
    const [stem, option, later] = [await upload(officer), await upload(officer, 330), await upload(officer, 340)];
    const question = await officer.write({
      options: [
        { label: 'A', text: '看警示标识' },
        { label: 'B', text: '' },
      ],
      images: [
        { place: 'B', fileId: option, alt: '禁止入内标志' },
        { place: 'stem', fileId: stem, alt: '配电箱门' },
      ],
    });
    expect(question.images).toEqual([
      { place: 'stem', fileId: stem, url: `/api/v1/files/${stem}`, alt: '配电箱门', width: 320, height: 200 },
      { place: 'B', fileId: option, url: `/api/v1/files/${option}`, alt: '禁止入内标志', width: 330, height: 200 },
    ]);
    const images = [
      { place: 'stem', fileId: later, alt: '配电箱门' },
      { place: 'B', fileId: option, alt: '禁止入内标志' },
    ];
    const { body } = await officer
      .put(`/questions/${question.id}`, question.version, {
        type: question.type,
        stem: question.stem,
        options: question.options,
        key: question.key,
        explanation: question.explanation,
        images,
      })
      .expect(200);
    expect(body.versionNo).toBe(2);
    expect(body.versions.map((version: Shown) => version.images[0]?.width)).toEqual([340, 320]);
    const { body: found } = await officer.get('/questions?pictures=with&source=own').expect(200);
    expect(found.items).toHaveLength(1);
  });

  it('are refused when they are not there, not ours, in a place that is not, or without words', async () => {
    const neighbour = await t.factory.organisation({ regionCode: '140428101' });
    const other = new BankClient(t, await t.signIn('safety_officer', { organisationId: neighbour.id }));
    const [own, foreign, shared] = [await upload(officer), await upload(other), await upload(regulator)];
    const refused = async (image: object): Promise<string> =>
      (
        await officer
          .post('/questions', {
            type: 'single',
            stem: '图上是什么？',
            options: [
              { label: 'A', text: '甲' },
              { label: 'B', text: '乙' },
            ],
            key: ['A'],
            explanation: '',
            images: [image],
          })
          .expect(422)
      ).body.errors[0].code;
    expect(await refused({ place: 'stem', fileId: randomUUID(), alt: '图' })).toBe('picture-unknown');
    expect(await refused({ place: 'stem', fileId: foreign, alt: '图' })).toBe('picture-unknown');
    expect(await refused({ place: 'H', fileId: own, alt: '图' })).toBe('image-place');
    expect(await refused({ place: 'stem', fileId: own, alt: ' ' })).toBe('image-alt');
    expect(await refused({ place: 'stem', fileId: 'javascript:alert(1)', alt: '图' })).toBe('isUuid');
    expect((await officer.write({ images: [{ place: 'stem', fileId: shared, alt: '县里的图' }] })).images).toHaveLength(
      1,
    );
  });

  it('contract 12: reach the candidate with the option they belong to, and tell nothing of key or stored order', async () => {
    const enterprise = await t.factory.organisation();
    const editor = new BankClient(t, await t.signIn('safety_officer', { organisationId: enterprise.id }));
    const files = [
      await upload(editor, 300),
      await upload(editor, 310),
      await upload(editor, 312),
      await upload(editor, 314),
    ];
    const made = new Map<string, Shown>();
    for (let index = 0; index < 6; index += 1) {
      const question = await editor.write({
        options: ['甲', '乙', '丙'].map((text, at) => ({ label: 'ABC'.charAt(at), text: `${text}${index}` })),
        images: ['stem', 'A', 'B', 'C'].map((place, at) => ({ place, fileId: files[at], alt: `第 ${at} 张图` })),
      });
      made.set(question.stem, question);
    }
    const { sessionId } = await makeExam(t, {
      enterprise,
      single: 6,
      multiple: 0,
      trueFalse: 0,
      session: {
        blueprint: {
          strata: [{ type: 'single', count: 6, points: 1000 }],
          required: [...made.values()].map((q) => q.id),
        },
      },
    });
    const candidate = await makeCandidate(t, enterprise);
    const attempt = await start(t, candidate, sessionId);
    const { slots } = attempt;
    expect(slots).toHaveLength(6);
    let moved = 0;
    for (const slot of slots) {
      const question = made.get(slot.stem) as Shown;
      expect(Object.keys(slot).sort()).toEqual(['options', 'picture', 'points', 'slot', 'stem', 'type']);
      expect(slot.picture?.url).toBe(question.images[0]?.url);
      slot.options.forEach((option, position) => {
        expect(Object.keys(option).sort()).toEqual(['id', 'picture', 'text']);
        expect(Object.keys(option.picture ?? {}).sort()).toEqual(['alt', 'height', 'url', 'width']);
        const label = question.options.find((stored) => stored.text === option.text)?.label;
        expect(option.picture?.url).toBe(question.images.find((image) => image.place === label)?.url);
        if (label !== 'ABC'.charAt(position)) moved += 1;
      });
    }
    expect(moved).toBeGreaterThan(0);
    const url = slots[0]?.picture?.url ?? '';
    await t.http().get(url).set(candidate.headers).expect(200);
    await t.http().get(url).expect(401);
    const stranger = await makeCandidate(t, await t.factory.organisation());
    await t.http().get(url).set(stranger.headers).expect(404);
    const result = await submit(t, candidate, attempt.id).expect(200);
    expect(result.status).toBe(200);
    const shown = await t.http().get(`/api/v1/exam-attempts/${attempt.id}/result`).set(candidate.headers).expect(200);
    expect(JSON.stringify(shown.body)).toContain(url);
  });
});
