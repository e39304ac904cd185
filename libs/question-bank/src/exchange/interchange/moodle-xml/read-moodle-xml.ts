import { TRUE_FALSE_OPTIONS } from '../../../model/question.js';
import { decodeText } from '../../decode-text.js';
import type { FileHead } from '../../file-head.js';
import type { FormatReader } from '../../formats.js';
import { READ_LIMITS } from '../../read-limits.js';
import { PictureIntake, fromBase64, referencedPicture } from '../../picture-intake.js';
import type { QuestionFile, ReadOptions } from '../../read-options.js';
import type { ReadResult } from '../../read-result.js';
import { ResultCollector, newSheet } from '../../result-collector.js';
import { UnreadableFileError } from '../../unreadable-file.js';
import { ItemCollector, RefusedItem, refuseKind, sheetName, shorten } from '../found-items.js';
import type { FoundItem, Remark } from '../found-items.js';
import { decodePercent, plainTextOf } from '../foreign-text.js';
import type { TextFormat } from '../foreign-text.js';
import { fromCategoryPath, fromTags } from '../labels.js';
import type { PictureOf, PlainText } from '../text-builder.js';
import { keyOfWeights } from '../weights.js';
import { childOf, childrenOf, rawText, readTrees } from '../xml-tree.js';
import type { XmlNode } from '../xml-tree.js';

/** Moodle XML: `<quiz>` with one `<question type="…">` each. */
export const moodleXmlReader: FormatReader = {
  id: 'moodle-xml',
  extensions: ['xml'],
  detect: ({ text }: FileHead) => text !== null && /^\s{0,99}</.test(text) && /<quiz[\s>/]/.test(text.slice(0, 4096)),
  read: readMoodleXml,
};

/** Moodle's question types by the names that teachers see. */
const KINDS: Readonly<Record<string, string>> = {
  description: '说明文字（description）',
  essay: '问答题（essay）',
  shortanswer: '填空题（shortanswer）',
  numerical: '数字题（numerical）',
  calculated: '计算题（calculated）',
  calculatedsimple: '计算题（calculatedsimple）',
  calculatedmulti: '计算选择题（calculatedmulti）',
  matching: '连线题（matching）',
  randomsamatch: '随机连线题（randomsamatch）',
  cloze: '完形填空（cloze）',
  multianswer: '完形填空（multianswer）',
  ddwtos: '拖字入文题（ddwtos）',
  gapselect: '选词填空题（gapselect）',
  ddimageortext: '拖图题（ddimageortext）',
  ddmarker: '拖标记题（ddmarker）',
  ordering: '排序题（ordering）',
  random: '随机题（random）',
};

async function readMoodleXml(file: QuestionFile, options: ReadOptions): Promise<ReadResult> {
  const collector = new ResultCollector('moodle-xml');
  const sheet = collector.addSheet(newSheet(sheetName(file.fileName), 'moodle-xml'));
  const pictures = PictureIntake.for(options);
  const items = new ItemCollector(collector, sheet, undefined, pictures);
  let count = 0;
  let knowledgePoint: string | null = null;
  await readTrees(
    decodeText(file.bytes),
    {
      documentName: sheetName(file.fileName),
      isWanted: (name, depth) => name === 'question' && depth === 2,
      isOpaque: (name) => name === 'file' && pictures === null,
      onRoot: ({ name }) => {
        if (name !== 'quiz') throw new UnreadableFileError('no-items-found');
      },
      reading: options,
    },
    async (question) => {
      count += 1;
      if (count > READ_LIMITS.rows) throw new UnreadableFileError('too-many-rows', { limit: READ_LIMITS.rows });
      if (question.attributes['type'] === 'category') {
        knowledgePoint = fromCategoryPath(rawText(childOf(childOf(question, 'category'), 'text')));
      } else {
        const read = () => readQuestion(question, knowledgePoint, items, pictures !== null);
        await items.takePictured(question.line, read);
      }
    },
  );
  if (count === 0) throw new UnreadableFileError('no-items-found');
  items.finish();
  return collector.result;
}

function readQuestion(
  question: XmlNode,
  category: string | null,
  items: ItemCollector,
  withPictures: boolean,
): FoundItem {
  const type = question.attributes['type'] ?? '';
  if (type !== 'multichoice' && type !== 'truefalse') {
    return refuseKind(KINDS[type] ?? `「${shorten(type)}」这种题`);
  }
  const stem = textOf(childOf(question, 'questiontext'), withPictures);
  const tags = childrenOf(childOf(question, 'tags') ?? question, 'tag').map((tag) =>
    rawText(childOf(tag, 'text') ?? tag),
  );
  const { labels, unknown } = fromTags(tags);
  items.noteTitle(question.line, rawText(childOf(childOf(question, 'name'), 'text')), stem.text);
  for (const tag of unknown) items.noteTag(question.line, tag);
  noteCombinedFeedback(question, items);
  const answers = childrenOf(question, 'answer');
  const read = type === 'multichoice' ? readMultichoice(question, answers, withPictures) : readTrueFalse(answers);
  return {
    stem,
    ...read,
    feedback: [textOf(childOf(question, 'generalfeedback'))].filter(({ text }) => text !== ''),
    labels: { ...labels, knowledgePoint: labels.knowledgePoint ?? category },
    doubts: [...read.doubts, ...settingDoubts(question)],
  };
}

type Answered = Pick<FoundItem, 'type' | 'options' | 'correct' | 'doubts'>;

function readMultichoice(question: XmlNode, answers: readonly XmlNode[], withPictures: boolean): Answered {
  const several = !/^\s*(?:true|1)\s*$/i.test(rawText(childOf(question, 'single')) || 'true');
  const options = answers.map((answer) => ({ text: textOf(answer, withPictures), feedback: feedbackOf(answer) }));
  return {
    type: several ? 'multiple' : 'single',
    options,
    ...keyOfWeights(answers.map(fractionOf), several),
  };
}

function readTrueFalse(answers: readonly XmlNode[]): Answered {
  const words = answers.map((answer) => rawText(childOf(answer, 'text')).trim().toLowerCase());
  const isTrue = words.indexOf('true');
  const isFalse = words.indexOf('false');
  if (answers.length !== 2 || isTrue === -1 || isFalse === -1) {
    throw new RefusedItem('true-false-options', '判断题的两个答案要写成 true 和 false。');
  }
  const ordered = [isTrue, isFalse].flatMap((index) => answers[index] ?? []);
  const { correct, doubts } = keyOfWeights(ordered.map(fractionOf), false);
  const options = TRUE_FALSE_OPTIONS.map(({ text }, index) => ({
    text: { text, lost: new Set<never>() },
    feedback: feedbackOf(ordered[index]),
  }));
  return { type: 'true_false', options, correct, doubts };
}

function fractionOf(answer: XmlNode): number {
  const text = (answer.attributes['fraction'] ?? '').trim();
  if (!/^-?\d{1,3}(?:\.\d{1,10})?$/.test(text)) {
    throw new RefusedItem(
      'weight-not-understood',
      `看不懂选项的分「${shorten(text)}」（fraction），应当是 -100 到 100 的数。`,
    );
  }
  return Number(text);
}

function feedbackOf(answer: XmlNode | undefined): PlainText | undefined {
  const feedback = childOf(answer, 'feedback');
  return feedback && textOf(feedback);
}

const FORMATS: Readonly<Record<string, TextFormat>> = {
  html: 'html',
  moodle_auto_format: 'moodle',
  plain_text: 'plain',
  markdown: 'markdown',
};

/** The `<text>` of an element in the format it states; Moodle takes texts without one for HTML. */
function textOf(node: XmlNode | undefined, withPictures = false): PlainText {
  if (node === undefined) return { text: '', lost: new Set() };
  const stated = node.attributes['format'];
  const format = stated === undefined ? 'moodle' : (FORMATS[stated] ?? 'html');
  try {
    const source = rawText(childOf(node, 'text')).replace(/\r\n?/g, '\n');
    const read = plainTextOf(source, format, withPictures ? picturesBeside(node) : undefined);
    // A file that no picture refers to, as in Markdown.
    const isLost = childOf(node, 'file') !== undefined && !read.pictures?.length;
    return isLost ? { ...read, lost: new Set([...read.lost, 'image']) } : read;
  } catch (cause) {
    if (cause instanceof RangeError) {
      throw new RefusedItem('text-not-understood', '网页格式套得太深，读不出文字。', { cause });
    }
    throw cause;
  }
}

/** Pictures lie beside the text that shows them, and it names them by `@@PLUGINFILE@@` and their path. */
function picturesBeside(node: XmlNode): PictureOf {
  const files = childrenOf(node, 'file');
  return (source, alt) =>
    referencedPicture(source, alt, () => {
      const path = decodePercent(/^@@PLUGINFILE@@(\/[^?#]{1,500})/.exec(source)?.[1] ?? '');
      const file = files.find(({ attributes }) => path === `${attributes['path'] ?? '/'}${attributes['name'] ?? ''}`);
      return file === undefined ? null : { load: () => fromBase64(rawText(file)) };
    });
}

function settingDoubts(question: XmlNode): Remark[] {
  if (!/^\s*1\s*$/.test(rawText(childOf(question, 'hidden')))) return [];
  return [{ code: 'hidden', message: '这道题在 Moodle 里是隐藏的，可能已经不用了。' }];
}

/** What Moodle writes into every new question says nothing about it. */
const STOCK =
  /^(?:your answer is (?:partially )?correct|your answer is incorrect|你的?回答(?:部分)?正确|你的?回答不正确|)[.。！!]?$/i;

function noteCombinedFeedback(question: XmlNode, items: ItemCollector): void {
  for (const name of ['correctfeedback', 'partiallycorrectfeedback', 'incorrectfeedback']) {
    const { text } = textOf(childOf(question, name));
    if (!STOCK.test(text.slice(0, 100).trim())) items.note('feedback-lost', '答对、答错后的话', question.line, text);
  }
  const shuffle = rawText(childOf(question, 'shuffleanswers')).trim();
  if (shuffle === '0' || shuffle === 'false') {
    items.note('shuffle-lost', '「选项不打乱」的设置（由每场考试决定）', question.line, 'shuffleanswers = 0');
  }
}
