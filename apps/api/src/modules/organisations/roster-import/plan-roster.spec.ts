import { describe, expect, it } from '@jest/globals';
import type { RegisteredPost } from '../people/post-register.js';
import { planRoster, type HashedRow, type KnownHolder, type RosterState } from './plan-roster.js';

const post = (id: string, name: string, more: Partial<RegisteredPost> = {}): RegisteredPost => ({
  id,
  enterpriseId: 'e',
  name,
  underground: false,
  dangerousSurface: false,
  active: true,
  ...more,
});
const POSTS = [
  post('p1', '电工'),
  post('p2', '采煤机司机', { underground: true }),
  post('p3', '旧岗', { active: false }),
];

function state(people: [string, Partial<KnownHolder>][] = [], more: Partial<RosterState> = {}): RosterState {
  return {
    today: '2026-11-23',
    mining: true,
    units: new Map([
      ['', { id: 'e', path: '/e/', closed: false }],
      ['机电队', { id: 'u', path: '/e/u/', closed: false }],
      ['旧队', { id: 'o', path: '/e/o/', closed: true }],
    ]),
    unitKeys: new Map([
      ['e', ''],
      ['u', '机电队'],
      ['o', '旧队'],
    ]),
    baseKey: '',
    basePath: '/e/',
    enterpriseName: '某矿',
    posts: new Map(POSTS.map((p) => [p.name, p])),
    postNames: new Map(POSTS.map((p) => [p.id, p.name])),
    library: new Map([['掘进机司机', { name: '掘进机司机', underground: true, dangerousSurface: false }]]),
    people: new Map(
      people.map(([hash, holder]) => [
        hash,
        { id: hash, name: '张三', phoneHash: null, open: null, mayRename: true, lastEnd: null, ...holder },
      ]),
    ),
    ...more,
  };
}

const row = (more: Partial<HashedRow> = {}): HashedRow => ({
  sheet: 's',
  row: 2,
  name: '张三',
  idType: 'resident_id',
  idNumber: 'x',
  idHash: 'h',
  phone: null,
  phoneHash: null,
  unit: null,
  posts: null,
  employmentType: null,
  rosterRole: null,
  startsOn: null,
  ...more,
});

const OPEN = {
  employmentId: 'm',
  unitId: 'u',
  unitPath: '/e/u/',
  employmentType: 'regular',
  rosterRole: 'worker',
  startsOn: '2020-01-01',
  postIds: ['p1'],
} as const;

describe('the plan of a roster import', () => {
  it('gives a new person the defaults', () => {
    const plan = planRoster([row({ unit: ['机电队', '一班'], posts: ['电工', '钳工'] })], state());
    expect(plan.rows).toEqual([
      expect.objectContaining({
        action: 'new',
        unitKey: '机电队/一班',
        employmentType: 'regular',
        rosterRole: 'worker',
        on: '2026-11-23',
        opens: true,
      }),
    ]);
    expect([plan.newUnits, plan.newPosts]).toEqual([['机电队/一班'], ['钳工']]);
  });

  it('leaves alone what the file does not contradict', () => {
    const plan = planRoster(
      [
        row(),
        row({
          row: 3,
          idHash: 'h2',
          unit: ['某矿', '机电队'],
          posts: ['电工'],
          employmentType: 'regular',
          startsOn: '2019-01-01',
        }),
      ],
      state([
        ['h', { open: OPEN }],
        ['h2', { open: OPEN }],
      ]),
    );
    expect(plan.rows.map((planned) => planned.action)).toEqual(['unchanged', 'unchanged']);
    expect([plan.newUnits, plan.newPosts]).toEqual([[], []]);
  });

  it.each<[Partial<HashedRow>, Record<string, unknown>]>([
    [{ unit: ['某矿'] }, { opens: true, unitKey: '' }],
    [{ posts: ['电工', '钳工'] }, { opens: false, postsChange: true }],
    [{ rosterRole: 'team_leader' }, { opens: true, postsChange: false }],
    [{ employmentType: 'dispatch' }, { opens: true }],
    [
      { phone: '1', phoneHash: 'n' },
      { opens: false, newPhone: true },
    ],
    [{ name: '张四' }, { opens: false, newName: '张四' }],
  ])('takes %j as a change', (given, expected) => {
    const plan = planRoster([row(given)], state([['h', { open: OPEN }]]));
    expect(plan.rows).toEqual([expect.objectContaining({ action: 'changed', on: '2026-11-23', ...expected })]);
  });

  it.each<[Partial<HashedRow>, Partial<KnownHolder> | null, string]>([
    [{ name: '李四' }, { mayRename: false }, 'name-mismatch'],
    [{ unit: ['旧队', '一班'] }, null, 'unit-closed'],
    [{ posts: ['旧岗'] }, null, 'post-inactive'],
    [{ posts: ['采煤机司机'], employmentType: 'dispatch' }, null, 'dispatch-forbidden'],
    [{ posts: ['掘进机司机'], employmentType: 'dispatch' }, null, 'dispatch-forbidden'],
    [{ employmentType: 'dispatch' }, { open: { ...OPEN, postIds: ['p2'] } }, 'dispatch-forbidden'],
    [{ startsOn: '2026-01-01' }, { lastEnd: '2026-02-01' }, 'date-overlap'],
  ])('refuses %j of %j as %s', (given, holder, code) => {
    const plan = planRoster([row(given)], state(holder ? [['h', holder]] : []));
    expect(plan.refused.map((refusal) => refusal.code)).toEqual([code]);
    expect([plan.rows, plan.newUnits, plan.newPosts]).toEqual([[], [], []]);
  });

  it('touches nobody outside the unit that was imported into', () => {
    const inside = { baseKey: '机电队', basePath: '/e/u/' };
    expect(planRoster([row({ unit: ['一班'] })], state([], inside)).newUnits).toEqual(['机电队/一班']);
    const elsewhere = planRoster([row()], state([['h', { open: { ...OPEN, unitId: 'e', unitPath: '/e/' } }]], inside));
    expect(elsewhere.refused.map((refusal) => refusal.code)).toEqual(['unit-elsewhere']);
  });

  it('counts one document once', () => {
    const plan = planRoster([row(), row({ row: 3 })], state());
    expect([plan.rows.length, plan.refused[0]?.message]).toEqual([1, '和 2 行是同一个证件号码，请留一行']);
  });
});
