import type { WritableQuestion } from '../write-questions.js';

/** What a format could not carry, so that nothing is lost without a word. */
export interface LeftOut {
  /** 0-based place among the questions given. */
  index: number;
  /** 'question': the whole question is not in the file. */
  what:
    | 'question'
    | 'images'
    | 'explanation'
    | 'difficulty'
    | 'knowledgePoint'
    | 'category'
    | 'sourceClause'
    | 'criteriaClause';
  /** zh-CN */
  reason: string;
}

export interface ExportedFile {
  bytes: Uint8Array;
  leftOut: LeftOut[];
}

const FIELD_NAMES = {
  explanation: '解析',
  difficulty: '难度',
  knowledgePoint: '知识点',
  category: '类别',
  sourceClause: '依据条款',
  criteriaClause: '判定标准条款',
} as const;

/** The fields among these that say something in this question, as left out of the named format. */
export function leftOutFields(
  question: WritableQuestion,
  index: number,
  format: string,
  fields: readonly (keyof typeof FIELD_NAMES)[],
): LeftOut[] {
  return fields
    .filter((field) => (question[field] ?? '') !== '')
    .map((what) => ({ index, what, reason: `${format} 里没有地方写${FIELD_NAMES[what]}。` }));
}

/** The same said once each, with the number of questions: what a person wants to know after an export. */
export function summariseLeftOut(
  leftOut: readonly LeftOut[],
): { what: LeftOut['what']; reason: string; questions: number }[] {
  const groups = new Map<string, { what: LeftOut['what']; reason: string; questions: number }>();
  for (const { what, reason } of leftOut) {
    const group = groups.get(reason) ?? { what, reason, questions: 0 };
    group.questions += 1;
    groups.set(reason, group);
  }
  return [...groups.values()];
}
