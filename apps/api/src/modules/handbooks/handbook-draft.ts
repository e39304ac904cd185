import type { FieldError } from '../../platform/errors/domain-error.js';
import { inspectMarkdown, type MarkdownFacts } from './markdown-rules.js';

/** What a handbook may be: generous for a person's reading, small for a phone. */
export const HANDBOOK_LIMITS = { sections: 100, title: 100, body: 20_000, questionsPerSection: 200 } as const;

export interface GivenSection {
  /** Of the same section in an earlier version; unset or unknown for a new one. */
  readonly key?: string | null | undefined;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
  readonly questionIds: readonly string[];
}

export interface DraftSection {
  readonly key: string;
  readonly title: string;
  readonly body: string;
  readonly questionIds: readonly string[];
}

export const SECTION_KEY = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** Gives every section its key: the one it has, or a new one. Keys are unique within a handbook. */
export function withKeys(sections: readonly GivenSection[], newKey: () => string): DraftSection[] {
  const used = new Set<string>();
  return sections.map((section) => {
    const given = section.key ?? '';
    let key = SECTION_KEY.test(given) && !used.has(given) ? given : newKey();
    while (used.has(key)) key = newKey();
    used.add(key);
    return { key, title: section.title.trim(), body: section.body, questionIds: [...new Set(section.questionIds)] };
  });
}

/** What the bank and the picture store know of the ids that a draft names. */
export interface KnownReferences {
  readonly questions: { has(id: string): boolean };
  readonly pictures: { has(id: string): boolean };
}

/** The texts of a draft, parsed once, with the ids that they and the links to questions refer to. */
export interface InspectedDraft {
  readonly sections: readonly GivenSection[];
  readonly texts: readonly MarkdownFacts[];
  readonly pictureIds: readonly string[];
  readonly questionIds: readonly string[];
}

export function inspectDraft(sections: readonly GivenSection[]): InspectedDraft {
  const texts = sections.map((section) => inspectMarkdown(section.body));
  return {
    sections,
    texts,
    pictureIds: [...new Set(texts.flatMap((text) => text.pictureIds))],
    questionIds: [...new Set(sections.flatMap((section) => section.questionIds))],
  };
}

export function draftProblems(draft: InspectedDraft, known: KnownReferences): FieldError[] {
  return draft.sections.flatMap((section, index) => {
    const base = `/sections/${index}`;
    const { pictureIds = [], problems = [] } = draft.texts[index] ?? {};
    const errors: FieldError[] = problems.map((problem) => ({ ...problem, pointer: `${base}/body` }));
    if (section.title.trim() === '')
      errors.push({ pointer: `${base}/title`, code: 'isNotEmpty', message: '这一节还没有标题' });
    if (pictureIds.some((id) => !known.pictures.has(id))) {
      errors.push({ pointer: `${base}/body`, code: 'picture-missing', message: '有图片找不到了，请重新上传' });
    }
    section.questionIds.forEach((id, at) => {
      if (!known.questions.has(id)) {
        errors.push({
          pointer: `${base}/questionIds/${at}`,
          code: 'question-unknown',
          message: '题库里没有这道题，或者已停用',
        });
      }
    });
    return errors;
  });
}
