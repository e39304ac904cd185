import type { PrintedSolution } from './printed-document.js';

/** What is printed below a question with its key, a line each. The words are those that our reader of questions knows. */
export function solutionLines({ key, explanation, clause }: PrintedSolution): string[] {
  return [
    `答案：${key}`,
    ...(explanation === '' ? [] : [`解析：${explanation}`]),
    ...(clause === '' ? [] : [`依据条款：${clause}`]),
  ];
}
