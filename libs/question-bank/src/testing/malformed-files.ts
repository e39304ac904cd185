import { EXPORT_FORMATS } from '../exchange/interchange/export-formats.js';
import { writeQtiItem } from '../exchange/interchange/qti/write-qti.js';
import { writeQuestionText } from '../exchange/text/write-question-text.js';
import type { WritableQuestion } from '../exchange/write-questions.js';
import { labelOptions } from '../model/question.js';
import { SeededStream } from '../paper/seeded-stream.js';
import { drawing, p, relations, run } from './documents.js';
import { makeZip } from './files.js';
import type { ZipPart } from './files.js';
import { pictureBytes } from './pictures.js';
import { seedOf } from './samples.js';

/** A file that some format reads, before anything is done to it. */
interface Original {
  fileName: string;
  /** The parts of a zip archive, or the whole file as one part. */
  parts: ZipPart[];
  isArchive: boolean;
}

export interface MalformedFile {
  seed: number;
  fileName: string;
  bytes: Uint8Array;
}

const QUESTIONS: readonly WritableQuestion[] = Array.from({ length: 12 }, (_, index) => {
  const type = (['single', 'multiple', 'true_false'] as const)[index % 3] ?? 'single';
  const texts =
    type === 'true_false' ? ['正确', '错误'] : ['停下来报告', '继续干 <b>', `等第 ${index} 班`, '以上都不对'];
  return {
    type,
    stem: `第 ${index + 1} 处检查点发现{问题}时应当怎样做？`,
    options: labelOptions(texts).map((option) => ({ ...option })),
    key: type === 'multiple' ? ['A', 'C'] : ['A'],
    explanation: index % 2 === 0 ? '未经培训合格的，不得上岗作业。' : '',
    difficulty: (index % 5) + 1,
    knowledgePoint: '教育培训/岗前',
    category: 'general',
    sourceClause: '安全生产法第二十八条',
  };
});

/** One sound file of every format that is read. */
async function originals(): Promise<Original[]> {
  const written = await Promise.all(
    EXPORT_FORMATS.map(async (format) => ({ format, file: await format.write(QUESTIONS) })),
  );
  const found: Original[] = [];
  for (const { format, file } of written) {
    const isArchive = format.extension === 'zip' || format.extension === 'xlsx';
    const parts = isArchive ? await unpack(file.bytes) : [{ name: '', data: Buffer.from(file.bytes) }];
    found.push({ fileName: `题.${format.extension}`, parts, isArchive });
  }
  const item = QUESTIONS[0] === undefined ? new Uint8Array() : writeQtiItem(QUESTIONS[0], '2.1').bytes;
  found.push({ fileName: '一道题.xml', parts: [{ name: '', data: Buffer.from(item) }], isArchive: false });
  found.push({ fileName: '网页.xls', parts: [{ name: '', data: Buffer.from(asHtml()) }], isArchive: false });
  found.push({ fileName: '题.docx', parts: wordParts(writeQuestionText(QUESTIONS)), isArchive: true });
  return found;
}

async function unpack(bytes: Uint8Array): Promise<ZipPart[]> {
  const { ZipPackage } = await import('../exchange/zip-package.js');
  const archive = await ZipPackage.open(bytes);
  const parts: ZipPart[] = [];
  for (const name of archive.names) parts.push({ name, data: await archive.bytes(name) });
  archive.close();
  return parts;
}

function asHtml(): string {
  const row = (cells: readonly string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  const rows = QUESTIONS.map(({ stem, options, key }) => row([stem, ...options.map(({ text }) => text), key.join('')]));
  return `<html><table>${row(['题干', '选项A', '选项B', '选项C', '选项D', '答案'])}${rows.join('')}</table></html>`;
}

function wordParts(text: string): ZipPart[] {
  // A picture at the end of every eighth line: of stems, options, answers and explanations.
  const paragraphs = text.split('\n').map((line, index) => {
    const words = run(line.replaceAll('&', '&amp;').replaceAll('<', '&lt;'));
    return index % 8 === 0 ? p(words, drawing('rId1', '图')) : p(words);
  });
  const types =
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>';
  const packageRelations =
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>';
  const document = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${paragraphs.join('')}</w:body></w:document>`;
  return [
    { name: '[Content_Types].xml', data: types },
    { name: '_rels/.rels', data: packageRelations },
    { name: 'word/document.xml', data: document },
    relations({ rId1: 'media/image1.png' }),
    { name: 'word/media/image1.png', data: Buffer.from(pictureBytes(1)) },
  ];
}

/** Bytes that parsers trip over. */
// prettier-ignore
const POISON = [
  '<!DOCTYPE a [<!ENTITY b "c">]>', '<![CDATA[', ']]>', '&#0;', '&#x110000;', '&b;', '<', '>', '"', '\u0000', '\r', '\uFEFF',
  '{', '}', '\\', '::', '=', '~%', '%', '//', '\n\n', 'ANSWER:', '"","', '</', '/>', '9'.repeat(400), ' '.repeat(5_000),
  'PK\u0003\u0004', '<a>'.repeat(300), 'A'.repeat(40_000), '\u202E', '-1', '1e308', '../', '<w:p>', '<table>', 'xmlns:',
];

/** Damages a file as text, so that it can still be decoded, or as bytes. */
function mutate(bytes: Buffer, random: SeededStream): Buffer {
  const times = 1 + random.below(6);
  if (random.below(3) === 0)
    return Buffer.from(mutated([...bytes], times, random, (text) => [...Buffer.from(text)], 256));
  const signs = mutated([...bytes.toString('utf8')], times, random, (text) => [...text], '<>&"={}~#:\\[]A1，题\n ');
  return Buffer.from(signs.join(''));
}

/** Changes, drops, doubles, turns round and moves pieces of a sequence. */
function mutated<T>(
  sequence: readonly T[],
  times: number,
  random: SeededStream,
  split: (text: string) => T[],
  alphabet: number | string,
): T[] {
  const anyOne = (): T => (typeof alphabet === 'number' ? random.below(alphabet) : pick([...alphabet], random)) as T;
  let result = [...sequence];
  for (let time = 0; time < times; time += 1) {
    const at = random.below(result.length + 1);
    const length = random.below(Math.min(200, result.length - at) + 1);
    const [before, piece, after] = [result.slice(0, at), result.slice(at, at + length), result.slice(at + length)];
    const changes: (() => T[])[] = [
      () => [...before, anyOne(), ...result.slice(at + 1)],
      () => [...before, ...after],
      () => [...before, ...piece, ...piece, ...after],
      () => [...before, ...split(pick(POISON, random)), ...after],
      () => [...before, ...piece.toReversed(), ...after],
      () => [...before, ...piece.map(anyOne), ...after],
      () => (random.below(8) === 0 ? before : [...after, ...piece, ...before]),
    ];
    result = pick(changes, random)();
  }
  return result;
}

function pick<T>(values: readonly T[], random: SeededStream): T {
  return values[random.below(values.length)] as T;
}

/**
 * For every seed one damaged file of every format: bytes changed, doubled, dropped, turned round, replaced by what parsers
 * trip over. Archives are damaged as they are, or part by part before they are packed, so that their readers are reached.
 */
export async function* malformedFiles(seeds: number): AsyncGenerator<MalformedFile> {
  const sound = await originals();
  for (let seed = 0; seed < seeds; seed += 1) {
    const random = new SeededStream(seedOf(seed), 'damage');
    for (const { fileName, parts, isArchive } of sound) {
      const inside = isArchive && random.below(4) > 0;
      const damaged = inside ? parts.map((part) => damage(part, random)) : parts;
      const whole = isArchive ? Buffer.from(makeZip(damaged)) : Buffer.from(parts[0]?.data ?? '');
      yield { seed, fileName, bytes: new Uint8Array(inside ? whole : mutate(whole, random)) };
    }
  }
}

function damage(part: ZipPart, random: SeededStream): ZipPart {
  return random.below(3) === 0 ? { ...part, data: mutate(Buffer.from(part.data), random) } : part;
}
