import { describe, expect, it } from '@jest/globals';
import { makeZip, makeWorkbook, packageParts, sheetXml } from '../testing/files.js';
import type { ZipPart } from '../testing/files.js';
import { readQuestionFile } from './read-question-file.js';
import { READ_LIMITS } from './read-limits.js';
import { UnreadableFileError } from './unreadable-file.js';
import type { UnreadableCode } from './unreadable-file.js';
import { startCpuClock } from '../testing/cpu-ms.js';

const MIB = 1024 * 1024;

interface Outcome {
  code: UnreadableCode | 'read';
  message: string;
  milliseconds: number;
}

async function open(bytes: Uint8Array, fileName: string): Promise<Outcome> {
  const spent = startCpuClock();
  try {
    await readQuestionFile({ bytes, fileName });
    return { code: 'read', message: '读完', milliseconds: 0 };
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    return { code: error.code, message: error.message, milliseconds: spent() };
  }
}

/** The code of the refusal; its words are Chinese and it came in time. */
async function refusal(bytes: Uint8Array, fileName = '题库.xlsx'): Promise<UnreadableCode | 'read'> {
  const { code, message, milliseconds } = await open(bytes, fileName);
  expect(message).toMatch(/[\u4e00-\u9fff]/);
  expect(milliseconds).toBeLessThan(2000);
  return code;
}

const cell = (text: string, at: string): string => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const row = (at: number, ...cells: string[]): string =>
  `<row r="${at}">${cells.map((text, column) => cell(text, `${'ABCDE'[column]}${at}`)).join('')}</row>`;
const withPart = (part: ZipPart): Uint8Array =>
  makeZip([...packageParts(sheetXml('')).filter(({ name }) => name !== part.name), part]);

describe('A20 hostile files are refused whole, in under two seconds', () => {
  it('reads the harmless package that the others are made from', async () => {
    const xml = sheetXml(row(1, '题型', '题干', '选项A', '选项B', '答案') + row(2, '单选', '甲题', '一', '二', 'A'));
    expect(await refusal(makeZip(packageParts(xml)))).toBe('read');
  });

  it('a bomb that says how large it is', async () => {
    expect(await refusal(withPart({ name: 'xl/media/a.xml', data: 'x', declaredSize: 512 * MIB }))).toBe(
      'unpacks-too-large',
    );
  });

  it('a bomb whose header lies', async () => {
    const part = { name: 'xl/sharedStrings.xml', data: Buffer.alloc(80 * MIB, 0x20), declaredSize: 1000 };
    expect(await refusal(withPart(part))).toBe('archive-unsafe');
  });

  it('many parts that are too large only together', async () => {
    const data = Buffer.alloc(8 * MIB);
    const length = READ_LIMITS.unpackedBytes / data.length + 1;
    const parts = Array.from({ length }, (_, index) => ({ name: `xl/media/${index}.bin`, data }));
    expect(await refusal(makeZip([...packageParts(sheetXml('')), ...parts]))).toBe('unpacks-too-large');
  });

  it('20,000 parts', async () => {
    const parts = Array.from({ length: 20_000 }, (_, index) => ({ name: `xl/${index}.xml`, data: '' }));
    expect(await refusal(makeZip(parts))).toBe('too-many-parts');
  });

  it.each([
    ['an archive inside', { name: 'xl/embeddings/inner.zip', data: 'PK' }],
    ['a workbook inside', { name: 'xl/embeddings/Book1.XLSX', data: 'PK' }],
    ['a path that climbs', { name: '../../etc/passwd', data: 'x' }],
    ['an absolute path', { name: '/etc/passwd', data: 'x' }],
    ['a backslash', { name: 'xl\\worksheets\\sheet2.xml', data: 'x' }],
    ['a part twice', { name: 'XL/worksheets/sheet1.xml', data: 'x' }],
    [
      'a document type',
      { name: 'xl/sharedStrings.xml', data: '<!DOCTYPE sst SYSTEM "http://127.0.0.1:9/x.dtd"><sst/>' },
    ],
    [
      'an outside parameter entity',
      {
        name: 'xl/workbook.xml',
        data: '<!DOCTYPE w [<!ENTITY % a SYSTEM "http://127.0.0.1:9/a.dtd"> %a;]><workbook/>',
      },
    ],
    [
      'a billion laughs',
      {
        name: 'xl/styles.xml',
        data: `<!DOCTYPE l [<!ENTITY a "ha">${'bcdefghij'.replace(/./g, (name) => `<!ENTITY ${name} "${`&${String.fromCharCode(name.charCodeAt(0) - 1)};`.repeat(10)}">`)}]><l>&j;</l>`,
      },
    ],
    ['tags that nest without end', { name: 'xl/styles.xml', data: '<a>'.repeat(3_000_000) }],
    ['a text without end', { name: 'xl/styles.xml', data: `<a>${' '.repeat(40 * MIB)}</a>` }],
    ['a link', { name: 'xl/styles.xml', data: '/etc/passwd', mode: 0o120777 }],
    ['UTF-16', { name: 'xl/sharedStrings.xml', data: Buffer.from('\uFEFF<sst/>', 'utf16le') }],
  ])('%s', async (_, part) => {
    expect(await refusal(withPart(part))).toBe('archive-unsafe');
  });

  it.each([
    ['entities without a document type', '<?xml version="1.0"?> <!ENTITY a "aaaa"><styleSheet/>'],
    ['an entity that nobody declared', '<styleSheet><numFmt formatCode="&a;"/></styleSheet>'],
  ])('%s', async (_, data) => {
    expect(await refusal(withPart({ name: 'xl/styles.xml', data }))).toBe('not-a-workbook');
  });

  it('an encrypted part', async () => {
    expect(await refusal(withPart({ name: 'xl/a.xml', data: 'x', flag: 1 }))).toBe('old-or-encrypted-workbook');
  });

  it('an encrypted or old workbook (OLE2)', async () => {
    const bytes = new Uint8Array(4096);
    bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    expect(await refusal(bytes)).toBe('old-or-encrypted-workbook');
    expect(await refusal(bytes, '题库.csv')).toBe('old-or-encrypted-workbook');
  });

  it.each([
    ['a million empty cells', `<row>${'<c s="1"/>'.repeat(1_000_000)}</row>`, '', 'too-many-cells'],
    ['too many rows', '<row/>'.repeat(READ_LIMITS.rows + 1), '', 'too-many-rows'],
    ['a row far beyond the format', '<row r="4000000000"><c r="A4000000000"/></row>', '', 'too-many-rows'],
    ['the same in single quotes', "<row r = '4000000000'></row>", '', 'too-many-rows'],
    ['a cell far beyond the format', '<row><c r="A99999999"/></row>', '', 'too-many-cells'],
    ['the number behind a sign that ends tags', '<row a=">" r="4000000000"/>', '', 'too-many-rows'],
    ['tags that never end', '<c '.repeat(2_000_000), '', 'not-a-workbook'],
    ['a tag of blanks', `<c ${' '.repeat(8_000_000)}`, '', 'not-a-workbook'],
    ['a cell of 40,000 characters', row(1, 'x'.repeat(40_000)), '', 'cell-too-long'],
    ['a number in disguise', '<row r="&#57;99999999"/>', '', 'too-many-rows'],
    ['a merge of everything', '', '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>', 'too-many-cells'],
  ])('%s', async (_, rows, after, code) => {
    expect(await refusal(makeZip(packageParts(sheetXml(rows, after))))).toBe(code);
  });

  it.each([
    ['a name', '', '<definedNames><definedName name="all">题目!$A$1:$XFD$1048576</definedName></definedNames>'],
    [
      'a list',
      '<dataValidations><dataValidation type="list" sqref="A1:XFD1048576"><formula1>"a"</formula1></dataValidation></dataValidations>',
      '',
    ],
    [
      'a format that depends on values',
      '<conditionalFormatting sqref="A1:XFD1048576"><cfRule type="expression"/></conditionalFormatting>',
      '',
    ],
  ])('%s for every cell there is does no harm: it is not read', async (_, after, names) => {
    const rows = row(1, '题型', '题干', '选项A', '选项B', '答案') + row(2, '单选', '甲题', '一', '二', 'A');
    expect(await refusal(makeZip(packageParts(sheetXml(rows, after), names)))).toBe('read');
  });

  it('millions of styles', async () => {
    const data = `<styleSheet>${'<xf/>'.repeat(READ_LIMITS.styleTags + 1)}</styleSheet>`;
    expect(await refusal(withPart({ name: 'xl/styles.xml', data }))).toBe('too-many-cells');
  });

  it('cells made to slow down matching of patterns are read in time', async () => {
    const blanks = ' '.repeat(16_000);
    const slow = [
      `(${blanks}x`,
      `${'('.repeat(30_000)}`,
      `${'。'.repeat(30_000)}x`,
      `A${blanks}B${blanks}`,
      `'${blanks}x`,
    ];
    const lines = slow.flatMap((text) => [
      `单选,甲,${text},乙,A`,
      `单选,${text},甲,乙,A`,
      `单选,甲,乙,丙,${text}`,
      `${text},甲,乙,丙,A`,
    ]);
    const spent = startCpuClock();
    for (const header of ['题型,题干,选项A,选项B,答案', '题型,题干,选项,依据,答案']) {
      const bytes = new Uint8Array(Buffer.from([header, ...lines, ...lines].join('\n')));
      const result = await readQuestionFile({ bytes, fileName: 'a.csv' });
      expect(result.refused.length).toBeGreaterThan(10);
    }
    expect(spent()).toBeLessThan(2000);
  });

  it('51 sheets', async () => {
    const sheets = Array.from({ length: 51 }, (_, index) => ({
      name: `xl/worksheets/s${index}.xml`,
      data: sheetXml(''),
    }));
    expect(await refusal(makeZip([...packageParts(sheetXml('')), ...sheets]))).toBe('too-many-sheets');
  });

  it.each<[string, Uint8Array, string, UnreadableCode]>([
    ['an empty file', new Uint8Array(), 'a.xlsx', 'file-empty'],
    ['a file over the limit', new Uint8Array(READ_LIMITS.fileBytes + 1), 'a.xlsx', 'file-too-large'],
    ['a zip that is no workbook', makeZip([{ name: 'readme.txt', data: 'x' }]), 'a.xlsx', 'not-a-workbook'],
    ['half a zip', makeZip(packageParts(sheetXml(''))).slice(0, 300), 'a.xlsx', 'not-a-workbook'],
    ['XML that breaks off', makeZip(packageParts('<worksheet><sheetData><row>')), 'a.xlsx', 'not-a-workbook'],
    ['a text named .xlsx', Buffer.from('题型,题干'), 'a.xlsx', 'not-a-workbook'],
    ['a web page with an empty table', Buffer.from('<html><table>'), 'a.xls', 'no-questions-found'],
    ['XML without a table', Buffer.from('<?xml version="1.0"?><Workbook/>'), 'a.xls', 'not-a-workbook'],
    ['tags of a web page that nest without end', Buffer.from('<table><td>'.repeat(100_000)), 'a.xls', 'archive-unsafe'],
    [
      'a cell of a web page that spans everything',
      Buffer.from(`<table>${'<tr><td colspan=1000000 rowspan=1000000>x'.repeat(2)}</table>`),
      'a.xls',
      'too-many-cells',
    ],
    [
      'a web page with too many rows',
      Buffer.from(`<table>${'<tr><td>x'.repeat(READ_LIMITS.rows + 1)}</table>`),
      'a.xls',
      'too-many-rows',
    ],
    ['a cell of a web page without end', Buffer.from(`<table><td>${'x'.repeat(MIB)}`), 'a.xls', 'cell-too-long'],
    ['a PDF, whatever its name', Buffer.from('%PDF-1.7'), 'a.csv', 'pdf'],
    ['a photo', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0]), '题库.JPG', 'picture'],
    ['a presentation', makeZip([{ name: 'ppt/presentation.xml', data: '<p/>' }]), 'a.pptx', 'presentation'],
    ['an old presentation', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]), 'a.ppt', 'presentation'],
    ['an old document of WPS', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]), 'a.wps', 'old-or-encrypted-document'],
    ['an archive of documents', makeZip([{ name: '一.docx', data: 'x' }]), 'a.zip', 'archive'],
    ['an archive that we cannot open', Buffer.from('Rar!\x1a\x07\x01\0'), 'a.rar', 'archive'],
    ['bytes that are no text', new Uint8Array([0xff, 0x80, 0x00, 0xff, 0xff]), 'a.csv', 'not-text'],
    ['text with NUL', Buffer.from('题型,题干\0'), 'a.csv', 'not-text'],
    ['a text about something else', Buffer.from('各位同事：\n请在周五前报名。'), '通知.txt', 'no-questions-in-text'],
    ['a quote without end', Buffer.from('题型,题干,答案\n单选,"没有完'), 'a.csv', 'broken-csv'],
    ['too many lines', Buffer.from('题干,答案\n'.repeat(READ_LIMITS.rows + 1)), 'a.csv', 'too-many-rows'],
    ['too many cells', Buffer.from(`${','.repeat(READ_LIMITS.cells + 1)}\n`), 'a.csv', 'too-many-cells'],
    [
      'a table about something else',
      Buffer.from('姓名,部门\n张三,采煤队\n李四,掘进队\n王五,通风队'),
      'a.csv',
      'no-questions-found',
    ],
  ])('%s', async (_, bytes, fileName, code) => {
    expect(await refusal(new Uint8Array(bytes), fileName)).toBe(code);
  });

  it('but formulas are never calculated, only their stored result is read', async () => {
    const bytes = await makeWorkbook({
      一: [
        ['题型', '题干', '选项A', '选项B', '答案'],
        ['单选', { formula: 'WEBSERVICE("http://127.0.0.1:9/")', result: '甲题' }, '一', '二', 'A'],
      ],
    });
    const result = await readQuestionFile({ bytes, fileName: 'a.xlsx' });
    expect(result.questions[0]?.stem).toBe('甲题');
  });
});
