import type { WritableQuestion } from '../../write-questions.js';
import type { ExportedFile } from '../exported-file.js';
import { escapeAttribute, escapeMarkup, textToHtml } from '../foreign-text.js';
import { titleOf } from '../found-items.js';
import { fitsCategory, toCategoryPath, toTags } from '../labels.js';
import { NO_PICTURES, imageAt, imageElement, pictureNames } from '../written-pictures.js';
import type { WrittenPictures } from '../written-pictures.js';

/**
 * Questions as Moodle XML, which our reader gives back exactly: the knowledge point as category, the explanation as
 * general feedback, difficulty, 通用/专业 and clauses as tags, pictures beside the text that shows them.
 */
export function writeMoodleXml(
  questions: readonly WritableQuestion[],
  pictures: WrittenPictures = NO_PICTURES,
): ExportedFile {
  const textAt = shownWith(pictures);
  const parts: string[] = [];
  let category: string | null = null;
  for (const question of questions) {
    const path = toCategoryPath(question.knowledgePoint);
    if (path !== category) {
      parts.push(`  <question type="category"><category><text>${escapeMarkup(path)}</text></category></question>\n`);
    }
    category = path;
    parts.push(writeQuestion(question, textAt));
  }
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${parts.join('')}</quiz>\n`;
  return { bytes: new TextEncoder().encode(xml), leftOut: [] };
}

/** The text of a place and what lies beside it. */
type TextAt = (question: WritableQuestion, place: string, text: string) => string;

/** Moodle puts a picture beside the text, encoded, and the text names it by `@@PLUGINFILE@@`. */
function shownWith(pictures: WrittenPictures): TextAt {
  const names = pictureNames(pictures);
  const encoded = new Map<string, string>();
  for (const [id, { bytes }] of pictures) {
    const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
    encoded.set(id, `<file name="${names.get(id) ?? ''}" path="/" encoding="base64">${data}</file>`);
  }
  return (question, place, text) => {
    const image = imageAt(question, place);
    if (image === undefined) return `<text>${htmlIn(text)}</text>`;
    const shown = `<p>${imageElement(image, `@@PLUGINFILE@@/${names.get(image.fileId) ?? ''}`)}</p>`;
    return `<text>${htmlIn(text)}${escapeMarkup(shown)}</text>${encoded.get(image.fileId) ?? ''}`;
  };
}

function writeQuestion(question: WritableQuestion, textAt: TextAt): string {
  const isTruth = question.type === 'true_false';
  const lines = [
    `  <question type="${isTruth ? 'truefalse' : 'multichoice'}">`,
    `    <name><text>${escapeMarkup(titleOf(question.stem))}</text></name>`,
    `    <questiontext format="html">${textAt(question, 'stem', question.stem)}</questiontext>`,
    `    <generalfeedback format="html"><text>${question.explanation === '' ? '' : htmlIn(question.explanation)}</text></generalfeedback>`,
    '    <defaultgrade>1</defaultgrade>',
    '    <hidden>0</hidden>',
    ...(isTruth ? truthLines(question) : choiceLines(question, textAt)),
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

function choiceLines(question: WritableQuestion, textAt: TextAt): string[] {
  const { type, options, key } = question;
  const right = type === 'single' ? 100 : Number((100 / key.length).toFixed(5));
  // In a question with several answers, ticking everything must not be worth all points.
  const wrong = type === 'single' ? 0 : -100;
  return [
    `    <single>${type === 'single'}</single>`,
    '    <shuffleanswers>true</shuffleanswers>',
    '    <answernumbering>ABCD</answernumbering>',
    ...options.map(({ label, text }) => {
      const fraction = key.includes(label) ? right : wrong;
      return `    <answer fraction="${fraction}" format="html">${textAt(question, label, text)}</answer>`;
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
