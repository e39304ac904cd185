import { describe, expect, it } from '@jest/globals';
import type { CertificateFonts, DrawOperation, PageLayout } from '@zhian/certificates';
import { printFonts } from '../../../../platform/fonts/print-fonts.js';
import { layOutPaper } from './lay-out-paper.js';
import type { PrintedDocument, PrintedQuestion } from '../printed-document.js';
import { optionColumns } from '../option-columns.js';
import { sectionsOf } from '../sections.js';
import { COLUMN, PAGE } from '../type-styles.js';

const question = (slot: number, more: Partial<PrintedQuestion> = {}): PrintedQuestion => ({
  slot,
  type: 'single',
  stem: `第 ${slot} 道题：进入有限空间作业前，应当先做什么？`,
  options: ['先通风、再检测、后作业', '直接进入', '先作业、后检测', '只要有人看着就行'].map((text, place) => ({
    id: 'ABCD'.charAt(place),
    text,
  })),
  points: 200,
  ...more,
});
const paper = (questions: readonly PrintedQuestion[], more: Partial<PrintedDocument> = {}): PrintedDocument => ({
  title: '第四季度安全考试',
  subtitle: '满分 100 分',
  instructions: ['考试说明：单选题只选一项。'],
  candidate: { name: '𠮷田䶮', unit: '长子县某煤矿', seat: '一号考场 3 号' },
  number: 'ABCD-EFGH',
  questions,
  head: true,
  answerSheet: true,
  ...more,
});
const many = (count: number): PrintedQuestion[] => Array.from({ length: count }, (_, index) => question(index + 1));

const textOf = (page: PageLayout): string =>
  page.operations.flatMap((operation) => (operation.kind === 'text' ? [operation.text] : [])).join('');

function boxOf(operation: DrawOperation, fonts: CertificateFonts): [number, number, number, number] | null {
  if (operation.kind === 'text') {
    const font = fonts.chains[operation.face][operation.font];
    const width = [...operation.text].reduce(
      (sum, letter) => sum + (font?.glyphForCodePoint(letter.codePointAt(0) ?? 0).advanceWidth ?? 0),
      0,
    );
    const right = operation.x + (width / (font?.unitsPerEm ?? 1)) * operation.size;
    return [operation.x, operation.baseline - operation.size, right, operation.baseline];
  }
  if (operation.kind === 'image' || operation.kind === 'rectangle')
    return [operation.x, operation.y, operation.x + operation.width, operation.y + operation.height];
  return null;
}

describe('a printed paper', () => {
  it('keeps everything within 20 mm margins, long words and rare characters too', async () => {
    const fonts = await printFonts();
    const hard = question(7, {
      stem: `𠮷𬭚䶮㛃 ${'Wolfeschlegelsteinhausenbergerdorff'.repeat(4)} ${'长'.repeat(400)}`,
      options: [{ id: 'A', text: 'x'.repeat(200) }, ...question(7).options.slice(1)],
      picture: { name: 'large', type: 'png', alt: '', bytes: new Uint8Array(), width: 3000, height: 9000 },
    });
    const pages = layOutPaper(paper([...many(6), hard, ...many(30)], { title: '长标题'.repeat(40) }), fonts);
    for (const page of pages)
      for (const operation of page.operations) {
        const box = boxOf(operation, fonts);
        if (!box) continue;
        expect(box[0]).toBeGreaterThan(PAGE.margin - 0.5);
        // A closing mark may hang half its blank width over the edge.
        expect(box[2]).toBeLessThan(PAGE.width - PAGE.margin + 6);
        expect(box[1]).toBeGreaterThan(PAGE.margin - 1);
        expect(box[3]).toBeLessThan(PAGE.height - PAGE.margin + 1);
      }
    const missing = pages
      .flatMap((page) => page.operations)
      .filter(
        (operation) =>
          operation.kind === 'text' &&
          [...operation.text].some(
            (letter) =>
              fonts.chains[operation.face][operation.font]?.glyphForCodePoint(letter.codePointAt(0) ?? 0).id === 0,
          ),
      );
    expect(missing).toEqual([]);
  });

  it('never parts options from their stem', async () => {
    const fonts = await printFonts();
    const pages = layOutPaper(paper(many(60), { answerSheet: false }), fonts);
    expect(pages.length).toBeGreaterThan(3);
    const columns = pages.flatMap((page) =>
      [0, 1].map((column) =>
        page.operations
          .flatMap((operation) =>
            operation.kind === 'text' &&
            operation.x >= PAGE.margin + column * (COLUMN + PAGE.gap) - 1 &&
            operation.x < PAGE.margin + column * (COLUMN + PAGE.gap) + COLUMN
              ? [operation.text]
              : [],
          )
          .join(''),
      ),
    );
    for (let slot = 1; slot <= 60; slot += 1) {
      const column = columns.find((text) => text.includes(`第 ${slot} 道题`)) ?? '';
      const from = column.indexOf(`第 ${slot} 道题`);
      const end = column.indexOf('道题', from + 8);
      expect(column.slice(from, end < 0 ? undefined : end)).toContain('只要有人看着就行');
    }
  });

  it('says the page, the paper number and the name on every page, and has a box for every option last', async () => {
    const pages = layOutPaper(paper(many(70)), await printFonts());
    pages.forEach((page, index) => {
      expect(textOf(page)).toContain(`第 ${index + 1}/${pages.length} 页`);
      expect(textOf(page)).toContain('ABCD-EFGH');
      expect(textOf(page)).toContain('𠮷田䶮');
    });
    const boxes = pages.flatMap((page) => page.operations.filter((operation) => operation.kind === 'rectangle'));
    expect(boxes).toHaveLength(70 * 4);
    expect(textOf(pages.at(-1) as PageLayout)).toContain('答题卡');
  });

  it('prints what no font can draw as its plain form, and what has none as a mark, never as an empty box', async () => {
    const pages = layOutPaper(paper([question(1, { stem: 'H₂S 与 😀' })]), await printFonts());
    expect(textOf(pages[0] as PageLayout)).toContain('H2S 与 〓');
  });

  it('groups by kind and worth, and prints a key only where it is given', async () => {
    const mixed = [question(1), question(2), question(3, { type: 'multiple', points: 350 })];
    expect(sectionsOf(mixed).map((section) => section.title)).toEqual([
      '一、单选题（每题 2 分，共 4 分）',
      '二、多选题（每题 3.5 分，共 3.5 分）',
    ]);
    const worths = Array.from({ length: 21 }, (_, index) => question(index + 1, { points: (index + 1) * 100 }));
    const ordinals = sectionsOf(worths).map((section) => section.title.split('、')[0]);
    expect([ordinals[9], ordinals[10], ordinals[19], ordinals[20]]).toEqual(['十', '十一', '二十', '二十一']);
    const fonts = await printFonts();
    const plain = layOutPaper(paper(mixed), fonts).map(textOf).join('');
    expect(plain).not.toContain('答案：');
    const solved = mixed.map((one) => ({
      ...one,
      solution: { key: 'AC', explanation: '见规程第三条', clause: '第五条' },
    }));
    expect(layOutPaper(paper(solved), fonts).map(textOf).join('')).toContain(
      '答案：AC解析：见规程第三条依据条款：第五条',
    );
  });

  it('sets options four, two or one in a row, by their length', async () => {
    const fonts = await printFonts();
    const columnsOf = (...texts: string[]) =>
      optionColumns(
        texts.map((text, place) => ({ id: 'ABCD'.charAt(place), text })),
        fonts,
      );
    expect(columnsOf('1米', '2米', '3米', '4米')).toBe(4);
    expect(columnsOf('先通风', '后检测', '再作业', '都可以做')).toBe(2);
    expect(columnsOf('正确', '错误')).toBe(2);
    expect(columnsOf('先通风、再检测、后作业', '否', '是', '都行')).toBe(1);
    expect(columnsOf('甲\n乙', '丙', '丁', '戊')).toBe(1);
    const short = question(1, {
      options: ['1米', '2米', '3米', '4米'].map((text, at) => ({ id: 'ABCD'.charAt(at), text })),
    });
    const [page] = layOutPaper(paper([short], { answerSheet: false }), fonts);
    const marks = page?.operations.filter(
      (operation) => operation.kind === 'text' && /^[A-D]\.$/.test(operation.text),
    ) as { baseline: number; x: number }[];
    expect(new Set(marks.map(({ baseline }) => baseline)).size).toBe(1);
    expect(new Set(marks.map(({ x }) => x)).size).toBe(4);
  });
});
