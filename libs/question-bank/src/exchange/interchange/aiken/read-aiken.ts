import { TRUE_FALSE_OPTIONS } from '../../../model/question.js';
import { decodeText } from '../../decode-text.js';
import type { FileHead } from '../../file-head.js';
import type { FormatReader } from '../../formats.js';
import { READ_LIMITS } from '../../read-limits.js';
import type { QuestionFile, ReadOptions } from '../../read-options.js';
import type { ReadResult } from '../../read-result.js';
import { ResultCollector, newSheet } from '../../result-collector.js';
import { UnreadableFileError } from '../../unreadable-file.js';
import { ItemCollector, RefusedItem, sheetName, shorten } from '../found-items.js';
import type { FoundItem } from '../found-items.js';
import { trimBlanks } from '../foreign-text.js';
import type { PlainText } from '../text-builder.js';

/** Aiken: a line with the question, lines `A. option`, and `ANSWER: B`. Single choice only. */
export const aikenReader: FormatReader = {
  id: 'aiken',
  extensions: [],
  detect: ({ text }: FileHead) => text !== null && OPTION_LINE.test(text) && ANSWER_LINE.test(text),
  read: readAiken,
};

const OPTION_LINE = /^[ \t]{0,9}[A-Z][.)][ \t]/m;
const ANSWER_LINE = /^[ \t]{0,9}ANSWER:[ \t]{0,9}[A-Z]/m;
/** As Moodle knows them: a capital letter with a mark, and `ANSWER:` in capitals. */
export const AIKEN_OPTION = /^([A-Z])[.)]/;
export const AIKEN_ANSWER = /^ANSWER:/;

interface Block {
  line: number;
  stem: string[];
  options: { letter: string; text: string }[];
  answer: string | null;
}

async function readAiken(file: QuestionFile, options: ReadOptions): Promise<ReadResult> {
  const blocks = blocksOf(decodeText(file.bytes));
  if (blocks.length === 0) throw new UnreadableFileError('no-items-found');
  if (blocks.length > READ_LIMITS.rows) throw new UnreadableFileError('too-many-rows', { limit: READ_LIMITS.rows });
  options.signal?.throwIfAborted();
  const collector = new ResultCollector('aiken');
  const items = new ItemCollector(collector, collector.addSheet(newSheet(sheetName(file.fileName), 'aiken')));
  for (const block of blocks) items.take(block.line, () => readBlock(block));
  options.onProgress?.(blocks.length, blocks.length);
  return collector.result;
}

/** A block ends with its answer, or at an empty line after a stem that no option follows. */
function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let block: Block | null = null;
  text.split(/\r\n|\r|\n/).forEach((raw, index) => {
    const line = trimBlanks(raw);
    if (line === '') {
      if (block !== null && block.options.length === 0) block = null;
      return;
    }
    const option = AIKEN_OPTION.exec(line);
    const isAnswer = AIKEN_ANSWER.test(line);
    // A line after the options that is neither begins the next question: its predecessor has no answer.
    if (block === null || (option === null && !isAnswer && block.options.length > 0)) {
      block = { line: index + 1, stem: [], options: [], answer: null };
      blocks.push(block);
    }
    if (isAnswer) {
      block.answer = line.slice(line.indexOf(':') + 1).trim();
      block = null;
    } else if (option === null) block.stem.push(line);
    else block.options.push({ letter: option[1] ?? '', text: trimBlanks(line.slice(2)) });
  });
  return blocks;
}

function readBlock({ stem, options, answer }: Block): FoundItem {
  if (stem.length === 0) throw new RefusedItem('stem-empty', '还没有写题干。');
  if (options.length === 0) {
    throw new RefusedItem('options-too-few', `「${shorten(stem[0] ?? '')}」后面没有选项：选项写成「A. …」，一行一个。`);
  }
  const wrong = options.findIndex(({ letter }, index) => letter !== String.fromCharCode(65 + index));
  if (wrong !== -1) {
    const letters = options.map(({ letter }) => letter).join('、');
    throw new RefusedItem('option-letters', `选项的字母是 ${letters}，没有按 A、B、C 的顺序排，看不出少了哪个。`);
  }
  if (answer === null) throw new RefusedItem('key-empty', '还没有写答案：选项后面要有一行「ANSWER: B」。');
  if (/^[A-Z]([ \t,;、，/&+]{0,3}[A-Z])+$/.test(answer)) {
    throw new RefusedItem(
      'type-unsupported',
      `答案是「${shorten(answer)}」，而 Aiken 只有单选题。多选题请用表格或 GIFT 导。`,
    );
  }
  if (!/^[A-Z]$/.test(answer)) {
    throw new RefusedItem(
      'key-not-understood',
      `看不懂答案「${shorten(answer)}」，请写一个大写字母，如「ANSWER: B」。`,
    );
  }
  const correct = answer.charCodeAt(0) - 65;
  if (correct >= options.length) {
    throw new RefusedItem('key-beyond-options', `答案是 ${answer}，但只有 ${options.length} 个选项。`);
  }
  const isTruth = options.length === 2 && options.every(({ text }, index) => text === TRUE_FALSE_OPTIONS[index]?.text);
  return {
    type: isTruth ? 'true_false' : 'single',
    stem: plain(stem.join('\n')),
    options: options.map(({ text }) => ({ text: plain(text) })),
    correct: [correct],
    feedback: [],
    labels: { difficulty: null, knowledgePoint: null, category: null, sourceClause: null },
    doubts: [],
  };
}

function plain(text: string): PlainText {
  return { text, lost: new Set() };
}
