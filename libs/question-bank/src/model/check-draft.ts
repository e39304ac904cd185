import { normaliseOption } from './normalise.js';
import { OPTION_LABELS, QUESTION_TYPES, TRUE_FALSE_OPTIONS, optionLabel } from './question.js';
import type { QuestionDraft } from './question.js';

export type DraftProblemCode =
  | 'type-unknown'
  | 'stem-empty'
  | 'stem-too-long'
  | 'options-too-few'
  | 'options-too-many'
  | 'option-labels'
  | 'option-empty'
  | 'option-too-long'
  | 'option-duplicate'
  | 'true-false-options'
  | 'key-empty'
  | 'key-beyond-options'
  | 'key-not-canonical'
  | 'key-single-count'
  | 'difficulty-range'
  | 'explanation-too-long'
  | 'knowledge-point-too-long'
  | 'source-clause-too-long'
  | 'criteria-clause-too-long'
  | 'image-place'
  | 'image-alt'
  | 'control-characters';

export type DraftField =
  | 'type'
  | 'stem'
  | 'options'
  | 'key'
  | 'explanation'
  | 'difficulty'
  | 'knowledgePoint'
  | 'category'
  | 'sourceClause'
  | 'criteriaClause'
  | 'images';

export interface DraftProblem {
  code: DraftProblemCode;
  field: DraftField;
  params: Readonly<Record<string, string | number>>;
  /** zh-CN, in the voice of the product (ui.md section 8). */
  message: string;
}

/** Longest texts in UTF-16 units; generous against the longest real questions, far below a spreadsheet cell's 32,767. */
export const DRAFT_LIMITS = {
  stem: 4000,
  option: 1000,
  explanation: 8000,
  knowledgePoint: 200,
  sourceClause: 500,
  criteriaClause: 500,
  imageAlt: 200,
} as const;

const COUNT_WORDS = ['零', '一', '两', '三', '四', '五', '六', '七', '八'];
// C0 and C1 controls other than tab and line ends, and lone surrogates: no spreadsheet, PDF or screen can show them.
const UNPRINTABLE =
  // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

function problem(
  code: DraftProblemCode,
  field: DraftField,
  message: string,
  params: DraftProblem['params'] = {},
): DraftProblem {
  return { code, field, params, message };
}

/**
 * Says what keeps a draft from becoming a question version; an empty list means that it is fine.
 *
 * Single choice has exactly one right option. Multiple choice may have **one** right option or more: real banks hold
 * such questions on purpose, and a rule «at least two» would tell the candidate something about the key; none at all
 * is refused. True/false has exactly the options 正确, 错误 in this order.
 */
export function checkDraft(draft: QuestionDraft): DraftProblem[] {
  return [...checkStem(draft), ...checkOptions(draft), ...checkKey(draft), ...checkRest(draft), ...checkImages(draft)];
}

function checkStem(draft: QuestionDraft): DraftProblem[] {
  const { type, stem } = draft.content;
  const found: DraftProblem[] = [];
  if (!QUESTION_TYPES.includes(type)) {
    found.push(problem('type-unknown', 'type', '只收单选、多选、判断三种题型。', { type: String(type) }));
  }
  if (stem.trim() === '') found.push(problem('stem-empty', 'stem', '还没有写题干。'));
  found.push(...checkText(stem, 'stem', 'stem-too-long', '题干', DRAFT_LIMITS.stem));
  return found;
}

function checkOptions(draft: QuestionDraft): DraftProblem[] {
  const { options, type } = draft.content;
  const count = options.length;
  const found: DraftProblem[] = [];
  if (count < 2) {
    found.push(
      problem('options-too-few', 'options', `只读到${count === 0 ? '零' : '一'}个选项，至少要两个。`, { count }),
    );
  }
  if (count > OPTION_LABELS.length) {
    found.push(problem('options-too-many', 'options', `有 ${count} 个选项，最多 8 个（A–H）。`, { count }));
    return found;
  }
  const seen = new Map<string, string>();
  const pictured = new Set((draft.content.images ?? []).map((image) => image.place));
  options.forEach((option, index) => {
    const label = optionLabel(index);
    if (option.label !== label) {
      found.push(
        problem('option-labels', 'options', '选项要按 A、B、C 的顺序排，中间不能空。', { label: option.label, index }),
      );
    }
    if (option.text.trim() === '') {
      // A picture says what the words do not.
      if (pictured.has(label)) return;
      found.push(problem('option-empty', 'options', `选项 ${label} 是空的。`, { label, index }));
      return;
    }
    found.push(...checkText(option.text, 'options', 'option-too-long', `选项 ${label}`, DRAFT_LIMITS.option, index));
    const same = seen.get(normaliseOption(option.text));
    if (same !== undefined) {
      found.push(problem('option-duplicate', 'options', `选项 ${same} 和 ${label} 一样。`, { same, label, index }));
    } else {
      seen.set(normaliseOption(option.text), label);
    }
  });
  if (type === 'true_false' && !isTrueFalse(options.map((option) => option.text))) {
    found.push(problem('true-false-options', 'options', '判断题只有两个选项：A 正确，B 错误。'));
  }
  return found;
}

function isTrueFalse(texts: readonly string[]): boolean {
  return texts.length === 2 && TRUE_FALSE_OPTIONS.every((option, index) => option.text === texts[index]);
}

function checkKey(draft: QuestionDraft): DraftProblem[] {
  const { correct } = draft.key;
  const { options, type } = draft.content;
  if (correct.length === 0) return [problem('key-empty', 'key', '还没有写答案。')];
  const found: DraftProblem[] = [];
  const labels = options.map((option) => option.label);
  const beyond = correct.filter((label) => !labels.includes(label));
  if (beyond.length > 0 && options.length >= 2) {
    found.push(
      problem(
        'key-beyond-options',
        'key',
        `${correct.length === 1 ? `答案是 ${beyond[0]}` : `答案「${correct.join('')}」里有 ${beyond.join('、')}`}，但只有 ${labels[0]}–${labels.at(-1)} ${COUNT_WORDS[labels.length] ?? labels.length}个选项。`,
        { key: correct.join(''), beyond: beyond.join(''), options: labels.length },
      ),
    );
  }
  if (correct.some((label, index) => index > 0 && label <= (correct[index - 1] ?? ''))) {
    found.push(problem('key-not-canonical', 'key', '答案的字母要按顺序写，每个写一次。', { key: correct.join('') }));
  }
  if (type !== 'multiple' && correct.length !== 1) {
    const name = type === 'single' ? '单选题' : '判断题';
    found.push(
      problem('key-single-count', 'key', `${name}只能有一个答案，这里写了「${correct.join('')}」。`, {
        key: correct.join(''),
        count: correct.length,
      }),
    );
  }
  return found;
}

function checkRest(draft: QuestionDraft): DraftProblem[] {
  const found = checkText(draft.explanation, 'explanation', 'explanation-too-long', '解析', DRAFT_LIMITS.explanation);
  found.push(
    ...checkText(
      draft.knowledgePoint ?? '',
      'knowledgePoint',
      'knowledge-point-too-long',
      '知识点',
      DRAFT_LIMITS.knowledgePoint,
    ),
    ...checkText(
      draft.sourceClause ?? '',
      'sourceClause',
      'source-clause-too-long',
      '依据条款',
      DRAFT_LIMITS.sourceClause,
    ),
    ...checkText(
      draft.criteriaClause ?? '',
      'criteriaClause',
      'criteria-clause-too-long',
      '判定标准条款',
      DRAFT_LIMITS.criteriaClause,
    ),
  );
  const { difficulty } = draft;
  if (difficulty !== null && !(Number.isInteger(difficulty) && difficulty >= 1 && difficulty <= 5)) {
    found.push(problem('difficulty-range', 'difficulty', '难度写 1 到 5 的整数，不知道就空着。', { difficulty }));
  }
  return found;
}

/** One picture for the stem and one for each option that there is; 正确 and 错误 need none. */
function checkImages(draft: QuestionDraft): DraftProblem[] {
  const { images = [], options, type } = draft.content;
  const places = new Set(['stem', ...(type === 'true_false' ? [] : options.map((option) => option.label))]);
  return images.flatMap(({ place, alt }, index) => {
    const found: DraftProblem[] = [];
    if (!places.delete(place)) {
      found.push(problem('image-place', 'images', '图片要放在题干或已有的选项里，每处一张。', { place, index }));
    }
    if (alt.trim() === '') {
      found.push(problem('image-alt', 'images', '写一句话说明图上是什么，看不见图的人要听。', { place, index }));
    }
    found.push(...checkText(alt, 'images', 'image-alt', '图片说明', DRAFT_LIMITS.imageAlt, index));
    return found;
  });
}

function checkText(
  text: string,
  field: DraftField,
  tooLong: DraftProblemCode,
  name: string,
  limit: number,
  index?: number,
): DraftProblem[] {
  const where: DraftProblem['params'] = index === undefined ? {} : { index };
  if (text.length > limit) {
    return [
      problem(tooLong, field, `${name}有 ${text.length} 个字，最多 ${limit} 个。`, {
        length: text.length,
        limit,
        ...where,
      }),
    ];
  }
  if (UNPRINTABLE.test(text)) {
    return [problem('control-characters', field, `${name}里有看不见的控制字符，请重新输入这一格。`, where)];
  }
  return [];
}
