import type { EmploymentType, RosterRole } from '../modules/organisations/index.js';
import { addDays } from '../platform/clock/clock.js';
import type { EnterpriseData, NamesData, UnitData } from './data.js';
import { inventedIdNumber, inventedPhone } from './invented-numbers.js';
import { Random } from './random.js';

export interface GeneratedPerson {
  readonly name: string;
  readonly idNumber: string;
  /** A few have none on the roster. */
  readonly phone: string | undefined;
  readonly enterprise: string;
  /** Names of the units from below the enterprise down. */
  readonly unitPath: readonly string[];
  /** Key of the post; null for managers. */
  readonly post: string | null;
  readonly employmentType: EmploymentType;
  readonly rosterRole: RosterRole;
  readonly startsOn: string;
}

interface Position {
  readonly enterprise: string;
  readonly unitPath: readonly string[];
  readonly post: string | null;
  readonly rosterRole: RosterRole;
  readonly employmentType: EmploymentType;
}

const SEED = 20_260_701;
/** Trades where women are few. */
const MEN_ONLY = new Set(['shearer', 'roadheader', 'mine-electrician']);

/** Everybody of the demo, the same in every installation: names from lists, numbers that belong to nobody. */
export function generatePeople(
  enterprises: readonly EnterpriseData[],
  names: NamesData,
  before: string,
): GeneratedPerson[] {
  const random = new Random(SEED);
  const taken = new Set<string>();
  return enterprises
    .flatMap((enterprise) => positionsOf(enterprise))
    .map((position, index) => {
      const sex = sexFor(position, random);
      const birthDate = addDays('1967-01-01', random.between(0, 365 * 38));
      const start = random.between(Math.max(2008, Number(birthDate.slice(0, 4)) + 20), Number(before.slice(0, 4)));
      const startsOn = `${start}-${String(random.between(1, 12)).padStart(2, '0')}-${String(random.between(1, 28)).padStart(2, '0')}`;
      return {
        ...position,
        name: freshName(names, sex, random, taken),
        idNumber: inventedIdNumber(birthDate, index, sex),
        phone: index % 15 === 14 ? undefined : inventedPhone(index + 1),
        startsOn: startsOn < before ? startsOn : before,
      };
    });
}

function sexFor(position: Position, random: Random): 'man' | 'woman' {
  if (position.post && MEN_ONLY.has(position.post)) return 'man';
  if (position.post === 'room-attendant') return random.next() < 0.85 ? 'woman' : 'man';
  return random.next() < 0.3 ? 'woman' : 'man';
}

/** No two people of the demo have one name, so that whoever tries it out always knows whom he sees. */
function freshName(names: NamesData, sex: 'man' | 'woman', random: Random, taken: Set<string>): string {
  for (;;) {
    const name = random.pick([...names.surnames]) + random.pick(sex === 'man' ? names.men : names.women);
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}

function positionsOf(enterprise: EnterpriseData): Position[] {
  const of = { enterprise: enterprise.key, post: null, employmentType: 'regular' as const };
  const principals = Array.from({ length: enterprise.staff.principal }, () => ({
    ...of,
    unitPath: [],
    rosterRole: 'principal' as const,
  }));
  return [...principals, ...enterprise.units.flatMap((unit) => positionsIn(enterprise.key, unit, []))];
}

function positionsIn(enterprise: string, unit: UnitData, above: readonly string[]): Position[] {
  const unitPath = [...above, unit.name];
  const managers: Position[] = Array.from({ length: unit.staff?.safety_officer ?? 0 }, () => ({
    enterprise,
    unitPath,
    post: null,
    rosterRole: 'safety_officer',
    employmentType: 'regular',
  }));
  const posts = Object.entries(unit.posts ?? {}).flatMap(([post, count]) => Array.from({ length: count }, () => post));
  const others: EmploymentType[] = [
    ...repeated('dispatch', unit.dispatch),
    ...repeated('outsourced', unit.outsourced),
    ...repeated('flexible', unit.flexible),
    ...repeated('intern', unit.interns),
  ];
  const workers = posts.map((post, index): Position => ({
    enterprise,
    unitPath,
    post,
    rosterRole: index === 0 ? 'team_leader' : 'worker',
    employmentType: others[posts.length - 1 - index] ?? 'regular',
  }));
  return [...managers, ...workers, ...(unit.units ?? []).flatMap((below) => positionsIn(enterprise, below, unitPath))];
}

function repeated(type: EmploymentType, count = 0): EmploymentType[] {
  return Array.from({ length: count }, () => type);
}
