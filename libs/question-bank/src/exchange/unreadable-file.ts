import { READ_LIMITS } from './read-limits.js';

export type UnreadableCode =
  | 'file-empty'
  | 'file-too-large'
  | 'not-a-workbook'
  | 'old-or-encrypted-workbook'
  | 'archive-unsafe'
  | 'unpacks-too-large'
  | 'too-many-parts'
  | 'too-many-sheets'
  | 'too-many-rows'
  | 'too-many-cells'
  | 'cell-too-long'
  | 'too-many-pictures'
  | 'not-text'
  | 'pdf'
  | 'picture'
  | 'only-pictures'
  | 'presentation'
  | 'archive'
  | 'broken-csv'
  | 'correction-wrong'
  | 'no-questions-found'
  | 'no-questions-in-text'
  | 'not-a-document'
  | 'document-unsafe'
  | 'old-or-encrypted-document'
  | 'no-items-found'
  | 'broken-xml'
  | 'xml-unsafe'
  | 'format-unsupported';

const MESSAGES: Readonly<Record<UnreadableCode, (params: Readonly<Record<string, string | number>>) => string>> = {
  'file-empty': () => '这份文件是空的。',
  'file-too-large': ({ limit }) => `这份文件太大，最多 ${limit} MB。请拆成几份再导。`,
  'not-a-workbook': () => '打不开这份表格。请用 Excel 或 WPS 打开，另存为 .xlsx 再导。',
  'old-or-encrypted-workbook': () => '这是旧版 .xls，或者加了密码。旧版的请另存为 .xlsx，加了密码的请去掉密码再导。',
  'archive-unsafe': () =>
    '这份文件的内部结构不对，为了安全没有打开。请在原来的软件（如 Excel、WPS）里另存为新的文件再导。',
  'unpacks-too-large': ({ limit }) =>
    `这份文件展开后超过 ${limit} MB，没有打开。请删去用不着的图片和空白格，或拆成几份再导。`,
  'too-many-parts': ({ limit }) =>
    `这份文件里的部件超过 ${limit} 个，没有打开。请只把题目复制到新文件，或拆成几份再导。`,
  'too-many-sheets': ({ limit }) => `这份文件的工作表超过 ${limit} 张。请拆成几份再导。`,
  'too-many-rows': ({ limit }) => `这份文件超过 ${limit} 行。请删去空行，或拆成几份再导。`,
  'too-many-cells': ({ limit }) => `这份文件超过 ${limit} 格。请删去空白格和多余的列，或拆成几份再导。`,
  'cell-too-long': ({ sheet, row, limit }) => `${sheet} 第 ${row} 行有一格超过 ${limit} 个字。请把它拆短再导。`,
  'too-many-pictures': ({ limit }) => `这份文件里的图片超过 ${limit} 处。请删去用不着的图片，或拆成几份再导。`,
  'not-text': () => '读不出这份文件的文字。表格请另存为 .xlsx，文档请另存为 .docx，文本请存为 UTF-8 再导。',
  pdf: () => '这是 PDF，里面的字读不了。请要原来的 Word 或 Excel 文件；字选得中的话，也可以复制出来粘贴导入。',
  picture: () => '这是图片，图上的字读不了。请要原来的 Word 或 Excel 文件，或者把题目打成文字粘贴导入。',
  'only-pictures': () =>
    '这份文档里只有图片，图上的字读不了。请要字选得中的 Word 或 Excel 文件，或者把题目打成文字粘贴导入。',
  presentation: () => '这是演示文稿，里面的字读不了。请把题目复制出来粘贴导入，或者存到 Word 里再导。',
  archive: () => '这是压缩包。请先解开，把里面的 Word 或 Excel 文件一份一份导入。',
  'broken-csv': ({ row }) => `从第 ${row} 行起引号不成对，后面读不下去。请补上引号再导。`,
  'correction-wrong': ({ sheet, reason }) => `「${sheet}」的更正用不上：${reason}。`,
  'no-questions-found': () => '没有认出题目：要有一行表头写着题干（题目）和答案。可以下载模板，把题目贴进去再导。',
  'no-questions-in-text': () =>
    '没有认出题目：每道题前写题号（如 1.），选项写 A. B. C. D.，答案写在题干的括号里、题后的「答案：」，或放在最后的参考答案里。',
  'not-a-document': () => '打不开这份文档。请用 Word 或 WPS 打开，另存为 .docx 再导。',
  'document-unsafe': () => '这份文档的内部结构不对，为了安全没有打开。请用 Word 或 WPS 另存为新的 .docx 再导。',
  'old-or-encrypted-document': () =>
    '这是旧版 .doc、.wps，或者加了密码。旧版的请另存为 .docx，加了密码的请去掉密码再导。',
  'no-items-found': () => '没有认出题目：这份文件里没有选择题，也没有判断题。',
  'broken-xml': ({ name, line }) => `${name} 第 ${line} 行起不是完整的 XML，后面读不下去。请从原来的系统重新导出再导。`,
  'xml-unsafe': ({ name }) => `${name} 里有 DOCTYPE、自定义实体或套得太深的结构，为了安全没有打开。请去掉以后再导。`,
  'format-unsupported': ({ format }) =>
    `这是 ${format}，还不能导入。请从原来的系统导出 QTI 2.1、2.2、3.0 或 Moodle XML 再导。`,
};

/** The file as a whole cannot be read; refused rows of a readable file are no error. */
export class UnreadableFileError extends Error {
  /** `message` is zh-CN, ready for the screen. */
  constructor(
    readonly code: UnreadableCode,
    readonly params: Readonly<Record<string, string | number>> = {},
    options?: ErrorOptions,
  ) {
    super(MESSAGES[code](params), options);
    this.name = 'UnreadableFileError';
  }
}

/** Of a document with more lines than a bank of questions has (law A20). */
export function tooManyParagraphs(): UnreadableFileError {
  return new UnreadableFileError('too-many-rows', { limit: READ_LIMITS.paragraphs });
}
