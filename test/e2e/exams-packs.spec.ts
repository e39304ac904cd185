import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { BuildPacks } from '../../apps/api/src/modules/exams/packs/build-packs.js';
import { keyAt, keysOf } from '../../apps/api/src/modules/exams/packs/pack-keys.js';
import { RemovePacks } from '../../apps/api/src/modules/exams/packs/remove-packs.js';
import { SweepFiles } from '../../apps/api/src/modules/files/sweep-files.js';
import { FieldCipher } from '../../apps/api/src/platform/crypto/field-cipher.js';
import { readPaper } from '../../apps/web/src/shared/packs/read-paper.js';
import { crowdedEnterprise, makeCandidate, makeExam, setOfVersions, type MadeExam } from '../support/exam.js';
import type { MadeOrganisation } from '../support/factory.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';

const HOUR = 3_600_000;
/** What WebCrypto says of a wrong key and of changed bytes. */
const DOES_NOT_OPEN = { name: 'OperationError' };
/** The least number of people that a pack is made for. */
const CROWD = 100;

let t: TestApp;
let enterprise: MadeOrganisation;

beforeAll(async () => {
  t = await startTestApp({ now: '2026-11-23T02:00:00.000Z' });
  enterprise = await crowdedEnterprise(t, CROWD - 1);
});
afterAll(() => t.close());

const inHours = (hours: number): string => new Date(now() + hours * HOUR).toISOString();
const now = (): number => (t.clock?.now() ?? new Date()).getTime();

/** An exam that opens in two hours and is open for four. makeExam adds the hundredth person. */
const exam = (
  session: object = {},
  more: { enterprise?: MadeOrganisation; publish?: boolean } = {},
): Promise<MadeExam> =>
  makeExam(t, { enterprise, ...more, session: { opensAt: inHours(2), closesAt: inHours(6), ...session } });

const publish = ({ sessionId, officer }: MadeExam) =>
  t.http().post(`/api/v1/exam-sessions/${sessionId}/publication`).set(officer.headers).send({}).expect(200);

/** Every question but true/false shows pictures and ends in «以上都是», which keeps its place. */
const PICTURES_AND_A_PINNED_OPTION = `
  options = CASE type WHEN 'true_false' THEN options ELSE jsonb_set(options, '{3,text}', '"以上都是"') END,
  images = (SELECT jsonb_agg(jsonb_build_object('place', place, 'fileId', gen_random_uuid(), 'alt', '图' || place, 'width', 40, 'height', 30))
            FROM unnest(ARRAY['stem', 'B']) place)`;

async function build(): Promise<void> {
  while (await t.get(BuildPacks).execute());
}

interface Offer {
  id: string;
  size: number;
  sha256: string;
}

async function offerTo(candidate: SignedIn, sessionId: string): Promise<Offer | null> {
  const { body } = await t.http().get('/api/v1/my/exam-sessions').set(candidate.headers);
  const found = (body.items as { id: string; pack: Offer | null }[]).find(({ id }) => id === sessionId);
  if (!found) throw new Error('the exam is not on the list');
  return found.pack;
}

const fetchPack = (candidate: SignedIn, sessionId: string, headers: Record<string, string> = {}) =>
  t
    .http()
    .get(`/api/v1/exam-sessions/${sessionId}/pack`)
    .set({ ...candidate.headers, ...headers })
    .buffer(true)
    .parse((reply, done) => {
      const pieces: Buffer[] = [];
      reply.on('data', (piece: Buffer) => pieces.push(piece));
      reply.on('end', () => done(null, Buffer.concat(pieces)));
    });

const begin = (candidate: SignedIn, sessionId: string, packId?: string) =>
  t
    .http()
    .post('/api/v1/exam-attempts')
    .set(candidate.headers)
    .send({ examSessionId: sessionId, ...(packId ? { packId } : {}) });

async function questionsIn(sessionId: string): Promise<number> {
  const { rows } = await t.db.query<{ n: number }>(
    `SELECT jsonb_array_length(layout) AS n FROM exam_pack WHERE session_id = $1`,
    [sessionId],
  );
  return rows[0]?.n ?? 0;
}

const bytesOf = (body: unknown): ArrayBuffer => new Uint8Array(body as Buffer).buffer;

describe('question packs: which exams have one, and who gets it', () => {
  it('is made for a large formal exam a day before it opens, once, on record', async () => {
    const [soon, far, off] = [
      await exam(),
      await exam({ opensAt: inHours(30), closesAt: inHours(40) }),
      await exam({ packs: 'off' }),
    ];
    const few = await exam({}, { enterprise: await crowdedEnterprise(t, 3) });
    await build();
    const built = async () =>
      (await t.db.query<{ session_id: string }>(`SELECT session_id FROM exam_pack`)).rows.map((row) => row.session_id);
    expect(await built()).toEqual([soon.sessionId]);
    const audit = await t.db.query<{ detail: object }>(
      `SELECT detail FROM audit_entry WHERE action = 'exams.pack.build' AND subject_id = $1`,
      [soon.sessionId],
    );
    expect(audit.rows).toEqual([{ detail: { questions: 20, size: expect.any(Number), sha256: expect.any(String) } }]);
    t.clock?.advance(8 * HOUR);
    await build();
    expect(await built()).toEqual([soon.sessionId, far.sessionId]);
    expect(await built()).not.toContain(off.sessionId);
    expect(await built()).not.toContain(few.sessionId);
  });

  it('goes to those who are to sit the exam, from a day before until its end; for others it does not exist', async () => {
    const { sessionId, officer } = await exam({ opensAt: inHours(24.5), closesAt: inHours(28) });
    await build();
    const candidate = await makeCandidate(t, enterprise);
    const stranger = await makeCandidate(t, await t.factory.organisation());
    expect((await fetchPack(candidate, sessionId)).status).toBe(404);
    expect(await offerTo(candidate, sessionId)).toBeNull();
    t.clock?.advance(HOUR);
    const offer = await offerTo(candidate, sessionId);
    const reply = await fetchPack(candidate, sessionId);
    expect(reply.status).toBe(200);
    expect(createHash('sha256').update(reply.body).digest('hex')).toBe(offer?.sha256);
    expect(reply.headers).toMatchObject({
      'content-length': String(offer?.size),
      etag: `"${offer?.sha256}"`,
      'cache-control': 'private, max-age=172800, immutable',
      'content-type': 'application/vnd.zhian.question-pack',
    });
    expect(reply.headers['content-encoding']).toBeUndefined();
    for (const other of [stranger, officer]) expect((await fetchPack(other, sessionId)).status).toBe(404);
    expect((await t.http().get(`/api/v1/exam-sessions/${sessionId}/pack`)).status).toBe(401);
    t.clock?.advance(28 * HOUR);
    expect((await fetchPack(candidate, sessionId)).status).toBe(404);
  });

  it('goes on where a bad line broke off, and is not sent twice', async () => {
    const { sessionId } = await exam();
    await build();
    const candidate = await makeCandidate(t, enterprise);
    const whole = (await fetchPack(candidate, sessionId)).body as Buffer;
    const rest = await fetchPack(candidate, sessionId, { range: 'bytes=1000-' });
    expect(rest.status).toBe(206);
    expect(rest.headers['content-range']).toBe(`bytes 1000-${whole.length - 1}/${whole.length}`);
    expect(Buffer.compare(rest.body as Buffer, whole.subarray(1000))).toBe(0);
    expect((await fetchPack(candidate, sessionId, { range: `bytes=${whole.length}-` })).status).toBe(416);
    const again = await fetchPack(candidate, sessionId, {
      'if-none-match': `"${createHash('sha256').update(whole).digest('hex')}"`,
    });
    expect([again.status, (again.body as Buffer).length]).toEqual([304, 0]);
  });

  it('is gone when the exam is cancelled, and no more offered to who has used up his attempts', async () => {
    const { sessionId, officer } = await exam({ opensAt: inHours(-1) });
    await build();
    const [one, other] = [await makeCandidate(t, enterprise), await makeCandidate(t, enterprise)];
    const { body } = await begin(one, sessionId);
    await t.http().post(`/api/v1/exam-attempts/${body.id}/submission`).set(one.headers).send({});
    expect(await offerTo(one, sessionId)).toBeNull();
    expect(await offerTo(other, sessionId)).not.toBeNull();
    await t
      .http()
      .post(`/api/v1/exam-sessions/${sessionId}/cancellation`)
      .set(officer.headers)
      .send({ reason: '改期' })
      .expect(200);
    expect((await fetchPack(other, sessionId)).status).toBe(404);
  });
});

describe('question packs: afterwards', () => {
  it('file and keys go a day after the end, and at once when the exam is cancelled; nothing is built again', async () => {
    const [ends, cancelled] = [await exam({ opensAt: inHours(-1) }), await exam({ opensAt: inHours(-1) })];
    await build();
    const kept = async (): Promise<string[]> => {
      const { rows } = await t.db.query<{ session_id: string }>(
        `SELECT k.session_id FROM exam_pack k JOIN stored_file f ON f.id = k.file_id
         WHERE k.sealed_key IS NOT NULL AND k.layout IS NOT NULL AND k.session_id = ANY($1)`,
        [[ends.sessionId, cancelled.sessionId]],
      );
      return rows.map((row) => row.session_id);
    };
    const remove = async (): Promise<void> => {
      while (await t.get(RemovePacks).execute());
    };
    await remove();
    expect(await kept()).toHaveLength(2);
    await t
      .http()
      .post(`/api/v1/exam-sessions/${cancelled.sessionId}/cancellation`)
      .set(cancelled.officer.headers)
      .send({ reason: '改期' })
      .expect(200);
    await remove();
    expect(await kept()).toEqual([ends.sessionId]);
    t.clock?.advance(29 * HOUR);
    await remove();
    expect(await kept()).toEqual([ends.sessionId]);
    t.clock?.advance(2 * HOUR);
    await remove();
    await build();
    expect(await kept()).toEqual([]);
    const files = await t.db.query(`SELECT 1 FROM stored_file f JOIN file_intent i ON i.id = f.id`);
    expect(files.rowCount).toBe(0);
    t.clock?.advance(25 * HOUR);
    expect(await t.get(SweepFiles).execute()).toBeGreaterThanOrEqual(2);
  });
});

/** Of each way of shuffling. ZHIAN_RUNS=200 for the whole size. */
const PAPERS = Number(process.env['ZHIAN_RUNS'] ?? 6);

describe('question packs: the paper from the pack is the paper', () => {
  it.each([
    ['both shuffled', true, true],
    ['options as stored', true, false],
    ['questions as stored', false, true],
    ['nothing shuffled', false, false],
  ])(
    'A12 %s: byte for byte, for everybody',
    async (_, shuffleQuestions, shuffleOptions) => {
      const own = await crowdedEnterprise(t, CROWD - 1);
      const draft = await exam(
        { opensAt: inHours(-1), shuffleQuestions, shuffleOptions },
        { enterprise: own, publish: false },
      );
      const { sessionId } = draft;
      await setOfVersions(t, own, PICTURES_AND_A_PINNED_OPTION);
      await publish(draft);
      await build();
      const pack = await fetchPack(await makeCandidate(t, own), sessionId);
      for (let n = 0; n < PAPERS; n += 1) {
        const candidate = await makeCandidate(t, own);
        const offer = await offerTo(candidate, sessionId);
        const started = await begin(candidate, sessionId, offer?.id);
        expect(started.status).toBe(201);
        expect(started.body.paper).toBeNull();
        expect(started.text).not.toContain('stem');
        const whole = await t.http().get(`/api/v1/exam-attempts/${started.body.id}`).set(candidate.headers);
        const paper = await readPaper(bytesOf(pack.body), started.body.unlocked);
        expect(JSON.stringify(paper)).toBe(JSON.stringify(whole.body.paper));
        expect(JSON.stringify(paper).split('"picture"')).toHaveLength(1 + 20);
        // Going on, here or elsewhere, unlocks the same again.
        const resumed = await begin(candidate, sessionId, offer?.id);
        expect([resumed.status, resumed.body.unlocked]).toEqual([200, started.body.unlocked]);
      }
    },
    30_000 + PAPERS * 1_000,
  );

  it('whoever names no pack, an unknown one or that of another exam gets the whole paper, never an error', async () => {
    const [{ sessionId }, other] = [await exam({ opensAt: inHours(-1) }), await exam({ opensAt: inHours(-1) })];
    await build();
    const candidate = await makeCandidate(t, enterprise);
    const wrong = [undefined, crypto.randomUUID(), (await offerTo(candidate, other.sessionId))?.id];
    for (const [index, packId] of wrong.entries()) {
      const { status, body } = await begin(candidate, sessionId, packId);
      expect([status, body.unlocked, body.paper.slots.length]).toEqual([index === 0 ? 201 : 200, null, 10]);
    }
    expect((await begin(candidate, sessionId, 'no-id')).status).toBe(422);
  });

  it('a key that the server cannot read costs the pack, not the start', async () => {
    const { sessionId } = await exam({ opensAt: inHours(-1) });
    await build();
    await t.db.query(`UPDATE exam_pack SET sealed_key = 'k0.AAAA' WHERE session_id = $1`, [sessionId]);
    const candidate = await makeCandidate(t, enterprise);
    const { status, body } = await begin(candidate, sessionId, (await offerTo(candidate, sessionId))?.id);
    expect([status, body.unlocked, body.paper.slots.length]).toEqual([201, null, 10]);
  });
});

describe('A12 question packs give nothing away', () => {
  it('before the start no route gives a key, and the pack shows neither a text nor an id', async () => {
    const { sessionId } = await exam();
    await build();
    const candidate = await makeCandidate(t, enterprise);
    const offer = await offerTo(candidate, sessionId);
    const pack = await fetchPack(candidate, sessionId);
    const early = await begin(candidate, sessionId, offer?.id);
    expect([early.status, early.body.code]).toEqual([409, 'may-not-start']);
    const told = [
      early.text,
      ...(await Promise.all(
        ['my/exam-sessions', 'my/tasks', `exam-sessions/${sessionId}`, `exam-sessions/${sessionId}/entries`].map(
          async (path) => (await t.http().get(`/api/v1/${path}`).set(candidate.headers)).text,
        ),
      )),
      (pack.body as Buffer).toString('utf8'),
    ].join('\n');
    const { rows } = await t.db.query<{ sealed_key: string; layout: [string, string][] }>(
      `SELECT sealed_key, layout FROM exam_pack WHERE session_id = $1`,
      [sessionId],
    );
    const { sealed_key: sealedKey, layout } = rows[0] ?? { sealed_key: '', layout: [] };
    const master = t.get(FieldCipher).decrypt(sealedKey, 'exam_pack.key');
    expect(layout.length).toBeGreaterThan(10);
    const keys = keysOf(Buffer.from(master, 'base64'), layout.length);
    const secrets = layout.flatMap(([versionId], item) => [versionId, keyAt(keys, item).toString('base64url')]);
    for (const secret of [master, sealedKey, ...secrets]) expect(told).not.toContain(secret);
    const stems = await t.db.query<{ stem: string }>(`SELECT stem FROM question_version WHERE id = ANY($1)`, [
      layout.map(([versionId]) => versionId),
    ]);
    for (const { stem } of stems.rows) expect(told).not.toContain(stem);
  });

  it('a start opens the questions of that paper and no other', async () => {
    const { sessionId } = await exam({ opensAt: inHours(-1) });
    await build();
    const candidate = await makeCandidate(t, enterprise);
    const offer = await offerTo(candidate, sessionId);
    const pack = bytesOf((await fetchPack(candidate, sessionId)).body);
    const slots = (await begin(candidate, sessionId, offer?.id)).body.unlocked.slots as {
      item: number;
      key: string;
      order: number[];
      points: number;
    }[];
    const own = new Set(slots.map(({ item }) => item));
    const others = Array.from({ length: await questionsIn(sessionId) }, (_, item) => item).filter(
      (item) => !own.has(item),
    );
    expect(others.length).toBeGreaterThan(0);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...slots), fc.constantFrom(...others), async (slot, item) => {
        await expect(readPaper(pack, { packId: '', slots: [{ ...slot, item }] })).rejects.toMatchObject(DOES_NOT_OPEN);
      }),
      { numRuns: 60 },
    );
  });

  it('what a pack says of a question is what a candidate may see', async () => {
    const { sessionId } = await exam({ opensAt: inHours(-1) });
    await build();
    const candidate = await makeCandidate(t, enterprise);
    const offer = await offerTo(candidate, sessionId);
    const pack = bytesOf((await fetchPack(candidate, sessionId)).body);
    const { unlocked } = (await begin(candidate, sessionId, offer?.id)).body;
    expect(Object.keys(unlocked)).toEqual(['packId', 'slots']);
    for (const slot of unlocked.slots) expect(Object.keys(slot)).toEqual(['item', 'key', 'order', 'points']);
    const { slots } = await readPaper(pack, unlocked);
    for (const slot of slots) {
      const allowed = ['slot', 'type', 'stem', 'options', 'points', 'picture'];
      expect(Object.keys(slot).filter((field) => !allowed.includes(field))).toEqual([]);
    }
  });

  it('a pack that was damaged or swapped does not open', async () => {
    const [{ sessionId }, other] = [await exam({ opensAt: inHours(-1) }), await exam({ opensAt: inHours(-1) })];
    await build();
    const candidate = await makeCandidate(t, enterprise);
    const pack = new Uint8Array((await fetchPack(candidate, sessionId)).body as Buffer);
    const swapped = bytesOf((await fetchPack(candidate, other.sessionId)).body);
    const { unlocked } = (await begin(candidate, sessionId, (await offerTo(candidate, sessionId))?.id)).body;
    await expect(readPaper(swapped, unlocked)).rejects.toMatchObject(DOES_NOT_OPEN);
    await expect(readPaper(new ArrayBuffer(3), unlocked)).rejects.toThrow('not a pack');
    await expect(
      readPaper(pack.slice(0, pack.length - 200).buffer, {
        ...unlocked,
        slots: [{ ...unlocked.slots[0], item: 9999 }],
      }),
    ).rejects.toThrow('no question 9999');
    const damaged = pack.map((byte, at) => (at > pack.length / 3 ? byte ^ 1 : byte));
    await expect(readPaper(damaged.buffer, unlocked)).rejects.toMatchObject(DOES_NOT_OPEN);
  });
});
