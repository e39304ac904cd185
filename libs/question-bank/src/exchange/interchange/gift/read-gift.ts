import { decodeText } from '../../decode-text.js';
import type { FileHead } from '../../file-head.js';
import type { FormatReader } from '../../formats.js';
import { READ_LIMITS } from '../../read-limits.js';
import type { QuestionFile, ReadOptions } from '../../read-options.js';
import type { ReadResult } from '../../read-result.js';
import { ResultCollector, newSheet } from '../../result-collector.js';
import { UnreadableFileError } from '../../unreadable-file.js';
import { ItemCollector, RefusedItem, refuseKind, sheetName } from '../found-items.js';
import type { FoundItem } from '../found-items.js';
import { plainTextOf } from '../foreign-text.js';
import { fromCategoryPath, fromTags } from '../labels.js';
import type { PlainText } from '../text-builder.js';
import { keyOfWeights } from '../weights.js';
import { TRUE_FALSE_OPTIONS } from '../../../model/question.js';
import { parseGift } from './parse-gift.js';
import type { GiftAnswer, GiftProblem, GiftQuestion, GiftText } from './parse-gift.js';

/** GIFT, Moodle's question text: `Stem {~wrong =right}`. */
export const giftReader: FormatReader = {
  id: 'gift',
  extensions: ['gift'],
  detect: looksLikeGift,
  read: readGift,
};

const ANSWERS = /\{[ \t\r\n]{0,99}(?:[=~]|(?:T|TRUE|F|FALSE)[ \t\r\n]{0,99}[}#])/;
const SIGNS = /^(?:\$CATEGORY:|::[^\n]{1,300}?[^\n\\]::)/m;

function looksLikeGift({ text, extension }: FileHead): boolean {
  if (text === null) return false;
  return ANSWERS.test(text) || SIGNS.test(text) || (extension === 'gift' && text.trim() !== '');
}

const KINDS = {
  description: '说明文字（description，没有答案）',
  essay: '问答题（essay）',
  numerical: '数字题（numerical）',
  short: '填空题（short answer）',
  matching: '连线题（matching）',
} as const;

const PROBLEMS: Readonly<Record<GiftProblem['code'], string>> = {
  'brace-unclosed': '花括号 { 没有合上。题目里面不能有空行；题干里的花括号前面要加 \\。',
  'brace-twice': '一道题里有两处花括号，看不出哪一处是答案。题干里的花括号前面要加 \\。',
  'stem-empty': '还没有写题干。',
};

async function readGift(file: QuestionFile, options: ReadOptions): Promise<ReadResult> {
  const found = parseGift(decodeText(file.bytes));
  if (found.length === 0) throw new UnreadableFileError('no-items-found');
  if (found.length > READ_LIMITS.rows) throw new UnreadableFileError('too-many-rows', { limit: READ_LIMITS.rows });
  const collector = new ResultCollector('gift');
  const items = new ItemCollector(collector, collector.addSheet(newSheet(sheetName(file.fileName), 'gift')));
  for (const [index, question] of found.entries()) {
    if (index % 500 === 0) {
      options.signal?.throwIfAborted();
      options.onProgress?.(index, found.length);
    }
    items.take(question.line, () => readQuestion(question, items));
  }
  items.finish();
  options.onProgress?.(found.length, found.length);
  return collector.result;
}

function readQuestion(question: GiftQuestion | GiftProblem, items: ItemCollector): FoundItem {
  if ('code' in question) throw new RefusedItem(question.code, PROBLEMS[question.code]);
  const { body, line, title } = question;
  if (body.kind === 'unknown') {
    throw new RefusedItem('answers-not-understood', '看不懂花括号里的答案：每个答案前面要有 = 或 ~，判断题写 T 或 F。');
  }
  if (body.kind !== 'choice' && body.kind !== 'true-false') return refuseKind(KINDS[body.kind]);
  const stem = plain(question.stem);
  const { labels, unknown } = fromTags(question.tags);
  if (title !== null) items.noteTitle(line, title, stem.text);
  for (const tag of unknown) items.noteTag(line, tag);
  const general = question.generalFeedback === null ? [] : [plain(question.generalFeedback)];
  const common = {
    stem,
    labels: { ...labels, knowledgePoint: labels.knowledgePoint ?? fromCategoryPath(question.category ?? '') },
  };
  if (body.kind === 'choice') return { ...common, ...readChoice(body.answers), feedback: general };
  return {
    ...common,
    type: 'true_false',
    options: TRUE_FALSE_OPTIONS.map(({ text }) => ({ text: { text, lost: new Set() } })),
    correct: [body.isTrue ? 0 : 1],
    // Programs disagree on which of the two feedbacks belongs to which answer, so neither is named here.
    feedback: [...general, ...body.feedback.map(plain)],
    doubts: [],
  };
}

function readChoice(answers: readonly GiftAnswer[]): Pick<FoundItem, 'type' | 'options' | 'correct' | 'doubts'> {
  // Moodle: an answer with `=` makes it single choice; with `~%…%` alone several may be chosen.
  const single = answers.some((answer) => answer.correct);
  const weights = answers.map(({ correct, weight }) => weight ?? (correct ? 100 : 0));
  const options = answers.map(({ text, feedback }) => ({
    text: plain(text),
    feedback: feedback === null ? undefined : plain(feedback),
  }));
  return { type: single ? 'single' : 'multiple', options, ...keyOfWeights(weights, !single) };
}

function plain({ format, text }: GiftText): PlainText {
  try {
    return plainTextOf(text, format);
  } catch (cause) {
    throw new RefusedItem('text-not-understood', '网页格式套得太深，读不出文字。', { cause });
  }
}
