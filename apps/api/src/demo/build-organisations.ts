import { AddPerson, CreateOrganisation, ImportRegions } from '../modules/organisations/index.js';
import { CreatePost } from '../modules/posts/index.js';
import { civilDate } from '../platform/clock/clock.js';
import type { Tx } from '../platform/db/tx.js';
import { readNames, readOrganisations, readRegions, type EnterpriseData, type UnitData } from './data.js';
import { generatePeople } from './generated-people.js';
import { inventedCreditCode } from './invented-numbers.js';
import { must, verb, type Workshop, type World } from './world.js';

/** The series of the demo's organisation codes; by its code the county is found again. */
const SERIES = 'D';
export const COUNTY_CREDIT_CODE = inventedCreditCode('11', SERIES, 1);
const creditCodeOf = (enterprise: Pick<EnterpriseData, 'key'>, index: number): string =>
  inventedCreditCode(enterprise.key === 'hospital' ? '12' : '91', SERIES, index + 2);
export const COAL_CREDIT_CODE = creditCodeOf({ key: 'coal' }, 0);

/** Regions, the county, four enterprises with their units and posts, and everybody who works there. */
export async function buildOrganisations(tx: Tx, workshop: Workshop): Promise<World> {
  const { ctx } = workshop;
  const data = await readOrganisations();
  await verb(workshop, ImportRegions).execute(ctx, { bytes: await readRegions(), fileName: 'regions.csv' });
  const county = await verb(workshop, CreateOrganisation).execute(ctx, {
    name: data.county.name,
    kind: 'government',
    regionCode: data.county.region,
    creditCode: COUNTY_CREDIT_CODE,
  });
  const world: World = { county, enterprises: new Map(), posts: new Map(), people: [], questions: new Map() };
  const units = new Map<string, string>();
  for (const [index, enterprise] of data.enterprises.entries()) {
    const { id } = await verb(workshop, CreateOrganisation).execute(ctx, {
      name: enterprise.name,
      kind: 'enterprise',
      regionCode: enterprise.region,
      creditCode: creditCodeOf(enterprise, index),
      industry: enterprise.industry,
      field: enterprise.field,
      aboveScale: enterprise.aboveScale,
      highRisk: enterprise.highRisk,
    });
    world.enterprises.set(enterprise.key, { id, name: enterprise.name, short: enterprise.short });
    units.set(enterprise.key, id);
    for (const unit of enterprise.units) await buildUnit(workshop, unit, enterprise.key, id, units);
    await buildPosts(tx, workshop, enterprise, id, world);
  }
  await buildPeople(workshop, data.enterprises, units, world);
  return world;
}

/** `path` is the enterprise's key and the names above, joined: the key of `units`. */
async function buildUnit(
  workshop: Workshop,
  unit: UnitData,
  path: string,
  parentId: string,
  units: Map<string, string>,
): Promise<void> {
  const { id } = await verb(workshop, CreateOrganisation).execute(workshop.ctx, {
    name: unit.name,
    kind: unit.kind,
    parentId,
  });
  const own = `${path}/${unit.name}`;
  units.set(own, id);
  for (const below of unit.units ?? []) await buildUnit(workshop, below, own, id, units);
}

async function buildPosts(
  tx: Tx,
  workshop: Workshop,
  enterprise: EnterpriseData,
  organisationId: string,
  world: World,
): Promise<void> {
  for (const post of enterprise.posts) {
    const template = await tx.one<{ id: string }>(
      `SELECT id FROM post_template WHERE name = $1 ORDER BY (field IS NOT DISTINCT FROM $2) DESC, id LIMIT 1`,
      [post.template, enterprise.field],
    );
    const { id } = await verb(workshop, CreatePost).execute(workshop.ctx, {
      organisationId,
      name: post.name,
      templateId: must(template, `the library post ${post.template}`).id,
    });
    world.posts.set(post.key, { id, name: post.name, enterprise: enterprise.key });
  }
}

async function buildPeople(
  workshop: Workshop,
  enterprises: readonly EnterpriseData[],
  units: ReadonlyMap<string, string>,
  world: World,
): Promise<void> {
  const people = generatePeople(enterprises, await readNames(), civilDate(workshop.timeline.setUp));
  for (const person of people) {
    const unitId = must(units.get([person.enterprise, ...person.unitPath].join('/')), `the unit of ${person.name}`);
    const { personId } = await verb(workshop, AddPerson).execute(workshop.ctx, {
      name: person.name,
      idType: 'resident_id',
      idNumber: person.idNumber,
      ...(person.phone ? { phone: person.phone } : {}),
      unitId,
      postIds: person.post ? [must(world.posts.get(person.post), person.post).id] : [],
      employmentType: person.employmentType,
      rosterRole: person.rosterRole,
      startsOn: person.startsOn,
    });
    world.people.push({ ...person, id: personId, unitId });
  }
}
