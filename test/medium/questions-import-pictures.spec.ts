import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EXPORT_FORMATS, type WritableQuestion } from '@zhian/question-bank';
import { asBytes } from '../support/as-bytes.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';
import { photo, png } from '../support/pictures.js';

let t: TestApp;

beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

interface Officer extends SignedIn {
  readonly organisationId: string;
}

async function newOfficer(): Promise<Officer> {
  const { id: organisationId } = await t.factory.organisation();
  return { ...(await t.signIn('safety_officer', { organisationId })), organisationId };
}

const QUESTION: WritableQuestion = {
  type: 'single',
  stem: '下图是什么标志？',
  options: [
    { label: 'A', text: '禁止烟火' },
    { label: 'B', text: '当心触电' },
  ],
  images: [
    { place: 'stem', fileId: 'sign', alt: '三角形的标志', width: 40, height: 30 },
    { place: 'B', fileId: 'flash', alt: '闪电', width: 60, height: 60 },
  ],
  key: ['B'],
  explanation: '',
  knowledgePoint: '',
  category: null,
  difficulty: null,
  sourceClause: '',
};
/** The same question with other words: its pictures are the same. */
const SIBLING: WritableQuestion = { ...QUESTION, stem: '图中的标志贴在哪里？', key: ['A'] };

async function fileOf(format: string, sign: Uint8Array): Promise<{ bytes: Buffer; name: string }> {
  const writer = EXPORT_FORMATS.find(({ id }) => id === format);
  if (!writer) throw new Error(`no format ${format}`);
  const flash = await photo('png', 60, 60);
  const pictures = new Map([
    ['sign', { bytes: sign, extension: 'png' as const }],
    ['flash', { bytes: flash, extension: 'png' as const }],
  ]);
  const { bytes } = await writer.write([QUESTION, SIBLING], pictures);
  return { bytes: Buffer.from(bytes), name: `题.${writer.extension}` };
}

const send = async (who: SignedIn, { bytes, name }: { bytes: Buffer; name: string }) =>
  (await t.http().post('/api/v1/question-imports').set(who.headers).attach('file', bytes, name).expect(201)).body;
const confirm = (who: SignedIn, id: string, body: object = {}) =>
  t.http().post(`/api/v1/question-imports/${id}/confirmation`).set(who.headers).send(body).expect(200);
const get = (who: SignedIn, path: string) => t.http().get(path).set(who.headers);
const inBank = async (who: SignedIn) => (await get(who, '/api/v1/questions?pictures=with').expect(200)).body.items;

async function stored({ organisationId }: Officer) {
  const { rows } = await t.db.query<{ files: number; waiting: number }>(
    `SELECT (SELECT count(*)::int FROM stored_file f WHERE f.organisation_id = a.organisation_id AND f.purpose = 'picture') AS files,
       (SELECT count(*)::int FROM question_import_picture p JOIN question_import i ON i.id = p.import_id
        WHERE i.organisation_id = a.organisation_id) AS waiting
     FROM (SELECT $1::uuid AS organisation_id) a`,
    [organisationId],
  );
  return rows[0];
}

describe.each(['moodle-xml', 'qti-2.1', 'qti-3.0', 'xlsx'] as const)('pictures in %s', (format) => {
  it('are shown before, belong to their questions afterwards, and are there once', async () => {
    const officer = await newOfficer();
    const file = await fileOf(format, await photo('jpeg', 40, 30));
    const preview = await send(officer, file);
    expect(preview).toMatchObject({ new: 2, pictured: 2, refused: [] });
    const [shown] = preview.sample;
    expect(shown.images).toMatchObject([
      { place: 'stem', alt: '三角形的标志', width: 40, height: 30 },
      { place: 'B', alt: '闪电', width: 60, height: 60 },
    ]);
    const picture = await get(officer, shown.images[0].url).buffer(true).parse(asBytes).expect(200);
    expect(picture.headers['content-type']).toBe('image/jpeg');
    expect(picture.headers['content-security-policy']).toContain('sandbox');
    // Where a picture was taken is nobody's business (law A26).
    expect((picture.body as Buffer).includes('zhian')).toBe(false);
    const listed = await get(officer, `/api/v1/question-imports/${preview.id}/rows?kind=new&pictured=true`).expect(200);
    expect(listed.body.items).toHaveLength(2);
    expect(await stored(officer)).toEqual({ files: 0, waiting: 2 });

    await confirm(officer, preview.id);
    expect(await stored(officer)).toEqual({ files: 2, waiting: 0 });
    const [first, second] = await inBank(officer);
    expect(first.images.map((image: { url: string }) => image.url)).toEqual(
      second.images.map((image: { url: string }) => image.url),
    );
    const served = await get(officer, first.images[0].url).buffer(true).parse(asBytes).expect(200);
    expect(served.body).toEqual(picture.body);

    // The same file, and what the bank gives out itself, bring nothing new.
    expect(await send(officer, file)).toMatchObject({ new: 0, duplicates: 2 });
    const given = await get(officer, `/api/v1/questions-export?format=${format}`).buffer(true).parse(asBytes);
    expect(await send(officer, { ...file, bytes: given.body as Buffer })).toMatchObject({ new: 0, duplicates: 2 });
  });
});

describe('pictures in Word documents', () => {
  it('printed with the key they come back with their questions, and bring the same bank nothing new', async () => {
    const officer = await newOfficer();
    await confirm(officer, (await send(officer, await fileOf('moodle-xml', await photo('jpeg', 40, 30)))).id);
    const body = { title: '看图题', content: 'questions-and-key', format: 'docx' };
    const printed = await t
      .http()
      .post('/api/v1/question-prints')
      .set(officer.headers)
      .send(body)
      .buffer(true)
      .parse(asBytes);
    const file = { bytes: printed.body as Buffer, name: '看图题.docx' };
    expect(await send(officer, file)).toMatchObject({ new: 0, duplicates: 2, refused: [] });

    const other = await newOfficer();
    const preview = await send(other, file);
    expect(preview).toMatchObject({ new: 2, pictured: 2, refused: [] });
    expect(preview.sample[0].images).toMatchObject([
      { place: 'stem', alt: '三角形的标志', width: 40, height: 30 },
      { place: 'B', alt: '闪电', width: 60, height: 60 },
    ]);
    await confirm(other, preview.id);
    expect(await stored(other)).toEqual({ files: 2, waiting: 0 });
    expect(await inBank(other)).toHaveLength(2);
  });
});

describe('pictures of an import', () => {
  it.each(['moodle-xml', 'xlsx'])('that cannot be used refuse their question by name (%s)', async (format) => {
    const officer = await newOfficer();
    const preview = await send(officer, await fileOf(format, png(12_000, 9_000)));
    expect(preview).toMatchObject({ new: 0, pictured: 0 });
    expect(preview.refused).toHaveLength(2);
    expect(preview.refused[0]).toMatchObject({
      code: 'picture-refused',
      message: expect.stringContaining('12000×9000'),
    });
    // Rows of a table come back to be mended: with their words, words where the pictures lay, and the reason beside them.
    const rows = await get(officer, `/api/v1/question-imports/${preview.id}/refused-rows`).buffer(true).parse(asBytes);
    expect(rows.status).toBe(format === 'xlsx' ? 200 : 409);
    if (format !== 'xlsx') return;
    const unmended = await send(officer, { bytes: rows.body as Buffer, name: '要改的行.xlsx' });
    expect(unmended).toMatchObject({ new: 0, pictured: 0 });
    // Nothing is taken without the picture that it had, before somebody says so.
    expect(unmended.refused).toMatchObject([
      { code: 'picture-missing', message: expect.stringContaining('题干里还写着') },
      { code: 'picture-missing' },
    ]);
  });

  it('go with a cancelled import, and belong to those who may see it', async () => {
    const officer = await newOfficer();
    const preview = await send(officer, await fileOf('moodle-xml', await photo('png', 40, 30)));
    const { url } = preview.sample[0].images[0];
    await get(await newOfficer(), url).expect(404);
    await get(officer, `${url.slice(0, -12)}000000000000`).expect(404);
    await t.http().post(`/api/v1/question-imports/${preview.id}/cancellation`).set(officer.headers).expect(200);
    await get(officer, url).expect(404);
    expect(await stored(officer)).toEqual({ files: 0, waiting: 0 });
  });

  it('are one file also when two people confirm the same pictures after each other', async () => {
    const officer = await newOfficer();
    const file = await fileOf('moodle-xml', await photo('png', 40, 30));
    const [one, other] = [await send(officer, file), await send(officer, file)];
    await confirm(officer, one.id);
    const { body } = await confirm(officer, other.id);
    expect(body).toMatchObject({ new: 0 });
    expect(await stored(officer)).toEqual({ files: 2, waiting: 0 });
    expect(await inBank(officer)).toHaveLength(2);
  });
});
