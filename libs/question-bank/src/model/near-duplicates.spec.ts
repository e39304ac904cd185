import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { NEAR_DUPLICATE, NearDuplicateIndex, groupNearDuplicates, nearMessage } from './near-duplicates.js';
import type { ComparedQuestion } from './near-duplicates.js';
import { labelOptions } from './question.js';
import { jaccard, shinglesOf, wordsOf } from './shingles.js';
import type { NumberSet } from './shingles.js';
import { startCpuClock } from '../testing/cpu-ms.js';

const choice = (stem: string, options: readonly string[], key = 'A'): ComparedQuestion => ({
  type: 'single',
  stem,
  options: labelOptions(options),
  key: [...key],
});
const judged = (stem: string, key = 'A'): ComparedQuestion => ({
  type: 'true_false',
  stem,
  options: labelOptions(['正确', '错误']),
  key: [key],
});
const membersOf = (...questions: ComparedQuestion[]): number[][] =>
  groupNearDuplicates(questions).map((group) => group.members);

const GAS = '采煤工作面进风流中瓦斯浓度达到';
const ANSWERS = ['停止作业撤出人员', '加强通风继续割煤', '报告调度室等候', '做好记录照常作业'];

describe('near duplicates: hand cases', () => {
  it('asks something else beside another picture, and the same where only one has any', () => {
    const sign = (...fileIds: string[]): ComparedQuestion => ({
      ...choice('下图中的安全标志是什么意思？', ['禁止烟火', '注意安全']),
      ...(fileIds.length > 0 ? { images: fileIds.map((fileId) => ({ fileId })) } : {}),
    });
    expect(membersOf(sign('a'), sign('b'), sign('a', 'b'))).toEqual([]);
    expect(membersOf(sign('a', 'b'), sign('b', 'a'), sign('b'))).toEqual([[0, 1]]);
    expect(membersOf(sign(), sign('b'))).toEqual([[0, 1]]);
  });

  it.each<[string, ComparedQuestion, ComparedQuestion, string | null]>([
    ['the same question', choice(`${GAS}1.0%时应当`, ANSWERS), choice(`${GAS}1.0%时应当`, ANSWERS), 'same'],
    ['options in another order', choice(GAS, ANSWERS), choice(GAS, [...ANSWERS].toReversed(), 'D'), 'same'],
    ['other numbers', choice(`${GAS}1.0%时应当`, ANSWERS), choice(`${GAS} １.5 %时应当`, ANSWERS), 'numbers'],
    [
      'numbers in the options too',
      choice('掘进工作面局部通风机安装地点距回风口不得小于多少', ['5 m', '10 m', '15 m']),
      choice('掘进工作面局部通风机安装地点距回风口不得小于多少？', ['8m', '20m', '30m']),
      'numbers',
    ],
    ['punctuation', judged('从业人员有权拒绝违章指挥。'), judged('从业人员，有权拒绝“违章指挥”（ ）'), 'numbers'],
    [
      'one character of a long stem, the same answer',
      choice('生产经营单位安排新职工上岗之前应当做到下面哪一项要求', ANSWERS),
      choice('生产经营单位安排新职工上岗以前应当做到下面哪一项要求', ANSWERS),
      'wording',
    ],
    [
      'a negation to be judged',
      judged('生产经营单位的主要负责人对本单位的安全生产工作全面负责并承担责任。'),
      judged('生产经营单位的主要负责人不对本单位的安全生产工作全面负责并承担责任。'),
      'wording',
    ],
    [
      'other wrong options, the same right one',
      choice('发现直接危及人身安全的紧急情况时从业人员有权怎样做', ['停止作业', '继续作业', '请示领导']),
      choice('发现直接危及人身安全的紧急情况时从业人员有权怎样做', ['停止作业', '拍照留证', '回家休息']),
      'wording',
    ],
    [
      'a stem that says nothing',
      choice('下列说法正确的是（ ）。', ['安全帽可以不系带', '高处作业应系安全带', '梯子可以接长使用'], 'B'),
      choice('下列说法正确的是（ ）。', ['触电后应先切断电源', '可以用水扑救电气火灾', '湿手可以操作开关']),
      null,
    ],
    [
      'a long stem about different things',
      choice('根据安全生产法的规定生产经营单位的主要负责人应当履行的职责是', ['建立健全责任制', '驾驶车辆']),
      choice('根据安全生产法的规定生产经营单位的主要负责人应当履行的职责是', ['及时如实报告事故', '自己维修设备']),
      null,
    ],
    [
      'a word that matters in a short stem',
      choice('干粉灭火器适用于扑救哪类火灾', ANSWERS),
      choice('泡沫灭火器适用于扑救哪类火灾', ANSWERS),
      null,
    ],
    ['a statement and a choice', judged(`${GAS}时应当停止作业`), choice(`${GAS}时应当停止作业`, ANSWERS), null],
    ['two questions without words', choice('1+1=?', ['2', '3']), judged('1+1=2'), null],
  ])('%s', (_, a, b, reason) => {
    const groups = groupNearDuplicates([a, b]);
    expect(groups.map((group) => group.reason)).toEqual(reason === null ? [] : [reason]);
    expect(new NearDuplicateIndex([a]).match(b).map((match) => match.reason)).toEqual(reason === null ? [] : [reason]);
  });

  it('hangs chains together and says the weakest reason', () => {
    const stems = [
      '作业前应当检查安全带是否完好并且正确佩戴方可登高',
      '作业前应当检查安全带是否完好并且正确佩戴方可登梯',
    ];
    const groups = groupNearDuplicates([
      ...stems.map((stem) => judged(stem)),
      judged(`${stems[1]} 2 m。`),
      judged('无关的另一道题'),
    ]);
    expect(groups).toMatchObject([{ members: [0, 1, 2], reason: 'wording' }]);
    expect(nearMessage(groups[0] ?? { reason: 'same', similarity: 1 })).toMatch(/^题干有 \d\d% 相同/);
  });

  it('tells the thousand questions with one empty stem apart by their options, and fast', () => {
    const questions = Array.from({ length: 3000 }, (_, index) => {
      const word = String.fromCharCode(0x4e00 + index * 3, 0x4e01 + index * 5, 0x4e02 + index * 2);
      return choice('下列说法正确的是', [`${word}应当断电`, `可以带${word}作业`, `${word}由${word}负责`]);
    });
    const spent = startCpuClock();
    expect(membersOf(...questions, questions[7] as ComparedQuestion)).toEqual([[7, 3000]]);
    expect(spent()).toBeLessThan(10_000);
  });
});

const HAN = [...'安全生产责任检查隐患排查瓦斯'];
const text = (min: number, max: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...HAN), { minLength: min, maxLength: max }).map((chars) => chars.join(''));
/** Stems made from a few, so that many of them are near each other. */
const stems = fc.array(text(8, 26), { minLength: 1, maxLength: 3 });
const bank = stems.chain((bases) =>
  fc.array(
    fc
      .record({
        base: fc.constantFrom(...bases),
        at: fc.nat({ max: 25 }),
        change: fc.constantFrom('', '', '通', '1', '。'),
        options: fc.array(text(2, 4), { minLength: 2, maxLength: 3 }),
        truth: fc.boolean(),
      })
      .map(({ base, at, change, options, truth }) => {
        const stem = `${base.slice(0, at)}${change}${base.slice(at + (change === '通' ? 1 : 0))}`;
        return truth ? judged(stem) : choice(stem, options);
      }),
    { minLength: 2, maxLength: 70 },
  ),
);

/** So many questions with one stem that they get an index of their own. */
const family = fc
  .tuple(
    fc.constantFrom('下列说法正确的是', '根据安全生产法生产经营单位应当'),
    fc.array(fc.array(text(1, 4), { minLength: 2, maxLength: 3 }), { minLength: 60, maxLength: 90 }),
  )
  .map(([stem, all]) => all.map((options) => choice(stem, options)));

/** The definition, pair by pair. */
function isNear(a: ComparedQuestion, b: ComparedQuestion): boolean {
  const shingles = (words: readonly string[]): NumberSet =>
    Uint32Array.from(new Set(words.flatMap((word) => [...shinglesOf(wordsOf(word))]))).sort();
  const [stemA, stemB] = [shingles([a.stem]), shingles([b.stem])];
  if (jaccard(stemA, stemB) < NEAR_DUPLICATE.stem) return false;
  if (a.type === 'true_false' || b.type === 'true_false') return a.type === b.type;
  const texts = (question: ComparedQuestion): string[] => question.options.map((option) => option.text);
  const right = (question: ComparedQuestion): string[] =>
    question.options.filter((option) => question.key.includes(option.label)).map((option) => option.text);
  const options = jaccard(shingles(texts(a)), shingles(texts(b)));
  if (Math.min(stemA.length, stemB.length) < NEAR_DUPLICATE.tellingPairs) return options >= NEAR_DUPLICATE.stem;
  return options >= NEAR_DUPLICATE.options || jaccard(shingles(right(a)), shingles(right(b))) >= NEAR_DUPLICATE.right;
}

function groupsByDefinition(questions: readonly ComparedQuestion[]): number[][] {
  const group = questions.map((_, index) => index);
  for (let a = 0; a < questions.length; a += 1)
    for (let b = 0; b < a; b += 1) {
      const [from, to] = [group[a], group[b]];
      if (isNear(questions[a] as ComparedQuestion, questions[b] as ComparedQuestion))
        group.forEach((own, index) => (group[index] = own === from ? (to ?? 0) : own));
    }
  const members = [...new Set(group)].map((id) => group.flatMap((own, index) => (own === id ? [index] : [])));
  return members.filter((found) => found.length > 1).sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}

describe('near duplicates: properties', () => {
  it('finds exactly what comparing all pairs finds', () => {
    fc.assert(
      fc.property(fc.oneof(bank, family), (questions) => {
        expect(membersOf(...questions)).toEqual(groupsByDefinition(questions));
      }),
      { numRuns: 300, seed: 5 },
    );
  }, 60_000);

  it('matches new questions against a bank as comparing all pairs does', () => {
    fc.assert(
      fc.property(fc.oneof(bank, family), fc.nat({ max: 90 }), (questions, cut) => {
        const known = questions.slice(0, cut);
        const index = new NearDuplicateIndex(known);
        for (const question of questions) {
          const expected = known.flatMap((other, place) => (isNear(question, other) ? [place] : []));
          const found = index.match(question).map((match) => match.index);
          expect(found.sort((a, b) => a - b)).toEqual(expected);
        }
      }),
      { numRuns: 60, seed: 6 },
    );
  }, 60_000);

  it('groups do not depend on numbers, punctuation, width or the order of questions', () => {
    fc.assert(
      fc.property(bank, (questions) => {
        const dressed = questions.map((question) => ({ ...question, stem: `12、${question.stem}（　）。３` }));
        expect(membersOf(...dressed)).toEqual(membersOf(...questions));
        const last = questions.length - 1;
        const turned = membersOf(...questions.toReversed()).map((group) => group.map((at) => last - at).toReversed());
        expect(turned.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))).toEqual(membersOf(...questions));
      }),
      { numRuns: 200, seed: 7 },
    );
  }, 60_000);
});
