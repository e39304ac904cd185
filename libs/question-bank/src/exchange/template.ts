import type { Worksheet } from 'exceljs';
import { newWorkbook, toWorkbookFile } from './workbook-file.js';

/** The sheet with the instructions; the reader passes over it. */
export const GUIDE_SHEET = '说明';
export const QUESTION_SHEET = '题目';

/** Columns of the template and of exports; options G and H, and the criteria, stand in exports that need them. */
export const TEMPLATE_COLUMNS = {
  before: ['题型', '题干'],
  options: ['选项A', '选项B', '选项C', '选项D', '选项E', '选项F'],
  moreOptions: ['选项G', '选项H'],
  after: ['答案', '解析', '难度', '知识点', '类别(通用/专业)', '依据条款'],
  criteria: '判定标准条款',
} as const;

const WIDTHS: Readonly<Record<string, number>> = {
  题干: 50,
  解析: 40,
  依据条款: 24,
  判定标准条款: 24,
  知识点: 16,
  '类别(通用/专业)': 16,
};
const VALIDATED_ROWS = 2000;

// Our own two questions, on the text of 安全生产法 (2021).
const SAMPLES: readonly (readonly string[])[] = [
  [
    '单选',
    '生产经营单位安排新职工上岗之前，应当做到哪一项？',
    '让他先跟着老职工干几天',
    '对他进行安全生产教育和培训并且合格',
    '让他签一份自愿承担风险的说明',
    '等他转正以后再安排培训',
    '',
    '',
    'B',
    '未经安全生产教育和培训合格的从业人员，不得上岗作业。',
    '2',
    '教育培训',
    '通用',
    '安全生产法第二十八条',
  ],
  [
    '判断',
    '从业人员发现直接危及人身安全的紧急情况时，有权停止作业。',
    '',
    '',
    '',
    '',
    '',
    '',
    '正确',
    '从业人员有权停止作业，或者在采取可能的应急措施后撤离作业场所。',
    '1',
    '从业人员权利',
    '通用',
    '安全生产法第五十五条',
  ],
];

const GUIDE: readonly (readonly [string, string])[] = [
  ['题型', '单选、多选、判断，三选一。'],
  ['题干', '必填。题号不用写。'],
  ['选项A–选项F', '单选、多选至少两个，从 A 起挨着填，中间不要空。判断题不用填。'],
  ['答案', '单选写一个字母，如 B；多选写几个字母，如 ABD；判断写「正确」或「错误」。'],
  ['解析', '可以空。答完以后给职工看。'],
  ['难度', '1（易）到 5（难），可以空。'],
  ['知识点', '可以空，组卷时按它抽题，如「瓦斯防治」。'],
  ['类别(通用/专业)', '通用或专业，可以空。'],
  ['依据条款', '可以空，如「安全生产法第二十八条」。'],
  ['示例', `「${QUESTION_SHEET}」表的前两行是示例，填之前请删掉。`],
];

export function templateHeader(withMoreOptions = false, withCriteria = false): string[] {
  const { before, options, moreOptions, after, criteria } = TEMPLATE_COLUMNS;
  return [
    ...before,
    ...options,
    ...(withMoreOptions ? moreOptions : []),
    ...after,
    ...(withCriteria ? [criteria] : []),
  ];
}

/** An xlsx template with lists for type, difficulty and category, two sample rows and a sheet of instructions. */
export async function questionTemplate(): Promise<Uint8Array> {
  const workbook = await newWorkbook();
  const sheet = workbook.addWorksheet(QUESTION_SHEET, { views: [{ state: 'frozen', ySplit: 1 }] });
  addHeader(sheet, templateHeader());
  for (const sample of SAMPLES) sheet.addRow([...sample]);
  addLists(sheet);
  const guide = workbook.addWorksheet(GUIDE_SHEET);
  guide.columns = [{ width: 20 }, { width: 70 }];
  for (const line of GUIDE) guide.addRow([...line]);
  return toWorkbookFile(workbook);
}

/** Writes the header and makes every column a text column, so that 1/2 does not turn into a date. */
export function addHeader(sheet: Worksheet, header: readonly string[]): void {
  sheet.columns = header.map((name) => ({
    header: name,
    width: WIDTHS[name] ?? (name.startsWith('选项') ? 22 : 10),
    style: { numFmt: '@', alignment: { wrapText: true, vertical: 'top' } },
  }));
  sheet.getRow(1).font = { bold: true };
}

function addLists(sheet: Worksheet): void {
  const lists: Readonly<Record<string, string>> = {
    题型: '单选,多选,判断',
    难度: '1,2,3,4,5',
    '类别(通用/专业)': '通用,专业',
  };
  const header = templateHeader();
  for (const [name, values] of Object.entries(lists)) {
    const column = header.indexOf(name) + 1;
    for (let row = 2; row <= VALIDATED_ROWS; row += 1) {
      sheet.getCell(row, column).dataValidation = {
        type: 'list',
        allowBlank: true,
        formulae: [`"${values}"`],
        showErrorMessage: true,
        errorTitle: name,
        error: `请从列表里选：${values}`,
      };
    }
  }
}
