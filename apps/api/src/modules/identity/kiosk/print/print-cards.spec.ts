import { describe, expect, it } from '@jest/globals';
import type { PageLayout } from '@zhian/certificates';
import { printFonts } from '../../../../platform/fonts/print-fonts.js';
import { newBadgeCode } from '../badge-code.js';
import { badgeSheet, type PrintedBadge } from './badge-sheet.js';
import { pinSlips } from './pin-slips.js';
import { printCards } from './print-cards.js';

const issuedOn = '2026-11-23';
const badge = (more: Partial<PrintedBadge> = {}): PrintedBadge => ({
  name: '王建国',
  unit: '综采一队',
  posts: ['采煤机司机'],
  tail: '123X',
  code: newBadgeCode(),
  ...more,
});

const textOf = ({ operations }: PageLayout): string =>
  operations.map((operation) => (operation.kind === 'text' ? operation.text : '')).join('');

/** Everything that is drawn lies on the sheet. */
function expectOnSheet({ width, height, operations }: PageLayout): void {
  for (const operation of operations) {
    if (operation.kind === 'link') continue;
    const y = operation.kind === 'text' ? operation.baseline : operation.y;
    expect([operation.x >= 0, operation.x < width, y >= 0, y < height]).toEqual([true, true, true, true]);
  }
}

describe('a sheet of badges', () => {
  it('says whose each is; what its code says stands there in no letters', async () => {
    const one = badge();
    const [page] = badgeSheet([one], issuedOn, await printFonts());
    if (!page) throw new Error('no page');
    for (const printed of [one.name, one.unit, '采煤机司机', '证件尾号 123X', issuedOn])
      expect(textOf(page)).toContain(printed);
    expect(textOf(page)).not.toContain(one.code);
    expect(page.operations.filter(({ kind }) => kind === 'path').length).toBeGreaterThan(1);
  });

  it('holds ten, and goes on on the next page', async () => {
    const badges = Array.from({ length: 11 }, (_, n) => badge({ name: `第${n}人` }));
    const pages = badgeSheet(badges, issuedOn, await printFonts());
    expect(pages).toHaveLength(2);
    expect(pages.map(textOf).join('')).toContain('第9人');
    expect(pages[1] && textOf(pages[1])).toContain('第10人');
    pages.forEach(expectOnSheet);
  });

  it('cuts what is too long, and prints a mark for what no font has', async () => {
    const fonts = await printFonts();
    const long = badge({
      name: '阿卜杜热西提·买买提依明·艾尔肯',
      unit: '甲乙丙丁戊己庚辛壬癸'.repeat(6),
      posts: Array.from({ length: 20 }, (_, n) => `岗位${n}`),
    });
    const [page] = badgeSheet([long, badge({ name: '李🙂一' })], issuedOn, fonts);
    if (!page) throw new Error('no page');
    expect(textOf(page)).toContain(long.name);
    expect(textOf(page).split('…')).toHaveLength(3);
    expect(textOf(page)).toContain('李〓一');
    await expect(printCards({ issuedOn, badges: [long] })).resolves.toBeInstanceOf(Uint8Array);
  });
});

describe('PIN slips', () => {
  it('hold twenty on a page, each with its own number', async () => {
    const slips = Array.from({ length: 21 }, (_, n) => ({
      name: `第${n}人`,
      unit: '掘进队',
      tail: '0000',
      pin: String(408_100 + n),
    }));
    const pages = pinSlips(slips, issuedOn, await printFonts());
    expect(pages).toHaveLength(2);
    pages.forEach(expectOnSheet);
    const text = pages.map(textOf).join('');
    for (const { name, pin } of slips) expect([text.includes(name), text.includes(pin)]).toEqual([true, true]);
  });

  it('have room for a team with what it belongs to', async () => {
    const unit = '机电运输部 / 井下机修车间 / 检修一班';
    const [page] = pinSlips([{ name: '王建国', unit, tail: '0000', pin: '408100' }], issuedOn, await printFonts());
    expect(page && textOf(page).replaceAll(' ', '')).toContain(unit.replaceAll(' ', ''));
  });
});
