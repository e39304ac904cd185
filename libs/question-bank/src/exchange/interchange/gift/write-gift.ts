import { TRUE_FALSE_OPTIONS } from '../../../model/question.js';
import type { WritableQuestion } from '../../write-questions.js';
import type { ExportedFile } from '../exported-file.js';
import { needsPreserving, textToHtml } from '../foreign-text.js';
import { fitsCategory, toCategoryPath, toTags } from '../labels.js';

/**
 * Questions as GIFT, readable by Moodle and by our reader, which gives back exactly the same questions. Difficulty,
 * category and clauses stand as `[tag:…]`, the knowledge point as `$CATEGORY`, the explanation as general feedback.
 */
export function writeGift(questions: readonly WritableQuestion[]): ExportedFile {
  const blocks: string[] = [];
  let category: string | null = null;
  for (const question of questions) {
    const path = toCategoryPath(question.knowledgePoint);
    if (path !== category) blocks.push(`$CATEGORY: ${path}`);
    category = path;
    blocks.push(writeQuestion(question));
  }
  return { bytes: new TextEncoder().encode(blocks.map((block) => `${block}\n\n`).join('')), leftOut: [] };
}

function writeQuestion(question: WritableQuestion): string {
  const { knowledgePoint } = question;
  const asCategory = knowledgePoint !== null && fitsCategory(knowledgePoint);
  const tags = toTags({ ...question, knowledgePoint: asCategory ? null : knowledgePoint });
  const stem = writeText(question.stem, 'plain');
  // Answers inherit the format of the stem.
  const inherited = stem.startsWith('[html]') ? 'html' : 'plain';
  const explanation = question.explanation === '' ? '' : `\n\t####${writeText(question.explanation, inherited)}`;
  const answers = question.type === 'true_false' ? truth(question) : choices(question, inherited);
  return [
    ...(tags.length > 0 ? [`// ${tags.map((tag) => `[tag:${tag}]`).join(' ')}`] : []),
    `${stem} {${answers}${explanation}${answers.includes('\n') || explanation !== '' ? '\n' : ''}}`,
  ].join('\n');
}

function truth({ key }: WritableQuestion): string {
  return key[0] === TRUE_FALSE_OPTIONS[0]?.label ? 'TRUE' : 'FALSE';
}

function choices({ type, options, key }: WritableQuestion, inherited: 'html' | 'plain'): string {
  const right = `~%${share(key.length)}%`;
  return options
    .map(({ label, text }) => {
      const sign = type === 'single' ? (key.includes(label) ? '=' : '~') : key.includes(label) ? right : '~%-100%';
      return `\n\t${sign}${writeText(text, inherited)}`;
    })
    .join('');
}

/** Moodle knows 100/n for these numbers of right answers, with five digits. */
function share(count: number): number {
  return Number((100 / count).toFixed(5));
}

/** Most texts need no mark; one that Moodle would fold or take for HTML is marked, and blanks at its ends need HTML. */
function writeText(text: string, inherited: 'html' | 'plain'): string {
  if (/^[ \t\n\r\f]|[ \t\n\r\f]$|\r/.test(text)) return `[html]${escape(textToHtml(text))}`;
  const isSimple = /^[\p{L}\p{N}]/u.test(text) && !needsPreserving(text) && !/\n|[<&]/.test(text);
  return `${isSimple && inherited === 'plain' ? '' : '[plain]'}${escape(text)}`;
}

function escape(text: string): string {
  return text.replace(/[\\~=#{}:]/g, '\\$&').replaceAll('\n', '\\n');
}
