import { AlignmentType, Paragraph, Tab, TextRun, type IStylesOptions } from 'docx';
import { LABEL, LINE, SECTION, SMALL, SOLUTION, TEXT, TITLE } from '../type-styles.js';

/** Word counts in twentieths of a point, sizes of letters in half points. */
export const twips = (points: number): number => Math.round(points * 20);
const halfPoints = (points: number): number => Math.round(points * 2);

/** Every Word in China has these; others put their own Chinese fonts in their place. */
const SERIF = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', cs: 'Times New Roman', eastAsia: '宋体' };
const SANS = { ascii: 'Arial', hAnsi: 'Arial', cs: 'Arial', eastAsia: '黑体' };

const style = (id: string, size: number, font: typeof SERIF, more: { bold?: boolean; color?: string } = {}) => ({
  id,
  name: id,
  basedOn: 'Normal',
  run: { font, size: halfPoints(size), ...more },
});
const grey = SMALL.color.slice(1);

export const DOCUMENT_STYLES: IStylesOptions = {
  default: {
    document: {
      run: { font: SERIF, size: halfPoints(TEXT.size), language: { eastAsia: 'zh-CN', value: 'zh-CN' } },
      paragraph: { spacing: { line: twips(LINE), lineRule: 'atLeast' } },
    },
  },
  paragraphStyles: [
    style('Headline', TITLE.size, SERIF, { bold: true }),
    style('SectionHead', SECTION.size, SANS),
    style('Note', LABEL.size, SANS),
    style('Foot', SMALL.size, SANS, { color: grey }),
    style('Solution', SOLUTION.size, SANS, { color: grey }),
    style('Box', LABEL.size, SANS),
    style('SmallBox', LABEL.size - 2, SANS),
  ],
};

export const headlineOf = (text: string): Paragraph =>
  new Paragraph({ style: 'Headline', alignment: AlignmentType.CENTER, children: runsOf(text), spacing: { after: 80 } });

export const noteOf = (text: string, alignment?: (typeof AlignmentType)[keyof typeof AlignmentType]): Paragraph =>
  new Paragraph({ style: 'Note', children: runsOf(text), ...(alignment ? { alignment } : {}) });

/** Words as they are; line breaks that the author has set stay within the paragraph. */
export function runsOf(text: string): TextRun[] {
  return text
    .split(/\r?\n/)
    .map((line, index) => new TextRun({ children: withTabs(line), ...(index > 0 ? { break: 1 } : {}) }));
}

/** A tab is an element of its own: in a text it is only some blank. */
function withTabs(line: string): (string | Tab)[] {
  return textOf(line)
    .split('\t')
    .flatMap((part, index) => (index > 0 ? [new Tab(), part] : [part]));
}

/** XML has no place for control characters, not even escaped (XML 1.0, 2.2). */
export function textOf(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');
}
