import type { QuestionCategory } from '../../model/question.js';

/** What the bank knows about a question beside its content: where other systems have tags and categories. */
export interface Labels {
  difficulty: number | null;
  knowledgePoint: string | null;
  category: QuestionCategory | null;
  sourceClause: string | null;
  criteriaClause?: string | null;
}

const CATEGORY_WORDS: Readonly<Record<QuestionCategory, string>> = { general: '通用', professional: '专业' };

/** Labels as tags, «难度:3», «依据:安全生产法第二十八条»; a tag holds one line, so line ends and the like are escaped. */
export function toTags(labels: Labels): string[] {
  const tags: string[] = [];
  const add = (name: string, value: string | null | undefined): void => {
    if (value !== null && value !== undefined) tags.push(`${name}:${encodeValue(value)}`);
  };
  add('难度', labels.difficulty === null ? null : String(labels.difficulty));
  add('知识点', labels.knowledgePoint);
  add('类别', labels.category === null ? null : CATEGORY_WORDS[labels.category]);
  add('依据', labels.sourceClause);
  add('判定标准', labels.criteriaClause);
  return tags;
}

const TAG = /^\s*(难度|知识点|类别|依据|判定标准)[:：]([\s\S]*)$/;

/** Labels from tags; `unknown` are those that say nothing to us. */
export function fromTags(tags: readonly string[]): { labels: Labels; unknown: string[] } {
  const labels: Labels = { difficulty: null, knowledgePoint: null, category: null, sourceClause: null };
  const unknown = tags.filter((tag) => !takeTag(tag, labels));
  return { labels, unknown };
}

function takeTag(tag: string, labels: Labels): boolean {
  const match = TAG.exec(tag);
  const value = decodeValue(match?.[2] ?? '');
  switch (match?.[1]) {
    case '难度':
      if (!/^\s*[1-5]\s*$/.test(value)) return false;
      labels.difficulty = Number(value);
      return true;
    case '类别':
      return takeCategory(value, labels);
    case '知识点':
      labels.knowledgePoint = value || null;
      return true;
    case '依据':
      labels.sourceClause = value || null;
      return true;
    case '判定标准':
      labels.criteriaClause = value || null;
      return true;
    default:
      return takeCategory(tag, labels);
  }
}

function takeCategory(text: string, labels: Labels): boolean {
  const word = text.trim();
  if (word !== CATEGORY_WORDS.general && word !== CATEGORY_WORDS.professional) return false;
  labels.category = word === CATEGORY_WORDS.general ? 'general' : 'professional';
  return true;
}

/** `\u000a` for what a one-line tag between brackets cannot hold, and blanks at its ends. */
function encodeValue(value: string): string {
  return value.replace(/[\\[\]\p{Cc}\p{Zl}\p{Zp}]|^\s|\s$/gu, (sign) => {
    return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

function decodeValue(value: string): string {
  return value.replace(/\\u([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** Where questions without a knowledge point go; a category that other systems made themselves says nothing either. */
const NO_POINT = '未分类';
const ROOT = '$course$/top/';

/** Moodle's path of a category: levels between single strokes, «//» for a stroke inside a name. */
export function toCategoryPath(knowledgePoint: string | null): string {
  return ROOT + (knowledgePoint === null || !fitsCategory(knowledgePoint) ? NO_POINT : knowledgePoint);
}

/** False for a knowledge point that a path would not give back exactly; it goes into a tag. */
export function fitsCategory(knowledgePoint: string): boolean {
  return !/\p{Cc}|\p{Zl}|\p{Zp}/u.test(knowledgePoint) && fromCategoryPath(ROOT + knowledgePoint) === knowledgePoint;
}

/** The knowledge point that a category of Moodle means; null for the top and for «Default for …». */
export function fromCategoryPath(path: string): string | null {
  const levels = path
    .split(/(?<!\/)\/(?!\/)/)
    .map((level) => level.trim().replaceAll('//', '∕'))
    .filter((level) => level !== '');
  if (/^\$[a-z0-9]{1,20}\$$/i.test(levels[0] ?? '')) levels.shift();
  if (levels[0] === 'top') levels.shift();
  const named = levels.filter((level) => level !== NO_POINT && !level.startsWith('Default for '));
  return named.join('/') || null;
}
