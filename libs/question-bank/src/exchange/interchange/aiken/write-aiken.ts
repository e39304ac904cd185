import { QUESTION_TYPE_NAMES } from '../../../model/question.js';
import type { WritableQuestion } from '../../write-questions.js';
import { leftOutFields } from '../exported-file.js';
import type { ExportedFile, LeftOut } from '../exported-file.js';
import { trimBlanks } from '../foreign-text.js';
import { AIKEN_ANSWER, AIKEN_OPTION } from './read-aiken.js';

/**
 * Questions as Aiken, for Moodle and others: single choice and true/false whose texts are one line each. Everything else,
 * and every field but stem, options and key, is named in `leftOut`; what is written reads back exactly.
 */
export function writeAiken(questions: readonly WritableQuestion[]): ExportedFile {
  const leftOut: LeftOut[] = [];
  const blocks: string[] = [];
  questions.forEach((question, index) => {
    const reason = whyNot(question);
    if (reason !== null) {
      leftOut.push({ index, what: 'question', reason });
      return;
    }
    leftOut.push(
      ...leftOutFields(question, index, 'Aiken', [
        'explanation',
        'difficulty',
        'knowledgePoint',
        'category',
        'sourceClause',
        'criteriaClause',
      ]),
    );
    const options = question.options.map(({ label, text }) => `${label}. ${text}\n`).join('');
    blocks.push(`${question.stem}\n${options}ANSWER: ${question.key[0]}\n`);
  });
  return { bytes: new TextEncoder().encode(blocks.join('\n')), leftOut };
}

function whyNot({ type, stem, options }: WritableQuestion): string | null {
  if (type === 'multiple') return `Aiken 没有${QUESTION_TYPE_NAMES.multiple}题。`;
  const [first, second] = options;
  if (type === 'single' && options.length === 2 && first?.text === '正确' && second?.text === '错误') {
    return '这道单选题的选项是「正确」「错误」，在 Aiken 里会变成判断题。';
  }
  if (!options.every(({ text }) => isOneLine(text))) return 'Aiken 的选项只能是一行，前后不能有空格。';
  if (!isOneLine(stem)) return 'Aiken 的题干只能是一行，前后不能有空格。';
  if (AIKEN_OPTION.test(stem) || AIKEN_ANSWER.test(stem)) return '题干的开头在 Aiken 里会被当成选项或答案。';
  return null;
}

/** True for a text that a line of its own gives back: no line end, and no blanks that would be trimmed. */
function isOneLine(text: string): boolean {
  return text !== '' && trimBlanks(text) === text && !/[\r\n]/.test(text);
}
