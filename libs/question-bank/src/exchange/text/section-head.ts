import { parseType } from '../type-words.js';
import * as P from './patterns.js';
import type { Section, StatedType } from './text-question.js';

export const NO_SECTION: Section = { title: '', stated: { type: 'open', name: '' } };

const LONGEST_LINE = 200;
const LONGEST_TITLE = 30;
/** Types whose questions may have options all the same: the content decides. */
const CONTENT_DECIDES = /^(?:选择|案例|综合|材料|分析|计算|应用|操作|实操|阅读)/u;

/** The type that a name such as 单选题, 填空题 or 判断 stands for; null when it is none. */
export function typeNamed(name: string): StatedType | null {
  const found = P.TYPE_NAME.exec(name);
  if (found?.[1] === undefined) return null;
  const full = `${found[1]}题`;
  if (found[1] === '判断改错') return { type: 'other', name: full };
  const type = parseType(full);
  if (type !== undefined) return { type, name: full };
  return { type: CONTENT_DECIDES.test(found[1]) ? 'open' : 'other', name: full };
}

/**
 * Reads a line as the head of a section: «一、单选题(每题 2 分)», «多选题», «第二部分 安全常识», «1. 判断题». Null when it is
 * none. A head without a type («一、常识») needs an ordinal and stays short.
 *
 * @param folded the line in its narrow form, trimmed
 */
export function sectionHead(folded: string): (Section & { rest: string }) | null {
  if (folded === '' || folded.length > LONGEST_LINE) return null;
  const chapter = P.SECTION_ORDINAL.exec(folded)?.[0];
  const ordinal = chapter ?? P.NUMBER_STRONG.exec(folded)?.[0] ?? '';
  const isNumber = chapter === undefined && ordinal !== '';
  const bare = folded.slice(ordinal.length).replace(/^[[【<《]|[\]】>》]$/gu, '');
  const end = bare.search(P.TITLE_END);
  const title = (end === -1 ? bare : bare.slice(0, end)).replace(/[\]】>》]$/u, '');
  const rest = end === -1 ? '' : bare.slice(end);
  const stated = title.length > LONGEST_TITLE ? null : typeNamed(title);
  // «选择» or «判断» alone is a head behind an ordinal; «1. 判断» and «常识判断» say nothing about a type.
  const isWhole = title === P.TYPE_NAME.exec(title)?.[0] && !isNumber && (ordinal !== '' || rest === '');
  if (stated !== null && (title.endsWith('题') || isWhole) && isRemark(rest, isNumber)) return { title, stated, rest };
  if (ordinal === '' || isNumber || title === '' || bare.length > LONGEST_TITLE) return null;
  return /[。？?！!；;_(（]/u.test(bare) || /[A-L][.、]/u.test(bare)
    ? null
    : { title: bare, stated: NO_SECTION.stated, rest: '' };
}

/** True when what follows a type's name speaks about the section and asks nothing itself. */
function isRemark(rest: string, isNumber: boolean): boolean {
  if (rest === '') return true;
  if (/[A-L]\s{0,3}[.、]/u.test(rest) || /[(（]\s{0,9}[)）]/u.test(rest)) return false;
  if (isNumber) return /^[([【][^()[\]【】]{0,60}[)\]】][:。.]?$/u.test(rest);
  return /^[([【]|[每共分题项]|正确|选项|答案|^[:.。\s]{1,3}$|[A-L√×]{2}|\d\s{0,3}[-~]/u.test(rest);
}
