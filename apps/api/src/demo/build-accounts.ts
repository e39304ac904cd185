import { CreateAccount } from '../modules/identity/index.js';
import { ROLE_NAMES, type Role } from '../platform/http/roles.js';
import type { EnterpriseKey } from './data.js';
import { must, verb, type DemoPerson, type Workshop, type World } from './world.js';

/** One line of DATA_DIR/demo-accounts.json. */
export interface DemoAccount {
  readonly account: string;
  readonly password: string;
  readonly name: string;
  readonly role: Role;
  readonly organisation: string | null;
}

interface Wanted {
  readonly account: string;
  readonly role: Role;
  readonly organisation: string | null;
  readonly grants: readonly { role: Role; organisationId?: string; regionCode?: string }[];
  readonly person?: DemoPerson;
  readonly displayName?: string;
}

const WORKERS: Readonly<Record<EnterpriseKey, number>> = { coal: 8, machine: 5, hospital: 3, hotel: 4 };

/**
 * At least one account of each role and twenty workers. Their random passwords stay: the file is the hand-over, and nobody
 * who tries the demo should have to make up another password first.
 */
export async function buildAccounts(workshop: Workshop, world: World): Promise<DemoAccount[]> {
  const made: DemoAccount[] = [];
  for (const wanted of [
    ...offices(world),
    ...[...world.enterprises.keys()].flatMap((key) => ofEnterprise(world, key)),
  ]) {
    const { password } = await verb(workshop, CreateAccount).execute(workshop.ctx, {
      account: wanted.account,
      grants: wanted.grants,
      mustChangePassword: false,
      ...(wanted.person ? { personId: wanted.person.id } : {}),
      ...(wanted.displayName ? { displayName: wanted.displayName } : {}),
    });
    made.push({
      account: wanted.account,
      password,
      name: wanted.person?.name ?? wanted.displayName ?? wanted.account,
      role: wanted.role,
      organisation: wanted.organisation,
    });
  }
  return made;
}

function offices(world: World): Wanted[] {
  const county = '长子县应急管理局';
  return [
    office('demo-admin', 'system_administrator', null, {}),
    office('demo-auditor', 'auditor', null, {}),
    ...['county-regulator', 'county-regulator-2'].map((account, index) => ({
      ...office(account, 'regulator', county, { organisationId: world.county.id }, [
        { role: 'regulator', regionCode: '140428' },
      ]),
      // Who asks for a correction and who approves it are told apart by name.
      displayName: index === 0 ? '演示监管人员' : '演示监管人员二',
    })),
    office('shizhe-inspector', 'inspector', '石哲镇', { regionCode: '140428102' }),
  ];
}

function office(
  account: string,
  role: Role,
  organisation: string | null,
  place: { organisationId?: string; regionCode?: string },
  more: Wanted['grants'] = [],
): Wanted {
  return { account, role, organisation, displayName: `演示${ROLE_NAMES[role]}`, grants: [{ role, ...place }, ...more] };
}

function ofEnterprise(world: World, key: EnterpriseKey): Wanted[] {
  const { id, name } = must(world.enterprises.get(key), key);
  const own = world.people.filter((person) => person.enterprise === key);
  const wanted = (account: string, role: Role, person: DemoPerson | undefined, organisationId = id): Wanted => ({
    account,
    role,
    organisation: name,
    person: must(person, `${role} of ${key}`),
    grants:
      role === 'worker'
        ? [{ role, organisationId }]
        : [
            { role, organisationId },
            { role: 'worker', organisationId: id },
          ],
  });
  const officers = own.filter(({ rosterRole }) => rosterRole === 'safety_officer');
  const leader = own.find(({ rosterRole }) => rosterRole === 'team_leader');
  const workers = spread(
    own.filter(({ rosterRole }) => rosterRole === 'worker'),
    WORKERS[key],
  );
  return [
    wanted(
      `${key}-principal`,
      'principal',
      own.find(({ rosterRole }) => rosterRole === 'principal'),
    ),
    wanted(`${key}-safety`, 'safety_officer', officers[0]),
    ...(officers[1] ? [wanted(`${key}-lecturer`, 'lecturer', officers[1])] : []),
    // What takes two people (审题, 更正成绩, 录纸卷) can be tried where there are two.
    ...(officers[2] ? [wanted(`${key}-safety-2`, 'safety_officer', officers[2])] : []),
    wanted(`${key}-leader`, 'team_leader', leader, leader?.unitId),
    ...workers.map((person, index) => wanted(`${key}-worker-${index + 1}`, 'worker', person)),
  ];
}

/** `count` of them, from all parts of the list, so that every post has somebody. */
function spread<T>(items: readonly T[], count: number): T[] {
  return Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)]).filter(
    (item) => item !== undefined,
  );
}
