import { describe, expect, it } from '@jest/globals';
import iconv from 'iconv-lite';
import { W, docx, drawing, p, relations, run, table } from '../../testing/documents.js';
import type { ZipPart } from '../../testing/files.js';
import { brief } from '../../testing/reading.js';
import { readQuestionFile } from '../read-question-file.js';
import type { QuestionFile, ReadOptions } from '../read-options.js';
import type { ReadResult } from '../read-result.js';
import { UnreadableFileError } from '../unreadable-file.js';
import { startCpuClock } from '../../testing/cpu-ms.js';

const item = (numId: number, level: number, text: string): string =>
  `<w:p><w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${numId}"/></w:numPr></w:pPr>${run(text)}</w:p>`;

const numbering = (levels: string): ZipPart => ({
  name: 'word/numbering.xml',
  data:
    `<?xml version="1.0"?><w:numbering ${W}><w:abstractNum w:abstractNumId="7">${levels}</w:abstractNum>` +
    '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>' +
    '<w:num w:numId="4"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>',
});
const level = (at: number, format: string, text: string): string =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;

const read = (file: QuestionFile, options?: ReadOptions): Promise<ReadResult> => readQuestionFile(file, options);
const codes = (rows: readonly { row: number; code: string }[]): string[] =>
  rows.map(({ row, code }) => `${row} ${code}`);

describe('Word documents', () => {
  it('reads paragraphs; the place is the number of the paragraph', async () => {
    const result = await read(docx(p('试卷') + p('') + p('1. 甲（A）') + p('A. 子') + p('B. 丑') + p('2. 乙。（√）')));
    expect(result.format).toBe('docx');
    expect(brief(result)).toEqual(['3 single 甲（ ） [子/丑] A', '6 true_false 乙。（ ） [正确/错误] A']);
    expect(result.doubts[0]?.message).toContain('正文 1 段');
  });

  it('puts runs together, and knows tabs, line breaks, raised figures and hidden text', async () => {
    const raised = run('2', '<w:vertAlign w:val="superscript"/>');
    const body =
      `<w:p>${run('1')}${run('. 面积 10m')}${raised}${run('是')}${run('隐藏', '<w:vanish/>')}${run('（A）')}<w:r><w:br/><w:t>A. 子</w:t>` +
      `<w:tab/><w:t>B. 丑</w:t></w:r></w:p>`;
    expect(brief(await read(docx(body)))).toEqual(['1 single 面积 10m²是（ ） [子/丑] A']);
  });

  it('shows automatic numbers, levels and letters as Word does', async () => {
    const levels = level(0, 'decimal', '%1.') + level(1, 'upperLetter', '%2.');
    const body =
      item(3, 0, '甲（A）') +
      item(3, 1, '子') +
      item(3, 1, '丑') +
      item(3, 0, '乙（B）') +
      item(3, 1, '寅') +
      item(3, 1, '卯');
    const result = await read(docx(body, [numbering(levels)]));
    expect(brief(result)).toEqual(['1 single 甲（ ） [子/丑] A', '4 single 乙（ ） [寅/卯] B']);
  });

  it('begins a list anew where it says so, counts in Chinese, and takes the list of a paragraph style', async () => {
    const levels = level(0, 'chineseCounting', '%1、') + level(1, 'decimal', '%2.');
    const styles: ZipPart = {
      name: 'word/styles.xml',
      data: `<?xml version="1.0"?><w:styles ${W}><w:style w:styleId="Head"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style></w:styles>`,
    };
    const head = (text: string): string => `<w:p><w:pPr><w:pStyle w:val="Head"/></w:pPr>${run(text)}</w:p>`;
    const body =
      head('单选题') +
      p('1. 甲（A）') +
      p('A. 子') +
      p('B. 丑') +
      head('多选题') +
      p('1. 乙（A）') +
      p('A. 子') +
      p('B. 丑');
    const result = await read(docx(body, [numbering(levels), styles]));
    expect(brief(result)).toEqual(['2 single 甲（ ） [子/丑] A', '6 multiple 乙（ ） [子/丑] A']);
    const anew = p('判断题') + item(3, 0, '甲') + item(3, 0, '乙') + item(4, 0, '丙');
    const list = await read(docx(anew, [numbering(level(0, 'decimal', '%1.'))]));
    expect(list.refused.map(({ message }) => /第 \d+ 题/.exec(message)?.[0])).toEqual([
      '第 1 题',
      '第 2 题',
      '第 1 题',
    ]);
  });

  it('keeps inserted text and leaves deleted text out', async () => {
    const body = `<w:p>${run('1. 甲（')}<w:del><w:r><w:delText>B</w:delText></w:r></w:del><w:ins>${run('A')}</w:ins>${run('）')}</w:p>`;
    expect(brief(await read(docx(body + p('A. 子') + p('B. 丑'))))).toEqual(['1 single 甲（ ） [子/丑] A']);
  });

  it('reads a text box once, behind the paragraph it hangs on', async () => {
    const box = `<w:txbxContent>${p('A. 子')}${p('B. 丑')}</w:txbxContent>`;
    const body =
      `<w:p>${run('1. 甲（A）')}<w:r><mc:AlternateContent><mc:Choice>${box}</mc:Choice><mc:Fallback>${box}</mc:Fallback>` +
      `</mc:AlternateContent></w:r></w:p>`;
    expect(brief(await read(docx(body)))).toEqual(['1 single 甲（ ） [子/丑] A']);
  });

  it('reads a table of questions as a spreadsheet is read', async () => {
    const body = table(
      ['题型', '题干', '选项A', '选项B', '答案'],
      ['单选题', '甲', '子', '丑', 'A'],
      ['判断题', '乙', '', '', '对'],
    );
    const result = await read(docx(body));
    expect(brief(result)).toEqual(['2 single 甲 [子/丑] A', '3 true_false 乙 [正确/错误] A']);
    expect(result.sheets.map(({ sheet }) => sheet)).toEqual(['表格 1']);
  });

  it('reads a table of answers, and options laid out in a table', async () => {
    const options = table(['A. 子', 'B. 丑'], ['C. 寅', 'D. 卯']);
    const key = table(['题号', '1', '2'], ['答案', 'C', 'BD']);
    const result = await read(docx(p('1. 甲') + options + p('2. 乙') + options + p('参考答案') + key));
    expect(brief(result)).toEqual(['1 single 甲 [子/丑/寅/卯] C', '6 multiple 乙 [子/丑/寅/卯] BD']);
  });

  it('reads a question per cell, and tables within tables', async () => {
    const inner = `<w:tc>${p('1. 甲（A）')}${table(['A. 子', 'B. 丑'])}${p('')}</w:tc>`;
    expect(brief(await read(docx(`<w:tbl><w:tr>${inner}</w:tr></w:tbl>`)))).toEqual(['1 single 甲（ ） [子/丑] A']);
  });

  it('says where a picture, a formula or a symbol was not read', async () => {
    const picture = '<w:r><w:drawing><a:blip r:embed="rId9"/></w:drawing></w:r>';
    const symbol = '<w:r><w:sym w:font="Webdings" w:char="F061"/></w:r>';
    const tick = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>';
    const body =
      `<w:p>${run('1. 图中是（A）')}${picture}</w:p>${p('A. 子')}${p('B. 丑')}` +
      `<w:p>${run('2. 甲。（')}${tick}${run('）')}</w:p><w:p>${run('3. 乙。（√）')}${symbol}</w:p>` +
      `<w:p>${run('4. ')}<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>${run(' 大于 0。（√）')}</w:p>`;
    const result = await read(docx(body));
    expect(result.questions).toHaveLength(4);
    expect(codes(result.doubts)).toEqual(['1 image-left-out', '5 symbol-left-out', '6 formula-as-text']);
    expect(result.doubts[0]?.message).toContain('图片没有读');
  });

  it('takes underlined blanks for a line to fill in', async () => {
    const result = await read(
      docx(`<w:p>${run('1. 火警是')}${run('    ', '<w:u w:val="single"/>')}${run('。')}</w:p>${p('答案：119')}`),
    );
    expect(result.refused[0]?.message).toContain('填空题');
  });

  it('takes the answers from a second file, Word or text', async () => {
    const main = docx(p('1. 甲') + p('A. 子') + p('B. 丑') + p('2. 乙。'));
    const answers = docx(p('参考答案') + table(['1', '2'], ['B', '×']));
    const text = { bytes: new Uint8Array(Buffer.from('1.B 2.×')), fileName: '答案.txt' };
    const expected = ['1 single 甲 [子/丑] B', '4 true_false 乙。 [正确/错误] B'];
    expect(brief(await read(main, { companions: [answers] }))).toEqual(expected);
    expect(brief(await read(main, { companions: [text] }))).toEqual(expected);
  });

  describe('web pages put in whole (altChunk)', () => {
    const page =
      '<html><head><title>无</title></head><body><p>1. 甲（A）</p><p>A.&nbsp;子<br>B. 丑</p><script>2. 丙。（√）</script>' +
      '<ol start="2"><li>乙。（×）</li></ol><table><tr><td>题号</td><td>1</td></tr></table></body></html>';
    const rels = (target: string): ZipPart => relations({ chunk: target });
    const chunk = '<w:altChunk r:id="chunk"/>';
    const expected = ['2 single 甲（ ） [子/丑] A', '4 true_false 乙。（ ） [正确/错误] B'];

    it.each([
      ['quoted-printable, UTF-8', 'utf-8', 'quoted-printable'],
      ['base64, UTF-8', 'utf-8', 'base64'],
      ['base64, GB2312', 'gb2312', 'base64'],
    ])('an archive of web pages: %s', async (_, charset, encoding) => {
      const bytes = charset === 'utf-8' ? Buffer.from(page) : encodeGb(page);
      const body =
        encoding === 'base64' ? (bytes.toString('base64').match(/.{1,76}/g) ?? []).join('\r\n') : quoted(bytes);
      const mht =
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="----=part"\r\n\r\n------=part\r\n' +
        `Content-Type: text/html; charset="${charset}"\r\nContent-Transfer-Encoding: ${encoding}\r\nContent-Location: file:///C:/x.htm\r\n\r\n` +
        `${body}\r\n\r\n------=part--\r\n`;
      const file = docx(p('前言') + chunk, [rels('afchunk.mht'), { name: 'word/afchunk.mht', data: mht }]);
      expect(brief(await read(file))).toEqual(expected);
    });

    it('a web page alone, with the charset it names', async () => {
      const named = page.replace('<head>', '<head><meta charset="gb2312">');
      const file = docx(p('前言') + chunk, [rels('/word/x.html'), { name: 'word/x.html', data: encodeGb(named) }]);
      expect(brief(await read(file))).toEqual(expected);
    });

    it('another document in it is not opened, and that is said', async () => {
      const file = docx(p('1. 甲。（√）') + chunk, [rels('other.docx'), { name: 'word/other.docx', data: 'PK' }]);
      expect(codes((await read(file)).doubts)).toEqual(['2 part-left-out']);
    });
  });

  describe('A20: hostile documents are refused as a whole', () => {
    const question = p('1. 甲。（√）');
    const refusal = async (file: QuestionFile): Promise<string> => {
      const error: unknown = await read(file).catch((cause: unknown) => cause);
      expect(error).toBeInstanceOf(UnreadableFileError);
      return (error as UnreadableFileError).code;
    };

    it('document types, entities and external entities', async () => {
      const bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>';
      expect(await refusal(docx(question, [], bomb))).toBe('document-unsafe');
      expect(await refusal(docx(question, [], '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x">'))).toBe('document-unsafe');
    });

    it('lying headers, names that lead out, parts twice', async () => {
      expect(
        await refusal(docx(question, [{ name: 'word/numbering.xml', data: '<x/>'.repeat(99), declaredSize: 3 }])),
      ).toBe('document-unsafe');
      expect(await refusal(docx(question, [{ name: '../x.xml', data: '<x/>' }]))).toBe('document-unsafe');
      expect(await refusal(docx(question, [{ name: 'word/document.xml', data: '<x/>' }]))).toBe('document-unsafe');
      expect(await refusal(docx(question, [{ name: 'word/x.xml', data: '<x/>', flag: 1 }]))).toBe(
        'old-or-encrypted-document',
      );
    });

    it('broken XML, tags too deep, and a zip that is no document', async () => {
      expect(await refusal(docx('<w:p><w:r></w:p>'))).toBe('not-a-document');
      expect(await refusal(docx('<w:p>'.repeat(5000)))).toBe('document-unsafe');
      const old = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(64)]);
      expect(await refusal({ bytes: new Uint8Array(old), fileName: '题库.doc' })).toBe('old-or-encrypted-document');
    });

    it('a document without questions', async () => {
      expect(await refusal(docx(p('注意事项')))).toBe('no-questions-in-text');
    });

    it('scanned pages, whoever would correct them', async () => {
      const scan = docx(p(drawing('rId1', '第一页')) + p(drawing('rId2', '第二页')));
      expect(await refusal(scan)).toBe('only-pictures');
      await expect(readQuestionFile(scan, { keepUnrecognised: true })).rejects.toMatchObject({ code: 'only-pictures' });
    });
  });

  it('A20: reads 100,000 paragraphs in seconds', async () => {
    const body = Array.from(
      { length: 20_000 },
      (_, index) => `${p(`${index + 1}. 第 ${index} 号题`)}${p('A. 子')}${p('B. 丑')}${p('')}${p('答案：B')}`,
    );
    const spent = startCpuClock();
    const result = await read(docx(body.join('')));
    expect(result.questions).toHaveLength(20_000);
    expect(spent()).toBeLessThan(20_000);
  }, 40_000);
});

/** Quoted-printable as Word writes it. */
function quoted(bytes: Buffer): string {
  const signs = [...bytes].map((byte) =>
    byte >= 33 && byte <= 126 && byte !== 61
      ? String.fromCharCode(byte)
      : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  );
  const lines: string[] = [];
  for (let at = 0; at < signs.length; at += 24) lines.push(signs.slice(at, at + 24).join(''));
  return lines.join('=\r\n');
}

function encodeGb(text: string): Buffer {
  return iconv.encode(text, 'gb18030');
}
