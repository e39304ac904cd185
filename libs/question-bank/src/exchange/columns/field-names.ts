import type { FieldName } from '../read-options.js';
import type { SingleField } from './column-map.js';
import { correctField, optionField } from './column-map.js';
import { SYNONYMS } from './synonyms.js';

/** No header is longer; stems are, and need no closer look. */
const LONGEST_NAME = 60;
/** A name that holds a synonym and more («题干（不含图片）说明») must not be a sentence. */
const LONGEST_LOOSE = 14;
/** Words after which a column is something about the question that is not read. */
const OTHER_THINGS =
  /(?:分|分数|分值|得分|满分|备注|时间|日期|状态|图片|附件|人|部门|单位|数|数量|数目|网址|链接|url|id|编号|序号|编码)$/;
const CHINESE_DIGITS = '一二三四五六七八';
/** 甲乙丙丁 stand for A, B, C, D in sheets of those who learned them so. */
const STEMS = '甲乙丙丁戊己庚辛';
const OPTION_WORD =
  '(?:选项|备选项|备选答案|备选|候选项|候选答案|候选|选择项|选择|选|项|答案选项|答案|option|opt|choice|answer|item)';
const MARK = `[-_.(]?([a-h1-8${CHINESE_DIGITS}${STEMS}])\\)?`;
const RIGHT_WORD =
  '(?:是否正确答案|是否正确选项|是否正确|是否为?答案|正确与否|正误|正确|对错|iscorrect|correct|isanswer|isright)';

const OPTION_NAME = new RegExp(
  `^(?:${OPTION_WORD}${MARK}(?:内容|文本|描述)?|([a-h${STEMS}])[.、]?(?:选项|项|答案|选项内容|项内容)?|` +
    `第([1-8${CHINESE_DIGITS}])个?(?:选项|备选项|备选答案|候选项|答案|项))$`,
);
const RIGHT_NAME = new RegExp(`^(?:${RIGHT_WORD}${MARK}|(?:${OPTION_WORD})?${MARK}(?:选项|项)?[-_.]?${RIGHT_WORD})$`);

/** A header name without blanks, marks of required fields and remarks in brackets, narrow and in lower case. */
export function normaliseHeader(text: string): string {
  if (text.length > LONGEST_NAME) return '';
  const plain = text.normalize('NFKC').replace(/\s+/g, '').replace(/[*:]/g, '').toLowerCase();
  const bare = plain.replace(/\((?![a-h1-8甲乙丙丁戊己庚辛]\))[^)]*\)/g, '');
  // «(题干)» and «【题干】» are the name itself.
  return bare.replace(/^[[【(<《]+|[\]】)>》]+$/g, '') || plain.replace(/[()[\]【】]/g, '');
}

export interface NameMatch {
  field: FieldName;
  /** Place among the synonyms: of two columns with the same field the lower one wins. */
  rank: number;
  /** The whole name is known, not only a part of it. */
  exact: boolean;
}

const EXACT = new Map<string, NameMatch>();
/** Han synonyms of two signs or more, which may be a part of a longer name. */
const LOOSE: (NameMatch & { synonym: string })[] = [];
for (const [field, synonyms] of Object.entries(SYNONYMS) as [SingleField, readonly string[]][]) {
  synonyms.forEach((synonym, rank) => {
    if (!EXACT.has(synonym)) EXACT.set(synonym, { field, rank, exact: true });
    if (/^\p{Script=Han}{2,}/u.test(synonym)) LOOSE.push({ field, rank, exact: false, synonym });
  });
}
LOOSE.sort((a, b) => b.synonym.length - a.synonym.length);

/** What a header's name stands for; the name is already normalised. */
export function matchName(name: string): NameMatch | null {
  if (name === '') return null;
  const exact = EXACT.get(name);
  if (exact !== undefined) return { ...exact };
  const right = RIGHT_NAME.exec(name);
  if (right !== null) return { field: correctField(indexOfMark(right[1] ?? right[2] ?? 'a')), rank: 0, exact: true };
  const option = OPTION_NAME.exec(name);
  if (option !== null)
    return { field: optionField(indexOfMark(option[1] ?? option[2] ?? option[3] ?? 'a')), rank: 0, exact: true };
  if (name.length > LONGEST_LOOSE || OTHER_THINGS.test(name)) return null;
  // What a name ends with says what it is («题目讲解» explains); what it begins with says of what.
  const loose =
    LOOSE.find(({ synonym }) => name.endsWith(synonym)) ?? LOOSE.find(({ synonym }) => name.includes(synonym));
  return loose === undefined ? null : { field: loose.field, rank: loose.rank, exact: false };
}

/** Could this cell name a column of stems? A cheap look, for each cell of a long sheet. */
export function mayNameStem(cell: string): boolean {
  return cell.length <= LONGEST_NAME && STEM_WORD.test(cell);
}

const STEM_WORD = new RegExp(
  `^[\\s*【[(（]*[${[...new Set(SYNONYMS.stem.map((synonym) => synonym[0]))].join('')}]`,
  'i',
);

/** 0 for «a», «1», «一», «甲». */
function indexOfMark(mark: string): number {
  return Math.max(...['abcdefgh', '12345678', CHINESE_DIGITS, STEMS].map((marks) => marks.indexOf(mark)));
}

const FIELD_NAMES = new Set<string>([
  ...Object.keys(SYNONYMS),
  ...Array.from({ length: 8 }, (_, index) => [optionField(index), correctField(index)]).flat(),
]);

export function isFieldName(text: unknown): text is FieldName {
  return typeof text === 'string' && FIELD_NAMES.has(text);
}
