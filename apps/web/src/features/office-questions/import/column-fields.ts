import { importText as t } from './text.js';

const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'] as const;

const NAMES: readonly (readonly [string, string])[] = [
  ['stem', t('field.stem')],
  ['answer', t('field.answer')],
  ['type', t('field.type')],
  ...LETTERS.map((letter) => [`option${letter}`, t('field.option', { letter })] as const),
  ['options', t('field.options')],
  ['explanation', t('field.explanation')],
  ['knowledgePoint', t('field.knowledgePoint')],
  ['category', t('field.category')],
  ['difficulty', t('field.difficulty')],
  ['sourceClause', t('field.sourceClause')],
  ['criteriaClause', t('field.criteriaClause')],
  ['answerText', t('field.answerText')],
  ['number', t('field.number')],
  ['optionLabel', t('field.optionLabel')],
  ['optionText', t('field.optionText')],
  ['isCorrect', t('field.isCorrect')],
  ...LETTERS.map((letter) => [`correct${letter}`, t('field.correct', { letter })] as const),
];

/** What a column may be read as, in the order of a picker; '' stands for «not read». */
export const FIELD_OPTIONS = [
  { value: '', label: t('strip.none') },
  ...NAMES.map(([value, label]) => ({ value, label })),
];

/** What stands between options of one cell, as a person may choose it. */
export const SEPARATORS = ['**', '##', '$$', '@@', '|', '换行', ';', 'A. B. C.'];
