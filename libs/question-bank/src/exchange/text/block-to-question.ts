import { bareAnswer, parseChoice } from '../answers.js';
import { TRUE_FALSE_OPTIONS, labelOptions, optionLabel } from '../../model/question.js';
import type { QuestionDraft, QuestionType } from '../../model/question.js';
import { parseTruth } from '../type-words.js';
import { findOptions } from './find-options.js';
import type { PicturedOptions } from './find-options.js';
import { foldWidth } from './fold-width.js';
import { unguard } from './guard.js';
import * as P from './patterns.js';
import { readExtras } from './read-extras.js';
import { typeNamed } from './section-head.js';
import { hasBlank, isStatement, looksFilledIn, takeLetters, takeTruth } from './stem-answer.js';
import type { StemAnswer } from './stem-answer.js';
import { checkPictured, explanationDoubts, unseenPictures } from './with-pictures.js';
import type { UnseenPictures } from './with-pictures.js';
import type { KeyEntry, StatedType, TextBlock, TextKind, TextRemark } from './text-question.js';

/** A question as it was understood: a draft, or the reason why it is none. */
export interface TextQuestion {
  row: number;
  number: number | null;
  kind: TextKind;
  stem: string;
  options: string[];
  /** The answer as written; '' when there is none. */
  answer: string;
  explanation: string;
  /** Nobody has looked at them yet, and the draft holds none of them: `withPictures` gives it what becomes of them. */
  pictures: UnseenPictures;
  outcome: TextOutcome;
}

export type TextOutcome =
  { draft: QuestionDraft; doubts: TextRemark[] } | { refusal: TextRemark; doubts: TextRemark[] };

interface Context {
  block: TextBlock;
  stated: StatedType;
  found: PicturedOptions;
  /** Stem without number, type and points. */
  stem: string;
  /** Answer behind a label or from the list; '' when there is none. */
  labelled: string;
  explanation: string;
  pictures: UnseenPictures;
  doubts: TextRemark[];
}

/**
 * Decides what a block is. Types that this product does not ask are refused by name; they never become choice questions.
 *
 * @param key the answer that the list of answers gives
 * @param isUnclear the list names this number more than once
 * @param defaultType what holds where neither a head nor a marker says a type
 */
export function blockToQuestion(
  block: TextBlock,
  key: KeyEntry | undefined,
  isUnclear: boolean,
  defaultType: QuestionType | null,
): TextQuestion {
  const context = contextOf(block, key, defaultType);
  const question = decide(context, key, isUnclear);
  const isChoice = question.kind !== 'blank' && question.kind !== 'subjective';
  return {
    row: block.row,
    number: block.number,
    kind: question.kind,
    stem: withMaterial(block, unguard(isChoice ? question.stem : wordsOf(block))),
    options: isChoice ? optionTexts(context) : [],
    answer: question.answer,
    explanation: context.explanation,
    pictures: context.pictures,
    outcome: question.outcome,
  };
}

function wordsOf({ body }: TextBlock): string {
  return body.flatMap(({ text }) => (text === '' ? [] : [text])).join('\n');
}

function contextOf(block: TextBlock, key: KeyEntry | undefined, defaultType: QuestionType | null): Context {
  const found = findOptions(block.body);
  const { stem, stated: marked } = takeMarks(found.stem);
  const written = typeNamed(foldWidth(block.fields.type ?? '').trim());
  const fallback: StatedType = defaultType === null ? block.section.stated : { type: defaultType, name: '' };
  const stated = marked ?? written ?? (block.section.stated.name === '' ? fallback : block.section.stated);
  const labelled = block.fields.answer ?? '';
  const explanation = [block.fields.explanation ?? '', key?.explanation ?? ''].filter((text) => text !== '');
  return {
    block,
    stated,
    found,
    stem,
    labelled: labelled === '' ? (key?.answer ?? '') : labelled,
    explanation: unguard([...new Set(explanation)].join('\n')),
    pictures: unseenPictures(block, found),
    doubts: [...block.doubts, ...found.doubts, ...explanationDoubts(block, key)],
  };
}

/** Takes «(单选题)» and «(2分)» off both ends of a stem. */
function takeMarks(text: string): { stem: string; stated: StatedType | null } {
  let stem = text;
  let stated: StatedType | null = null;
  for (const [pattern, isType] of [
    [P.POINTS_START, false],
    [P.TYPE_MARK_START, true],
    [P.TYPE_WORD_START, true],
    [P.POINTS_START, false],
    [P.POINTS_END, false],
    [P.TYPE_MARK_END, true],
    [P.POINTS_END, false],
  ] as const) {
    const match = pattern.exec(foldWidth(stem));
    const named = match !== null && isType ? typeNamed(match[1] ?? '') : null;
    if (match === null || (isType && (named === null || stated !== null))) continue;
    if (named !== null) stated = named;
    stem = `${stem.slice(0, match.index)}${stem.slice(match.index + match[0].length)}`.trim();
  }
  return { stem, stated };
}

function withMaterial(block: TextBlock, stem: string): string {
  return block.material.text === '' ? stem : `${unguard(block.material.text)}\n${stem}`;
}

type Decision = Pick<TextQuestion, 'kind' | 'answer' | 'outcome' | 'stem'>;

function decide(context: Context, key: KeyEntry | undefined, isUnclear: boolean): Decision {
  const kind = kindOf(context);
  const found = stemAnswer(context, kind);
  const answer = context.labelled === '' ? (found.answer ?? '') : context.labelled;
  const refuse = (code: string, message: string): Decision => ({
    kind,
    answer,
    stem: found.stem,
    outcome: { refusal: { code, message }, doubts: context.doubts },
  });
  if (kind === 'blank' || kind === 'subjective') {
    return refuse('type-unsupported', unsupportedMessage(context, kind));
  }
  if (answer === '') {
    if (isUnclear)
      return refuse('key-unclear', '题号有重复，答案表里分不清是哪一题。请让题号不重复，或把答案写在题后。');
    if (found.isAmbiguous)
      return refuse('key-unclear', '题干有几个括号写着不同的字母，看不出哪个是答案。请在题后写「答案：」。');
    return refuse('key-empty', '还没有写答案。');
  }
  const read = readKey(context, kind, answer);
  if ('code' in read) return refuse(read.code, read.message);
  for (const other of [found.isAtEnd ? found.answer : null, context.labelled === '' ? null : (key?.answer ?? null)]) {
    const second = other === null ? read : readKey(context, kind, other);
    if (!('code' in second) && second.join('') !== read.join('')) {
      return refuse('key-conflict', `一处答案是「${answer}」，另一处是「${other}」，请改成一样的。`);
    }
  }
  const { remark, isSerious } = checkLetters(context, read);
  if (remark !== null && isSerious) return refuse(remark.code, remark.message);
  const doubts = [...context.doubts, ...(remark === null ? [] : [remark])];
  if (found.isOdd === true) {
    doubts.push({ code: 'key-bracket', message: `题干里还有空着的括号，答案取了末尾的「${answer}」，请看一眼。` });
  }
  const draft = draftOf(context, kind, found.stem, read, doubts);
  const [problem] = checkPictured(draft, context.pictures);
  if (problem !== undefined) return refuse(problem.code, problem.message);
  return { kind, answer, stem: found.stem, outcome: { draft, doubts } };
}

function draftOf(
  context: Context,
  kind: QuestionType,
  stem: string,
  correct: readonly string[],
  doubts: TextRemark[],
): QuestionDraft {
  return {
    content: {
      type: kind,
      stem: withMaterial(context.block, unguard(stem)),
      options:
        kind === 'true_false'
          ? labelOptions(TRUE_FALSE_OPTIONS.map((option) => option.text))
          : labelOptions(optionTexts(context)),
    },
    key: { correct },
    explanation: context.explanation,
    ...readExtras(context.block.fields, doubts),
  };
}

function optionTexts(context: Context): string[] {
  return context.found.options.map((option) => unguard(option.text));
}

/** True for the two options 正确 and 错误 in any wording and order. */
function isTruthPair(texts: readonly string[]): boolean {
  const [first, second] = texts.map(parseTruth);
  return texts.length === 2 && first !== undefined && second !== undefined && first !== second;
}

function kindOf(context: Context): TextKind {
  const { stated, stem, labelled, found, block } = context;
  const texts = optionTexts(context);
  if (stated.type === 'other')
    return stated.name.startsWith('填空') || stated.name.startsWith('完形') ? 'blank' : 'subjective';
  if (stated.type !== 'open') return stated.type;
  if (texts.length >= 2) {
    if (isSubjectiveWithLetters(context, texts)) return 'subjective';
    if (isTruthPair(texts)) return isStatement(stem) ? 'true_false' : 'single';
    const letters = parseChoice(labelled === '' ? (takeLetters(stem).answer ?? '') : labelled, texts);
    return letters !== null && letters.length > 1 ? 'multiple' : 'single';
  }
  const truth = labelled !== '' ? labelled : (takeTruth(stem, false).answer ?? block.mark);
  if (found.options.length === 0 && stated.name === '' && P.TRUTH.test(foldWidth(bareAnswer(truth))))
    return 'true_false';
  return hasBlank(stem) || looksFilledIn(stem, labelled) ? 'blank' : 'subjective';
}

/** «请解释以下术语：A.直接施工 B.暂停施工» asks for a text although it counts with letters. */
function isSubjectiveWithLetters({ stem, labelled, found, stated }: Context, texts: readonly string[]): boolean {
  if (stated.name !== '' || hasBlank(stem) || !P.ASKS_FOR_TEXT.test(stem)) return false;
  if (labelled === '') return found.isInline && takeLetters(stem).answer === null;
  const isUnderstood = parseChoice(labelled, texts) !== null && P.LETTERS.test(foldWidth(bareAnswer(labelled)));
  return found.isInline || !isUnderstood;
}

function stemAnswer(context: Context, kind: TextKind): StemAnswer {
  const { stem, block, found } = context;
  const none: StemAnswer = { stem, answer: null, isAmbiguous: false, isAtEnd: false };
  if (kind === 'blank' || kind === 'subjective') return none;
  const byLetters = found.options.length > 0 ? takeLetters(stem) : none;
  // With the answer elsewhere, a letter in the middle of the stem is a word of it.
  const letters = context.labelled === '' || byLetters.isAtEnd ? byLetters : none;
  if (letters.answer !== null || letters.isAmbiguous) return letters;
  const isTrueFalse = kind === 'true_false';
  if (!isTrueFalse && !isTruthPair(optionTexts(context))) return none;
  const truth = takeTruth(stem, isTrueFalse);
  return truth.answer === null && block.mark !== '' ? { ...none, answer: block.mark } : truth;
}

/** Labels of the right options, or what is wrong with the answer. */
function readKey(context: Context, kind: QuestionType, answer: string): string[] | TextRemark {
  const texts = optionTexts(context);
  const truth = parseTruth(bareAnswer(answer));
  const isPair = isTruthPair(texts);
  if (kind === 'true_false') return readTruth(texts, isPair, answer, truth);
  if (isPair && truth !== undefined && !P.LETTERS.test(foldWidth(bareAnswer(answer)))) {
    return [optionLabel(parseTruth(texts[0] ?? '') === truth ? 0 : 1)];
  }
  const labels = parseChoice(answer, texts);
  if (labels !== null) return labels;
  return { code: 'key-not-understood', message: `看不懂答案「${shorten(answer)}」，请写选项字母，如 B 或 ABD。` };
}

function readTruth(
  texts: readonly string[],
  isPair: boolean,
  answer: string,
  truth: boolean | undefined,
): string[] | TextRemark {
  if (texts.length > 0 && !isPair)
    return { code: 'true-false-options', message: '判断题只有两个选项：A 正确，B 错误。' };
  const letter = /^[ABab]$/u.exec(bareAnswer(answer))?.[0].toUpperCase();
  if (letter !== undefined && texts.length === 0) {
    return {
      code: 'options-too-few',
      message: `判断题没有写选项，答案「${letter}」说不清对错，请写「正确」或「错误」。`,
    };
  }
  const means = letter === undefined ? truth : parseTruth(texts[letter === 'A' ? 0 : 1] ?? '');
  if (means !== undefined) return [means ? 'A' : 'B'];
  return { code: 'key-not-understood', message: `判断题的答案写「正确」或「错误」，这里是「${shorten(answer)}」。` };
}

/** Letters that run ahead of their places (A B D) show that an option is missing: serious when the answer lies there. */
function checkLetters({ found }: Context, key: readonly string[]): { remark: TextRemark | null; isSerious: boolean } {
  const letters = found.options.map((option) => option.letter);
  const wrong = letters.findIndex((letter, index) => letter !== optionLabel(index));
  if (wrong === -1 || letters.length > 8) return { remark: null, isSerious: false };
  const isLost = (letters.at(-1) ?? '') > optionLabel(letters.length - 1);
  const isTwice = key.some((label) => letters.filter((letter) => letter === label).length > 1);
  const isSerious = isTwice || (isLost && key.some((label) => label >= optionLabel(wrong)));
  const message = isTwice
    ? `选项的字母是 ${letters.join('、')}，答案「${key.join('')}」指哪个说不清。`
    : isSerious
      ? `选项的字母是 ${letters.join('、')}，中间少了一个，答案「${key.join('')}」指哪个说不清。`
      : `选项的字母是 ${letters.join('、')}，请看一眼有没有漏掉的。`;
  return { remark: { code: 'option-letters', message }, isSerious };
}

function unsupportedMessage({ stated, found }: Context, kind: 'blank' | 'subjective'): string {
  const ending = '还不能导入，只收单选、多选、判断。';
  if (stated.name !== '') return `${stated.name}${ending}`;
  if (kind === 'blank') return `没有选项，像是填空题。填空题${ending}`;
  return found.options.length > 0 ? `像是简答题。简答题${ending}` : `没有选项，像是简答题或填空题，${ending}`;
}

function shorten(text: string): string {
  const line = text.trim().replace(/\s{1,99}/gu, ' ');
  return line.length > 20 ? `${line.slice(0, 20)}…` : line;
}
