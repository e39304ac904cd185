import type { FieldName } from '../read-options.js';

const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'] as const;

/** zh-CN names of what a column may hold, for messages and pickers, in the order of a picker. */
export const FIELD_TITLES: Readonly<Record<FieldName, string>> = {
  type: '题型',
  stem: '题干',
  options: '全部选项',
  ...(Object.fromEntries(LETTERS.map((letter) => [`option${letter}`, `选项${letter}`])) as Record<
    `option${(typeof LETTERS)[number]}`,
    string
  >),
  ...(Object.fromEntries(LETTERS.map((letter) => [`correct${letter}`, `选项${letter}是否正确`])) as Record<
    `correct${(typeof LETTERS)[number]}`,
    string
  >),
  answer: '答案',
  answerText: '答案文字',
  optionLabel: '选项字母（每个选项一行）',
  optionText: '选项文字（每个选项一行）',
  isCorrect: '是否正确（每个选项一行）',
  explanation: '解析',
  difficulty: '难度',
  knowledgePoint: '知识点',
  category: '类别（通用/专业）',
  sourceClause: '依据条款',
  criteriaClause: '判定标准条款',
  number: '题号',
};
