import { createHash } from 'node:crypto';
import { labelOptions } from '../model/question.js';
import type { QuestionDraft, QuestionType } from '../model/question.js';
import type { BankItem } from '../paper/blueprint.js';

/** A seed for a number: the same in every run. */
export function seedOf(number: number): string {
  return createHash('sha256').update(`seed ${number}`).digest('hex');
}

export function makeItem(id: string, more: Partial<BankItem> = {}): BankItem {
  return {
    versionId: `v-${id}`,
    questionId: `q-${id}`,
    type: 'single',
    category: null,
    knowledgePoint: null,
    postIds: [],
    difficulty: null,
    duplicateGroup: null,
    criteriaClause: null,
    sourceClause: null,
    optionTexts: ['甲', '乙', '丙', '丁'],
    ...more,
  };
}

export function makeItems(count: number, more: Partial<BankItem> = {}, prefix = ''): BankItem[] {
  return Array.from({ length: count }, (_, index) => makeItem(`${prefix}${String(index).padStart(4, '0')}`, more));
}

export function makeDraft(
  type: QuestionType,
  options: readonly string[],
  correct: readonly string[],
  more: Partial<QuestionDraft> = {},
): QuestionDraft {
  return {
    content: { type, stem: '动火作业前应当先做什么？', options: labelOptions(options) },
    key: { correct },
    explanation: '',
    difficulty: null,
    knowledgePoint: null,
    category: null,
    sourceClause: null,
    ...more,
  };
}
