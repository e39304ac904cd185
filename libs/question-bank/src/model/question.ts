/** The question types the product asks (EXM-1). In a paper they stand in this order. */
export const QUESTION_TYPES = ['single', 'multiple', 'true_false'] as const;
export type QuestionType = (typeof QUESTION_TYPES)[number];

/** zh-CN names as people write them in a paper. */
export const QUESTION_TYPE_NAMES: Readonly<Record<QuestionType, string>> = {
  single: '单选',
  multiple: '多选',
  true_false: '判断',
};

/** Labels of options, in stored order. A question has at most eight options. */
export const OPTION_LABELS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'] as const;

/** The two options of every true/false question, always in this order: A is 正确, B is 错误. */
export const TRUE_FALSE_OPTIONS: readonly QuestionOption[] = [
  { label: 'A', text: '正确' },
  { label: 'B', text: '错误' },
];

export interface QuestionOption {
  /** 'A'..'H', in stored order without gaps. A paper shuffles positions, never labels. */
  readonly label: string;
  readonly text: string;
}

/** A picture of a stem or of an option. */
export interface QuestionImage {
  /** 'stem', or the label of the option it belongs to. */
  readonly place: string;
  /** Names bytes that never change; where they lie is the caller's matter. */
  readonly fileId: string;
  /** What the picture shows, for those who cannot see it and for reading aloud; zh-CN. */
  readonly alt: string;
  /** Pixels: a page keeps the place free while the picture is on its way. */
  readonly width: number;
  readonly height: number;
}

/** What a candidate may see. It holds no key, so that serialising it can never leak one. */
export interface QuestionContent {
  readonly type: QuestionType;
  readonly stem: string;
  readonly options: readonly QuestionOption[];
  /** At most one for each place; left out where there is none. */
  readonly images?: readonly QuestionImage[];
}

/** The key, a type of its own: code that handles it has to name it. */
export interface AnswerKey {
  /** Labels of the right options, sorted, each once. */
  readonly correct: readonly string[];
}

export type QuestionCategory = 'general' | 'professional';

/** Everything one version of a question says. */
export interface QuestionDraft {
  content: QuestionContent;
  key: AnswerKey;
  explanation: string;
  /** 1 (easy) to 5 (hard), or unknown. */
  difficulty: number | null;
  /** A path in the bank's tree, «触电急救/心肺复苏»; see {@link knowledgePath}. */
  knowledgePoint: string | null;
  category: QuestionCategory | null;
  /** The clause the answer rests on, e.g. 安全生产法第二十八条. */
  sourceClause: string | null;
  /** The clause of a hazard criterion (重大事故隐患判定标准) that the question teaches. */
  criteriaClause?: string | null;
}

/** The label at a stored position, or '?' beyond H (a draft with more options is refused anyway). */
export function optionLabel(index: number): string {
  return OPTION_LABELS[index] ?? '?';
}

/** Options with the labels A, B, C … in the order given. */
export function labelOptions(texts: readonly string[]): QuestionOption[] {
  return texts.map((text, index) => ({ label: optionLabel(index), text }));
}
