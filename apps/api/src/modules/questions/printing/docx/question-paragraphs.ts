import { ImageRun, Paragraph, TabStopType, TextRun, type IParagraphOptions } from 'docx';
import type { CertificateFonts } from '@zhian/certificates';
import { guardedIfMisread, type WritableQuestion } from '@zhian/question-bank';
import { optionColumns, optionRows, type OptionColumns } from '../option-columns.js';
import type { PrintedOption, PrintedPicture, PrintedQuestion, PrintedSolution } from '../printed-document.js';
import { sectionsOf } from '../sections.js';
import { solutionLines } from '../solution-lines.js';
import { COLUMN, NUMBER_INDENT, OPTION_AREA, OPTION_INDENT, pictureSize } from '../type-styles.js';
import { runsOf, textOf, twips } from './word-styles.js';

type Layout = Pick<IParagraphOptions, 'indent' | 'tabStops' | 'style'>;

const OPTION_LEFT = NUMBER_INDENT + OPTION_INDENT;
const STEM: Layout = { indent: { left: twips(NUMBER_INDENT), hanging: twips(NUMBER_INDENT) } };
const OPTION: Layout = { indent: { left: twips(OPTION_LEFT), hanging: twips(OPTION_INDENT) } };
const PIXELS_PER_POINT = 96 / 72;

export function sectionParagraph(title: string): Paragraph {
  return new Paragraph({
    style: 'SectionHead',
    keepNext: true,
    spacing: { before: twips(4), after: twips(3) },
    children: runsOf(title),
  });
}

/** Stem, pictures, options and, where it is printed, the key: kept together, so that no stem stands without its options. */
export function questionParagraphs(given: PrintedQuestion, fonts: CertificateFonts): Paragraph[] {
  const columns = optionColumns(given.options, fonts);
  const question = given.solution ? readable(given, given.solution, columns) : given;
  const { slot, stem, picture, solution } = question;
  const parts: (Layout & { children: IParagraphOptions['children'] })[] = [
    { ...STEM, children: runsOf(`${slot}.\t${stem}`) },
    ...(picture ? [{ indent: { left: twips(NUMBER_INDENT) }, children: [pictureRun(picture, NUMBER_INDENT)] }] : []),
    ...optionLines(question, columns),
    ...(solution ? solutionLines(solution) : []).map((line) => ({
      style: 'Solution',
      indent: { left: twips(NUMBER_INDENT) },
      children: runsOf(line),
    })),
  ];
  return parts.map(
    (part, index) =>
      new Paragraph({
        ...part,
        keepLines: true,
        keepNext: index < parts.length - 1,
        ...(index === parts.length - 1 ? { spacing: { after: twips(7) } } : {}),
      }),
  );
}

function optionLines({ options }: PrintedQuestion, columns: OptionColumns) {
  if (columns === 1)
    return options.map(({ id, text, picture }) => ({
      ...OPTION,
      // In one paragraph, so that whoever reads it sees whose picture it is.
      children: [
        ...runsOf(`${id}.\t${text}`),
        ...(picture ? [new TextRun({ break: 1 }), pictureRun(picture, OPTION_LEFT)] : []),
      ],
    }));
  const layout: Layout = {
    indent: { left: twips(NUMBER_INDENT) },
    tabStops: Array.from({ length: columns - 1 }, (_, index) => ({
      type: TabStopType.LEFT,
      position: twips(NUMBER_INDENT + ((index + 1) * OPTION_AREA) / columns),
    })),
  };
  return optionRows(options, columns).map((row) => ({
    ...layout,
    children: runsOf(optionRowText(row)),
  }));
}

function pictureRun(picture: PrintedPicture, indent: number): ImageRun {
  const { width, height } = pictureSize(picture, COLUMN - indent);
  return new ImageRun({
    type: picture.type,
    data: picture.bytes,
    transformation: { width: width * PIXELS_PER_POINT, height: height * PIXELS_PER_POINT },
    altText: { name: '图片', description: textOf(picture.alt) },
  });
}

/** With guards that nobody sees where its words would be taken for marks, so that the document can be imported again. */
function readable(question: PrintedQuestion, solution: PrintedSolution, columns: OptionColumns): PrintedQuestion {
  const { type, stem, options, slot } = question;
  const { key, explanation, clause } = solution;
  const guarded = guardedIfMisread(
    {
      type,
      stem,
      options: options.map((option) => ({ label: option.id, text: wordsOf(option) })),
      key: [...key],
      explanation,
      difficulty: null,
      knowledgePoint: null,
      category: null,
      sourceClause: clause === '' ? null : clause,
    },
    slot,
    (tried) => linesAsRead(question, tried, key, columns).join('\n'),
  );
  return {
    ...question,
    stem: guarded.stem,
    options: optionsOf(question, guarded).map((option, at) =>
      options[at]?.text === '' ? { ...option, text: '' } : option,
    ),
    solution: { key, explanation: guarded.explanation, clause: guarded.sourceClause ?? '' },
  };
}

/** Where an option is nothing but its picture, words stand for it while it is tried. */
const wordsOf = ({ id, text, picture }: PrintedOption): string => (text === '' && picture ? `图 ${id}` : text);

/** A judgement's two words are known to the reader, and stay as they are. */
const optionsOf = ({ type, options }: PrintedQuestion, said: WritableQuestion): PrintedOption[] =>
  options.map((option, at) => (type === 'true_false' ? option : { ...option, text: said.options[at]?.text ?? '' }));

/** What stands in the document, as our reader of Word files sees it. */
function linesAsRead(
  question: PrintedQuestion,
  said: WritableQuestion,
  key: string,
  columns: OptionColumns,
): readonly string[] {
  const solution = { key, explanation: said.explanation, clause: said.sourceClause ?? '' };
  return [
    sectionsOf([question])[0]?.title ?? '',
    `${question.slot}.\t${said.stem}`,
    ...optionRows(optionsOf(question, said), columns).map(optionRowText),
    ...solutionLines(solution),
  ];
}

const optionRowText = (row: readonly PrintedOption[]): string => row.map(({ id, text }) => `${id}. ${text}`).join('\t');
