import { startsWith, decodeText } from '../../decode-text.js';
import type { FileHead } from '../../file-head.js';
import type { FormatReader } from '../../formats.js';
import { PictureIntake, referencedPicture } from '../../picture-intake.js';
import type { QuestionFile, ReadOptions } from '../../read-options.js';
import type { ReadResult } from '../../read-result.js';
import { ResultCollector, newSheet } from '../../result-collector.js';
import { UnreadableFileError } from '../../unreadable-file.js';
import { ItemCollector, RefusedItem, sheetName } from '../found-items.js';
import type { PictureOf } from '../text-builder.js';
import { childOf, readTrees } from '../xml-tree.js';
import type { XmlNode } from '../xml-tree.js';
import { MOST_ITEMS, QtiPackage, stimuliOf } from './qti-package.js';
import { withNamesOf2 } from './qti-version.js';
import { readItem } from './read-item.js';

/** QTI 2.1, 2.2 and 3.0: a package (zip), or one item as XML. */
export const qtiReader: FormatReader = {
  id: 'qti',
  extensions: ['zip', 'xml'],
  detect: looksLikeQti,
  read: readQti,
};

const ROOT =
  /<(?:[\w.-]{1,40}:)?(?:assessmentItem|qti-assessment-item|assessmentTest|qti-assessment-test|questestinterop)[\s>/]/;
const OFFICE = /^(?:\[Content_Types\]\.xml|xl\/|word\/|ppt\/)/;

function looksLikeQti({ text, parts }: FileHead): boolean {
  if (text !== null) return /^\s{0,99}</.test(text) && ROOT.test(text.slice(0, 8192));
  return parts.some((name) => /\.xml$/i.test(name)) && !parts.some((name) => OFFICE.test(name));
}

async function readQti(file: QuestionFile, options: ReadOptions): Promise<ReadResult> {
  const collector = new ResultCollector('qti');
  if (startsWith(file.bytes, [0x50, 0x4b])) await readPackage(file, options, collector);
  else await readSingle(file, options, collector);
  return collector.result;
}

async function readSingle(file: QuestionFile, options: ReadOptions, collector: ResultCollector): Promise<void> {
  const name = sheetName(file.fileName);
  const sheet = collector.addSheet(newSheet(name, 'qti'));
  const pictures = PictureIntake.for(options);
  const items = new ItemCollector(collector, sheet, undefined, pictures);
  await readTrees(
    decodeText(file.bytes),
    { documentName: name, isWanted: (_, depth) => depth === 1, onRoot: checkRoot, reading: options },
    (root) => items.takePictured(root.line, () => readLone(withNamesOf2(root), items, pictures !== null)),
  );
  items.finish();
}

function readLone(item: XmlNode, items: ItemCollector, withPictures: boolean) {
  const [stimulus] = stimuliOf(item);
  if (stimulus !== undefined) {
    throw new RefusedItem('part-missing', `题目引用了材料「${stimulus.slice(0, 60)}」，请连同材料打成一个包再导。`);
  }
  const labels = { difficulty: null, knowledgePoint: null, category: null, sourceClause: null };
  // Nothing lies beside it: only what the item holds itself.
  const pictureOf: PictureOf = (source, alt) => referencedPicture(source, alt, () => null);
  return readItem(item, { row: item.line, labels, items, stimuli: [], ...(withPictures ? { pictureOf } : {}) });
}

/** Documents of QTI that hold no items themselves, or are of a version before items. */
function checkRoot({ name }: XmlNode): void {
  if (name === 'questestinterop') throw new UnreadableFileError('format-unsupported', { format: 'QTI 1.2' });
  if (/assessment-?test/i.test(name)) {
    throw new UnreadableFileError('format-unsupported', { format: 'QTI 的试卷（assessmentTest），里面没有题目本身' });
  }
}

async function readPackage(file: QuestionFile, options: ReadOptions, collector: ResultCollector): Promise<void> {
  const zip = await QtiPackage.open(file.bytes, options);
  try {
    if (zip.items.length > MOST_ITEMS) throw new UnreadableFileError('too-many-rows', { limit: MOST_ITEMS });
    const paths = zip.items.map(({ path }) => path);
    const items = new ItemCollector(
      collector,
      collector.addSheet(newSheet(sheetName(file.fileName), 'qti')),
      (row) => `第 ${row} 题（${paths[row - 1] ?? ''}）`,
      PictureIntake.for(options),
    );
    for (const index of zip.items.keys()) {
      options.signal?.throwIfAborted();
      if (index % 50 === 0) options.onProgress?.(index, zip.items.length);
      await readPackaged(zip, index, items);
    }
    items.finish();
    options.onProgress?.(zip.items.length, zip.items.length);
    const [sheet] = collector.result.sheets;
    if (sheet === undefined || sheet.rows === 0) throw new UnreadableFileError('no-items-found');
  } finally {
    zip.close();
  }
}

async function readPackaged(zip: QtiPackage, index: number, items: ItemCollector): Promise<void> {
  const part = zip.items[index];
  if (part === undefined) return;
  const row = index + 1;
  const loaded = await load(zip, part);
  if (loaded instanceof RefusedItem) {
    items.take(row, () => {
      throw loaded;
    });
    return;
  }
  const { item, stimuli } = loaded;
  // Tests put items in order, and materials belong to items: neither is a question. Without a manifest anything may lie around.
  if (
    /^assessment(?:Test|Section|Stimulus)$/.test(item.name) ||
    (part.type === '' && childOf(item, 'itemBody') === undefined)
  ) {
    if (item.name === 'assessmentTest') items.note('test-lost', '试卷的结构（assessmentTest）', row, part.path);
    return;
  }
  await items.takePictured(row, () => {
    for (const tag of part.unknownTags) items.noteTag(row, tag);
    const pictureOf = zip.picturesOf(part.path);
    return readItem(item, { row, labels: part.labels, items, stimuli, pictureOf });
  });
}

async function load(zip: QtiPackage, part: QtiPackage['items'][number]) {
  try {
    const item = await zip.load(part);
    return { item, stimuli: await zip.stimuli(item, part) };
  } catch (error) {
    if (error instanceof RefusedItem) return error;
    throw error;
  }
}
