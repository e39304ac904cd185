import { beforeAll, describe, expect, it } from '@jest/globals';
import { readNames, readOrganisations, type OrganisationsData } from './data.js';
import { generatePeople, type GeneratedPerson } from './generated-people.js';

const BEFORE = '2026-07-06';
let data: OrganisationsData;
let people: GeneratedPerson[];
beforeAll(async () => {
  data = await readOrganisations();
  people = generatePeople(data.enterprises, await readNames(), BEFORE);
});

describe('the people of the demo', () => {
  it('are 120, each with a name and numbers of his own, the same every time', async () => {
    expect(people).toHaveLength(120);
    for (const key of ['name', 'idNumber'] as const)
      expect(new Set(people.map((person) => person[key])).size).toBe(120);
    const phones = people.flatMap(({ phone }) => phone ?? []);
    expect(new Set(phones).size).toBe(phones.length);
    expect(generatePeople(data.enterprises, await readNames(), BEFORE)).toEqual(people);
  });

  it('hold twelve posts, all of them taken', () => {
    const posts = data.enterprises.flatMap(({ posts }) => posts.map(({ key }) => key));
    expect(posts).toHaveLength(12);
    expect([...new Set(people.flatMap(({ post }) => post ?? []))].sort()).toEqual([...posts].sort());
  });

  it('ORG-4 no dispatch worker is in the mine; other kinds of employment do occur', () => {
    expect(people.filter((person) => person.enterprise === 'coal' && person.employmentType !== 'regular')).toEqual([]);
    expect([...new Set(people.map(({ employmentType }) => employmentType))].sort()).toEqual([
      'dispatch',
      'flexible',
      'intern',
      'outsourced',
      'regular',
    ]);
  });

  it('are grown up when they begin, and began before the platform was set up', () => {
    for (const { idNumber, startsOn } of people) {
      expect(Number(startsOn.slice(0, 4)) - Number(idNumber.slice(6, 10))).toBeGreaterThanOrEqual(18);
      expect(startsOn <= BEFORE).toBe(true);
    }
  });
});
