import * as P from './patterns.js';
import type { TextField } from './text-question.js';

const NAMES: readonly [RegExp, TextField][] = [
  [/^(?:(?:本题|该题|试题|题目|最佳|正确|标准|参考)?答案|正确选项|答|answer|key)$/iu, 'answer'],
  [
    /^(?:(?:答案|试题|题目|本题|考点|参考)?(?:解析|详解|解答|讲解)|分析|点评|说明|解释|思路|题解|explanation)$/iu,
    'explanation',
  ],
  [/^(?:题目|试题)?(?:难度|难易度|难易程度|难度等级|难度系数)$/u, 'difficulty'],
  [/^(?:知识点|考点|考查点|知识模块)$/u, 'knowledgePoint'],
  [/^(?:类别|知识类别)$/u, 'category'],
  [/^(?:依据条款|条款依据|法规依据|依据|出处)$/u, 'sourceClause'],
  [/^(?:判定标准条款|判定标准)$/u, 'criteriaClause'],
  [/^(?:题型|试题类型|题目类型)$/u, 'type'],
  [/^(?:分值|分数|本题分值)$/u, 'points'],
];

export interface Label {
  field: TextField;
  /** Where the label begins and where its text begins. */
  start: number;
  end: number;
}

function fieldNamed(name: string | undefined): TextField | undefined {
  return name === undefined ? undefined : NAMES.find(([pattern]) => pattern.test(name))?.[1];
}

/** The label a line begins with; null when it begins with none. */
export function labelAtStart(folded: string): Label | null {
  const found = P.LABEL_START.exec(folded);
  const field = fieldNamed(found?.[1] ?? found?.[2]);
  if (found !== null && field !== undefined) return { field, start: 0, end: found[0].length };
  const bare = P.ANSWER_BARE.exec(folded);
  if (bare === null) return null;
  const rest = folded.slice(bare[0].length).replace(/[。.]$/u, '');
  return P.LETTERS.test(rest) || P.TRUTH.test(rest) ? { field: 'answer', start: 0, end: bare[0].length } : null;
}

/** Labels of answer and explanation within a line, from an offset on. */
export function labelsInside(folded: string, from: number): Label[] {
  const labels: Label[] = [];
  for (const match of folded.slice(from).matchAll(P.LABEL_INLINE)) {
    const field = fieldNamed(match[1] ?? match[2] ?? match[3]);
    const start = from + match.index;
    if (field !== undefined) labels.push({ field, start, end: start + match[0].length });
  }
  return labels;
}
