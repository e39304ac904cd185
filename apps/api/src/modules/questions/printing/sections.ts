import type { QuestionType } from '@zhian/question-bank';
import type { PrintedQuestion } from './printed-document.js';

export interface Section {
  readonly title: string;
  readonly questions: readonly PrintedQuestion[];
}

const NAMES: Readonly<Record<QuestionType, string>> = { single: '单选题', multiple: '多选题', true_false: '判断题' };
const DIGITS = '一二三四五六七八九';

/** 一 … 九十九. */
function ordinal(index: number): string {
  const [tens, ones] = [Math.floor((index + 1) / 10), (index + 1) % 10];
  const ten = tens === 0 ? '' : `${tens === 1 ? '' : DIGITS.charAt(tens - 1)}十`;
  return `${ten}${ones === 0 ? '' : DIGITS.charAt(ones - 1)}`;
}

/** Points as people write them: 2, 1.5. */
export function sayPoints(hundredths: number): string {
  return String(hundredths / 100);
}

/** 一、单选题（每题 2 分，共 40 分）: neighbours of one type and one worth. The order of the paper is kept. */
export function sectionsOf(questions: readonly PrintedQuestion[]): Section[] {
  const runs: PrintedQuestion[][] = [];
  for (const question of questions) {
    const first = runs.at(-1)?.[0];
    if (first?.type === question.type && first.points === question.points) runs.at(-1)?.push(question);
    else runs.push([question]);
  }
  return runs.map((run, index) => {
    const first = run[0] as PrintedQuestion;
    const worth =
      first.points === null
        ? `共 ${run.length} 题`
        : `每题 ${sayPoints(first.points)} 分，共 ${sayPoints(first.points * run.length)} 分`;
    return { title: `${ordinal(index)}、${NAMES[first.type]}（${worth}）`, questions: run };
  });
}
