import { addDays } from '../../platform/clock/clock.js';
import { inventedIdNumber, inventedPhone } from '../../demo/invented-numbers.js';

/** Everything that is generated is a function of its number, so that the same command gives the same data. Pure. */

export interface SeedPerson {
  readonly name: string;
  readonly idNumber: string;
  readonly phone: string;
  /** Number of the enterprise, and which of its people he is. */
  readonly enterprise: number;
  readonly place: number;
  readonly rosterRole: 'safety_officer' | 'principal' | 'team_leader' | 'worker';
  readonly startsOn: string;
}

const SURNAMES = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗';
const DAYS = 14_000;
/** The demo's people are the first of their days of birth, the seed's come after them. */
const FIRST_SERIAL = 200;
const FIRST_PHONE = 10_000_000;

/** «试» stands in every name: nobody takes these people for real ones. */
export function seedPerson(index: number, people: number, enterprises: number): SeedPerson {
  const enterprise = Math.floor((index * enterprises) / people);
  const place = index - Math.ceil((enterprise * people) / enterprises);
  return {
    name: `${SURNAMES.charAt(index % SURNAMES.length)}试${inChinese(index)}`,
    idNumber: inventedIdNumber(
      addDays('1966-01-01', index % DAYS),
      FIRST_SERIAL + Math.floor(index / DAYS),
      index % 2 ? 'man' : 'woman',
    ),
    phone: inventedPhone(FIRST_PHONE + index),
    enterprise,
    place,
    rosterRole:
      place === 0 ? 'safety_officer' : place === 1 ? 'principal' : place % 20 === 2 ? 'team_leader' : 'worker',
    startsOn: addDays('2020-01-01', index % 1800),
  };
}

function inChinese(index: number): string {
  return [...String(index + 1)].map((digit) => '〇一二三四五六七八九'.charAt(Number(digit))).join('');
}

export interface SeedQuestion {
  readonly type: 'single' | 'multiple' | 'true_false';
  readonly stem: string;
  readonly options: { label: string; text: string }[];
  readonly key: string[];
  readonly explanation: string;
  readonly category: 'general';
  readonly knowledgePoint: string;
  readonly difficulty: number;
}

export const SEED_STEM = '试验题';
const POINTS = ['权利义务', '消防常识', '应急处置', '劳动防护', '职业健康'];

function labelled(texts: readonly string[]): { label: string; text: string }[] {
  return texts.map((text, at) => ({ label: String.fromCharCode(65 + at), text }));
}

export function seedQuestion(index: number): SeedQuestion {
  const type = index % 5 === 3 ? 'multiple' : index % 5 === 4 ? 'true_false' : 'single';
  const limit = 20 + (index % 80);
  const stem = `${SEED_STEM} ${index + 1}：编号 ${index + 1} 的仪表，读数的上限是 ${limit}。`;
  const more = {
    category: 'general',
    knowledgePoint: POINTS[index % POINTS.length] ?? '',
    difficulty: 1 + (index % 5),
  } as const;
  if (type === 'true_false') {
    const right = index % 2 === 0;
    return {
      ...more,
      type,
      stem: `${stem}读数 ${limit + (right ? -1 : 1)} 没有超过上限。`,
      options: labelled(['正确', '错误']),
      key: [right ? 'A' : 'B'],
      explanation: `上限是 ${limit}。`,
    };
  }
  const over = [limit + 1, limit + 2, limit + 5];
  const under = [limit - 1, limit - 2, limit - 5];
  const values = type === 'single' ? [under[0], over[0], under[1], under[2]] : [over[0], under[0], over[1], under[1]];
  const turn = index % 4;
  const turned = [...values.slice(turn), ...values.slice(0, turn)];
  const options = labelled(turned.map((value) => `读数 ${value}`));
  return {
    ...more,
    type,
    stem: `${stem}哪${type === 'single' ? '一个' : '些'}读数超过了上限？`,
    options,
    key: options.filter((_, at) => Number(turned[at]) > limit).map(({ label }) => label),
    explanation: `上限是 ${limit}，大于它的都超过了。`,
  };
}

export const SEED_FIELDS = [
  'coal_mine',
  'industry_machinery',
  'hazardous_chemicals',
  'fire_key_unit',
  'industry_building_materials',
  'culture_tourism',
] as const;
export const SEED_POSTS = ['操作工', '维修工', '巡检工', '仓库管理员'] as const;
export const SEED_UNITS = ['一车间', '二车间', '三车间', '四车间'] as const;
export const seedEnterpriseName = (index: number): string => `试验企业 ${String(index + 1).padStart(5, '0')}`;
