import type { WritableQuestion } from '../../write-questions.js';
import type { ExportedFile } from '../exported-file.js';
import { escapeAttribute, escapeMarkup, textToHtml } from '../foreign-text.js';
import { titleOf } from '../found-items.js';
import { fitsCategory, toCategoryPath, toTags } from '../labels.js';

/**
 * Questions as Moodle XML, which our reader gives back exactly: the knowledge point as category, the explanation as
 * general feedback, difficulty, 通用/专业 and clauses as tags.
 */
export function writeMoodleXml(questions: readonly WritableQuestion[]): ExportedFile {
  const parts: string[] = [];
  let category: string | null = null;
  for (const question of questions) {
    const path = toCategoryPath(question.knowledgePoint);
    if (path !== category) {
      parts.push(`  <question type="category"><category><text>${escapeMarkup(path)}</text></category></question>\n`);
    }
    category = path;
    parts.push(writeQuestion(question));
  }
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${parts.join('')}</quiz>\n`;
  return { bytes: new TextEncoder().encode(xml), leftOut: [] };
}

function writeQuestion(question: WritableQuestion): string {
  const isTruth = question.type === 'true_false';
  const lines = [
    `  <question type="${isTruth ? 'truefalse' : 'multichoice'}">`,
    `    <name><text>${escapeMarkup(titleOf(question.stem))}</text></name>`,
    `    <questiontext format="html"><text>${htmlIn(question.stem)}</text></questiontext>`,
    `    <generalfeedback format="html"><text>${question.explanation === '' ? '' : htmlIn(question.explanation)}</text></generalfeedback>`,
    '    <defaultgrade>1</defaultgrade>',
    '    <hidden>0</hidden>',
    ...(isTruth ? truthLines(question) : choiceLines(question)),
    ...tagLines(question),
    '  </question>',
  ];
  return `${lines.join('\n')}\n`;
}

function truthLines({ key }: WritableQuestion): string[] {
  const answer = (word: string, right: boolean): string =>
    `    <answer fraction="${right ? 100 : 0}" format="moodle_auto_format"><text>${word}</text></answer>`;
  return [answer('true', key[0] === 'A'), answer('false', key[0] !== 'A')];
}

function choiceLines({ type, options, key }: WritableQuestion): string[] {
  const right = type === 'single' ? 100 : Number((100 / key.length).toFixed(5));
  // In a question with several answers, ticking everything must not be worth all points.
  const wrong = type === 'single' ? 0 : -100;
  return [
    `    <single>${type === 'single'}</single>`,
    '    <shuffleanswers>true</shuffleanswers>',
    '    <answernumbering>ABCD</answernumbering>',
    ...options.map(({ label, text }) => {
      const fraction = key.includes(label) ? right : wrong;
      return `    <answer fraction="${fraction}" format="html"><text>${htmlIn(text)}</text></answer>`;
    }),
  ];
}

function tagLines(question: WritableQuestion): string[] {
  const { knowledgePoint } = question;
  const asCategory = knowledgePoint !== null && fitsCategory(knowledgePoint);
  const tags = toTags({ ...question, knowledgePoint: asCategory ? null : knowledgePoint });
  if (tags.length === 0) return [];
  return ['    <tags>', ...tags.map((tag) => `      <tag><text>${escapeAttribute(tag)}</text></tag>`), '    </tags>'];
}

/** HTML inside XML is marked up twice. */
function htmlIn(text: string): string {
  return escapeMarkup(textToHtml(text));
}
