import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MadeOrganisation } from '../support/factory.js';
import { startTestApp, type SignedIn, type TestApp } from '../support/harness.js';

let t: TestApp;
let officer: SignedIn;
let leader: SignedIn;
let mine: MadeOrganisation;
let foreign: MadeOrganisation;

beforeAll(async () => {
  t = await startTestApp({ now: '2026-11-23T02:00:00Z' });
  mine = await t.factory.organisation({ name: '长子一号煤矿', field: 'coal_mine' });
  foreign = await t.factory.organisation({ name: '别处煤矿', field: 'coal_mine' });
  officer = await t.signIn('safety_officer', { organisationId: mine.id });
  const team = await t.factory.organisation({ name: '一班', kind: 'team', parent: mine });
  leader = await t.signIn('team_leader', { organisationId: team.id });
}, 120_000);
afterAll(() => t.close());

const as = (who: SignedIn, method: 'get' | 'post' | 'patch', path: string) =>
  t.http()[method](`/api/v1${path}`).set(who.headers);

describe('posts', () => {
  it('adopts library posts with their flags and certificates, and opens own ones', async () => {
    const library = await as(officer, 'get', '/post-templates?field=coal_mine&limit=200');
    expect(library.body.items.length).toBeGreaterThanOrEqual(20);
    const fields = new Set(library.body.items.map((item: { field: string | null }) => item.field));
    expect([...fields].sort()).toEqual(['coal_mine', null]);
    const shearer = library.body.items.find((item: { name: string }) => item.name === '采煤机司机');
    const adopted = await as(officer, 'post', '/posts').send({ templateId: shearer.id });
    expect(adopted.status).toBe(201);
    expect(adopted.headers['etag']).toBe('"v1"');
    expect(adopted.body).toMatchObject({
      organisationId: mine.id,
      organisationName: '长子一号煤矿',
      name: '采煤机司机',
      highRisk: true,
      underground: true,
      dangerousSurface: false,
      requiredCertificates: ['煤矿特种作业操作证（采煤机操作）'],
      headcount: 0,
      active: true,
      version: 1,
    });
    const own = await as(officer, 'post', '/posts').send({
      organisationId: mine.id,
      name: ' 矿灯工 ',
      requiredCertificates: ['内部上岗证'],
    });
    expect(own.body).toMatchObject({ name: '矿灯工', highRisk: false, requiredCertificates: ['内部上岗证'] });
    const again = await as(officer, 'post', '/posts').send({ name: '矿灯工' });
    expect([again.status, again.body.code]).toEqual([409, 'post-name-taken']);
  });

  it('edits with a version, counts heads, and is not put out of use under anybody', async () => {
    const made = (await as(officer, 'post', '/posts').send({ name: '绞车司机' })).body;
    const edited = await as(officer, 'patch', `/posts/${made.id}`)
      .set('if-match', '"v1"')
      .send({ highRisk: true, name: '绞车操作工' });
    expect([edited.status, edited.body.highRisk, edited.body.version]).toEqual([200, true, 2]);
    expect((await as(officer, 'patch', `/posts/${made.id}`).set('if-match', '"v1"').send({ name: 'x' })).status).toBe(
      412,
    );
    expect((await as(officer, 'patch', `/posts/${made.id}`).send({ name: 'x' })).status).toBe(400);
    await t.factory.person(mine, { postIds: [made.id] });
    expect((await as(officer, 'get', `/posts/${made.id}`)).body.headcount).toBe(1);
    const closed = await as(officer, 'patch', `/posts/${made.id}`).set('if-match', '"v2"').send({ active: false });
    expect([closed.status, closed.body.code]).toEqual([409, 'post-still-held']);
    await t.db.query(`UPDATE post_assignment SET ends_on = '2026-11-20' WHERE post_id = $1`, [made.id]);
    expect(
      (await as(officer, 'patch', `/posts/${made.id}`).set('if-match', '"v2"').send({ active: false })).body.active,
    ).toBe(false);
    const listed = async (query: string) =>
      (await as(officer, 'get', `/posts?${query}`)).body.items.map((p: { name: string }) => p.name) as string[];
    expect(await listed('q=绞车')).toEqual([]);
    expect(await listed('q=绞车&active=all')).toEqual(['绞车操作工']);
    expect(await listed('highRisk=false')).not.toContain('采煤机司机');
  });

  it('pages by cursor without a gap or a repeat', async () => {
    for (let i = 0; i < 7; i += 1) await t.factory.post(foreign, `页${i}`);
    const admin = await t.signIn('system_administrator');
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await as(admin, 'get', `/posts?organisationId=${foreign.id}&limit=3${cursor}`);
      seen.push(...body.items.map((p: { name: string }) => p.name));
      cursor = body.next ? `&cursor=${body.next}` : '';
    } while (cursor);
    expect(seen).toEqual(['页0', '页1', '页2', '页3', '页4', '页5', '页6']);
    expect((await as(admin, 'get', '/posts?cursor=abc')).status).toBe(422);
  });

  it('stays within the scope; a team sees the posts of its enterprise and changes none', async () => {
    const theirs = await t.factory.post(foreign, '别人的岗位');
    expect((await as(officer, 'get', `/posts/${theirs}`)).status).toBe(404);
    expect((await as(officer, 'patch', `/posts/${theirs}`).set('if-match', '"v1"').send({ name: 'x' })).status).toBe(
      404,
    );
    expect((await as(officer, 'post', '/posts').send({ organisationId: foreign.id, name: 'x' })).status).toBe(404);
    const seen = (await as(leader, 'get', '/posts?limit=200')).body.items as { organisationId: string }[];
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.every((post) => post.organisationId === mine.id)).toBe(true);
    expect((await as(leader, 'post', '/posts').send({ name: 'x' })).status).toBe(403);
  });

  it('answers wrong input with problems in Chinese', async () => {
    const wrong: [object, string][] = [
      [{}, '/name'],
      [{ name: '电工、焊工' }, '/name'],
      [{ name: 'x'.repeat(61) }, '/name'],
      [{ name: 'x', requiredCertificates: ['a', 'a'] }, '/requiredCertificates'],
      [{ name: 'x', requiredCertificates: 'a' }, '/requiredCertificates'],
      [{ name: 'x', highRisk: 'yes' }, '/highRisk'],
      [{ name: 'x', templateId: 'abc' }, '/templateId'],
      [{ name: 'x', active: false }, '/active'],
    ];
    for (const [body, pointer] of wrong) {
      const answer = await as(officer, 'post', '/posts').send(body);
      expect([answer.status, answer.body.code, answer.body.errors?.[0]?.pointer]).toEqual([
        422,
        'validation-failed',
        pointer,
      ]);
      expect(answer.headers['content-type']).toContain('application/problem+json');
      expect(answer.body.errors[0].message).toMatch(/[一-鿿]/);
    }
  });
});
