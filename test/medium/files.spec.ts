import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreFile, StoreTrustedPicture } from '../../apps/api/src/modules/files/index.js';
import { SweepFiles } from '../../apps/api/src/modules/files/sweep-files.js';
import { Ctx } from '../../apps/api/src/platform/http/context.js';
import { uuidv7 } from '../../apps/api/src/platform/ids/uuid.js';
import type { MadeOrganisation } from '../support/factory.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';
import { photo, pictureInfo, png } from '../support/pictures.js';

let t: TestApp;
let mine: MadeOrganisation;
let other: MadeOrganisation;
let county: MadeOrganisation;
let officer: SignedIn;
let stranger: SignedIn;
let worker: SignedIn;

beforeAll(async () => {
  t = await startTestApp({ now: '2026-11-23T02:00:00.000Z' });
  mine = await t.factory.organisation({ name: '长平煤矿' });
  other = await t.factory.organisation({ name: '长丰机械厂' });
  county = await t.factory.organisation({ name: '长子县应急管理局', kind: 'government', regionCode: '140428' });
  officer = await t.signIn('safety_officer', { organisationId: mine.id });
  stranger = await t.signIn('safety_officer', { organisationId: other.id });
  const unit = await t.factory.organisation({ parent: mine });
  worker = await t.signIn('worker', { organisationId: unit.id, personId: (await t.factory.person(unit)).id });
});
afterAll(() => t.close());

const upload = (who: SignedIn, bytes: Buffer, name = '示意图.png') =>
  t.http().post('/api/v1/files').set(who.headers).attach('file', bytes, name);

const statusOf = async (url: string, who: SignedIn): Promise<number> =>
  (await t.http().get(url).set(who.headers)).status;

async function storedOnDisk(): Promise<string[]> {
  const entries = await readdir(join(t.dataDir, 'files'), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

describe('pictures (law A26)', () => {
  it.each([
    ['PNG', 'png'],
    ['JPEG', 'jpeg'],
    ['WebP', 'webp'],
  ] as const)('takes %s by its bytes, whatever the name says, and writes it anew without EXIF', async (_, format) => {
    const bytes = await photo(format, 640, 480);
    expect((await pictureInfo(bytes)).exif).toBeDefined();
    // What hides behind the end of a picture is not kept either.
    const { body } = await upload(
      officer,
      Buffer.concat([bytes, Buffer.from('<script>alert(1)</script>')]),
      '照片.txt',
    );
    expect(body).toEqual({ id: expect.any(String), url: `/api/v1/files/${body.id}`, width: 640, height: 480 });
    const reply = await t.http().get(body.url).set(worker.headers).expect(200);
    expect(reply.headers['content-type']).toBe(`image/${format}`);
    expect(reply.headers['x-content-type-options']).toBe('nosniff');
    expect(reply.headers['content-security-policy']).toBe("default-src 'none'; sandbox");
    expect(reply.headers['cache-control']).toContain('private');
    expect(reply.headers['content-disposition']).toContain(`filename="${String(body.id)}.${format}"`);
    const stored = reply.body as Buffer;
    expect(await pictureInfo(stored)).toMatchObject({ format, width: 640, height: 480 });
    expect((await pictureInfo(stored)).exif).toBeUndefined();
    expect(stored.includes('<script>')).toBe(false);
    await t
      .http()
      .get(body.url)
      .set({ ...worker.headers, 'if-none-match': String(reply.headers['etag']) })
      .expect(304);
  });

  it('stores the same picture once, under an address that tells no order', async () => {
    const bytes = await photo('png', 60, 40);
    const ids: string[] = [];
    for (const name of ['a.png', 'b.png']) ids.push((await upload(officer, bytes, name).expect(201)).body.id);
    expect(new Set(ids).size).toBe(1);
    // Version 4: 122 random bits; a version 7 would begin with the time.
    expect(ids[0]?.[14]).toBe('4');
    const elsewhere = await upload(stranger, bytes).expect(201);
    expect(elsewhere.body.id).not.toBe(ids[0]);
  });

  it('makes a large picture fit a screen, and turns it upright', async () => {
    const { body } = await upload(officer, await photo('jpeg', 3000, 1500, 6)).expect(201);
    expect(body).toMatchObject({ width: 1000, height: 2000 });
  });

  it.each([
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), 'picture.svg'],
    ['SVG named .png', Buffer.from('<?xml version="1.0"?><svg/>'), 'picture.png'],
    ['HTML named .jpg', Buffer.from('<html><body onload=alert(1)>'), 'picture.jpg'],
    ['a cut-off PNG', png(10, 10).subarray(0, 18), 'picture.png'],
    ['nothing', Buffer.alloc(0), 'picture.png'],
    ['a PNG of which only the header is true', png(4000, 4000), 'picture.png'],
  ])('refuses %s', async (_, bytes, name) => {
    const { body } = await upload(officer, bytes, name).expect(422);
    expect(body.code).toBe('picture-type');
  });

  it('refuses more than 25 megapixels by the header, without decoding', async () => {
    const { body } = await upload(officer, png(10_000, 10_000)).expect(422);
    expect(body).toMatchObject({ code: 'picture-too-many-pixels', params: { width: 10_000, height: 10_000 } });
  });

  it('refuses more than 5 MB', async () => {
    const { body } = await upload(officer, Buffer.concat([png(10, 10), Buffer.alloc(5 * 1024 * 1024)])).expect(413);
    expect(body.code).toBe('picture-too-large');
  });

  it('is for people who may write, and signed in', async () => {
    await upload(worker, png(10, 10)).expect(403);
    await t.http().post('/api/v1/files').attach('file', png(10, 10), 'a.png').expect(401);
    const { body } = await t
      .http()
      .post('/api/v1/files')
      .set(officer.headers)
      .field('organisationId', other.id)
      .attach('file', png(10, 10), 'a.png');
    expect(body.code).toBe('not-found');
  });
});

describe('who sees a picture', () => {
  it('is the enterprise; another one answers as if it did not exist', async () => {
    const { body } = await upload(officer, png(12, 12)).expect(201);
    const regulator = await t.signIn('regulator', { regionCode: '140428' });
    const seen = await Promise.all([worker, stranger, regulator].map((who) => statusOf(body.url, who)));
    expect(seen).toEqual([200, 404, 200]);
    await t.http().get(body.url).expect(401);
  });

  it('is everybody below, for a government organisation', async () => {
    const regulator = await t.signIn('regulator', { organisationId: county.id });
    const { body } = await upload(regulator, png(13, 13)).expect(201);
    const elsewhere = await t.factory.organisation();
    await t.db.query(
      `INSERT INTO region (code, name, parent_code, level) VALUES ('140429', '武乡县', '1404', 'county')`,
    );
    await t.db.query(`UPDATE organisation SET region_code = '140429' WHERE id = $1`, [elsewhere.id]);
    const far = await t.signIn('safety_officer', { organisationId: elsewhere.id });
    expect([await statusOf(body.url, worker), await statusOf(body.url, far)]).toEqual([200, 404]);
  });

  it('never is anybody, for documents: those leave through the module that stored them', async () => {
    const stored = await t.get(StoreFile).execute(Ctx.system('test'), {
      organisationId: mine.id,
      purpose: 'document',
      name: '证明.pdf',
      mediaType: 'application/pdf',
      bytes: Buffer.from('%PDF-1.7'),
    });
    for (const url of [stored.url, '/api/v1/files/not-an-id', `/api/v1/files/${uuidv7()}`]) {
      expect(await statusOf(url, officer)).toBe(404);
    }
  });
});

describe('trusted pictures (law A26)', () => {
  it('are SVG that runs nothing, and come from the platform only', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>';
    const stored = await t
      .get(StoreTrustedPicture)
      .execute(Ctx.system('demo'), { organisationId: mine.id, name: 'a.svg', svg });
    const reply = await t.http().get(stored.url).set(worker.headers).expect(200);
    expect(reply.headers['content-type']).toBe('image/svg+xml');
    expect(reply.headers['content-security-policy']).toBe("default-src 'none'; style-src 'unsafe-inline'; sandbox");
    expect(() =>
      t.get(StoreTrustedPicture).execute(Ctx.anonymous(), { organisationId: null, name: 'a.svg', svg }),
    ).toThrow('platform itself');
  });
});

describe('names (law A21)', () => {
  it.each([
    '../../etc/passwd',
    '/etc/passwd',
    'a\u0000b.png',
    'CON',
    `${'长'.repeat(200)}.png`,
    'photo\u202Egnp.exe',
    '..\\..\\boot.ini',
    '"; filename=x',
  ])('stores %j as text under an id of ours', async (name) => {
    const before = new Set(await storedOnDisk());
    const stored = await t.get(StoreFile).execute(Ctx.system('test'), {
      organisationId: null,
      purpose: 'picture',
      name,
      mediaType: 'image/png',
      bytes: png(2, 2),
    });
    const added = (await storedOnDisk()).filter((file) => !before.has(file));
    expect(added).toEqual([stored.id]);
    const reply = await t.http().get(stored.url).set(worker.headers).expect(200);
    const disposition = String(reply.headers['content-disposition']);
    expect(disposition).toMatch(
      /^inline; filename="[\x20-\x21\x23-\x7e]*"; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]+$/,
    );
    expect(disposition).not.toMatch(/\.\.[/\\]/);
    expect(Buffer.byteLength(decodeURIComponent(disposition.split("''")[1] ?? ''))).toBeLessThan(500);
  });
});

describe('the sweeper', () => {
  it('removes bytes without a row after a day, and nothing else', async () => {
    const kept = await upload(officer, png(14, 14)).expect(201);
    const failing = t.get(StoreFile).execute(Ctx.system('test'), {
      organisationId: 'not-a-uuid' as string,
      purpose: 'picture',
      name: 'a.png',
      mediaType: 'image/png',
      bytes: png(15, 15),
    });
    await expect(failing).rejects.toThrow('uuid');
    const { rows } = await t.db.query<{ id: string }>(`SELECT id FROM file_intent`);
    expect(rows).toHaveLength(1);
    const orphan = rows[0]?.id ?? '';
    expect(await storedOnDisk()).toEqual(expect.arrayContaining([orphan, kept.body.id]));
    expect(await t.get(SweepFiles).execute()).toBe(0);
    t.clock?.advance(25 * 3_600_000);
    expect(await t.get(SweepFiles).execute()).toBe(1);
    expect(await storedOnDisk()).not.toContain(orphan);
    expect(await storedOnDisk()).toContain(kept.body.id);
    expect((await t.db.query(`SELECT 1 FROM file_intent`)).rowCount).toBe(0);
  });
});
