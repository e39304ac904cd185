import exceljs from 'exceljs';

export interface FileQuestion {
  readonly type: '单选' | '多选' | '判断' | string;
  readonly stem: string;
  readonly options?: readonly string[];
  readonly answer: string;
  readonly explanation?: string;
  readonly knowledgePoint?: string;
  readonly category?: string;
}

const HEADER = ['题型', '题干', '选项A', '选项B', '选项C', '选项D', '答案', '解析', '知识点', '类别'];

function cells(question: FileQuestion): string[] {
  const options = [...(question.options ?? []), '', '', '', ''].slice(0, 4);
  const { type, stem, answer, explanation = '', knowledgePoint = '', category = '' } = question;
  return [type, stem, ...options, answer, explanation, knowledgePoint, category];
}

export async function questionWorkbook(questions: readonly FileQuestion[], sheet = '题目'): Promise<Buffer> {
  const workbook = new exceljs.Workbook();
  const page = workbook.addWorksheet(sheet);
  page.addRow(HEADER);
  for (const question of questions) page.addRow(cells(question));
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

export function questionCsv(questions: readonly FileQuestion[]): Buffer {
  const lines = [HEADER, ...questions.map(cells)].map((row) =>
    row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','),
  );
  return Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`, 'utf8');
}

/** Valid questions of the three types, each different. */
export function validQuestions(count: number, word = '巷道'): FileQuestion[] {
  return Array.from({ length: count }, (_, index): FileQuestion => {
    const stem = `第 ${index + 1} 个${word}检查点发现问题时应当怎样做？`;
    if (index % 4 === 3) return { type: '判断', stem: `${stem}可以先干完再说。`, answer: '错误' };
    const options = [`停下来报告 ${index}`, '继续干', '等下一班', '不管它'];
    return index % 4 === 2
      ? { type: '多选', stem, options, answer: 'AC' }
      : { type: '单选', stem, options, answer: 'A' };
  });
}
