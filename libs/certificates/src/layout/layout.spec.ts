import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  CertificateOverflowError,
  layoutCertificate,
  missingGlyphs,
  MissingGlyphsError,
  qrMatrix,
  qrSvgPath,
  type CertificateFields,
  type CertificateLayout,
} from '../index.js';
import type { TextOperation } from './operations.js';
import { widthOf } from './text.js';
import { sampleFields, sampleFonts } from '../testing/samples.js';

const fonts = sampleFonts();
const texts = (layout: CertificateLayout) =>
  layout.operations.filter((each): each is TextOperation => each.kind === 'text');

/** Printed lines from top to bottom, runs of one baseline joined. */
function linesOf(fields: CertificateFields): string[] {
  const lines = new Map<number, string>();
  for (const { baseline, text } of texts(layoutCertificate(fields, fonts)))
    lines.set(baseline, (lines.get(baseline) ?? '') + text);
  return [...lines].sort(([a], [b]) => a - b).map(([, text]) => text);
}

/** No run leaves the inner frame, and no two runs of one baseline overlap. */
function expectTidy(fields: CertificateFields): void {
  const operations = texts(layoutCertificate(fields, fonts));
  const sorted = [...operations].sort((a, b) => a.baseline - b.baseline || a.x - b.x);
  for (const [index, operation] of sorted.entries()) {
    const right = operation.x + widthOf(operation.text, operation, fonts);
    expect(operation.x).toBeGreaterThanOrEqual(36);
    expect(right).toBeLessThanOrEqual(595.28 - 36 + operation.size / 2);
    const next = sorted[index + 1];
    // A closing mark gives up its blank half before the next mark.
    const nextX = next?.baseline === operation.baseline ? next.x : Infinity;
    expect(nextX).toBeGreaterThan(right - operation.size * 0.51);
  }
}

/** Modules that a path of runs fills. */
const filled = (path: string) => [...path.matchAll(/h(\d+)v/g)].reduce((sum, match) => sum + Number(match[1]), 0);

describe('layoutCertificate', () => {
  it('sets the mock-up as drawn: text 15 pt, table 11 pt, four lines and a closing one', () => {
    const lines = linesOf(sampleFields());
    expect(lines.slice(2, 7)).toEqual([
      '兹证明 赵树林（身份证件 140428********0718），系',
      '长子县岚水沟煤业有限公司采煤机司机，于2026年11月2日至',
      '11月20日参加采掘岗位年度安全培训，应修 20 学时，实修',
      '20 学时，考核成绩 90 分，成绩合格。',
      '特发此证。',
    ]);
    const operations = texts(layoutCertificate(sampleFields(), fonts));
    expect(operations.find((each) => each.text.includes('兹证明'))?.size).toBe(15);
    expect(operations.find((each) => each.text.startsWith('机考'))?.size).toBe(11);
    expectTidy(sampleFields());
  });

  it('never breaks an enterprise of up to 35 characters, a date or a number with its unit', () => {
    for (let length = 4; length <= 35; length++) {
      const organisation = '长治市'.padEnd(length - 2, '岚水沟煤业') + '公司';
      for (const post of ['电工', '采煤机司机', '井下爆破工（二级）']) {
        const fields = sampleFields({ organisation, post, startOn: '2025-12-28', completedHours: 2350 });
        const lines = linesOf(fields);
        for (const whole of [
          organisation,
          '2025年12月28日',
          '2026年11月20日',
          '20 学时',
          '23.5 学时',
          '140428********0718',
        ]) {
          expect([whole, lines.some((line) => line.includes(whole))]).toEqual([whole, true]);
        }
      }
    }
  });

  it('never begins a line with a closing mark or ends one with an opening mark', () => {
    for (let length = 1; length <= 60; length++) {
      const lines = linesOf(
        sampleFields({
          programme: `${'（安全）'.repeat(20).slice(0, length)}班`,
          holderName: '赵'.repeat(1 + (length % 20)),
        }),
      );
      for (const line of lines) expect(line).not.toMatch(/^[，。、）」：；％]|[（「]$/);
    }
  });

  it('keeps names of one to sixty characters whole on the page', () => {
    for (const name of ['李', '欧阳建国', '阿卜杜热西提·买买提依明·艾尔肯', '长'.repeat(60), 'Ab '.repeat(20).trim()]) {
      expect(
        linesOf(sampleFields({ holderName: name }))
          .join('')
          .replace(/\s/g, ''),
      ).toContain(name.replace(/\s/g, ''));
      expectTidy(sampleFields({ holderName: name }));
    }
  });

  it('holds any mixture of long and short fields on the page without losing a character', () => {
    const han = fc
      .string({ unit: fc.constantFrom(...'安全培训煤矿岗位（）、，·ABC12 𠮷'), minLength: 1, maxLength: 60 })
      .map((text) => `岚${text}`);
    const amount = fc.option(fc.nat(100_000));
    fc.assert(
      fc.property(
        han,
        han,
        han,
        han,
        han,
        amount,
        amount,
        (holderName, organisation, post, programme, issuer, score, hours) => {
          const fields = sampleFields({
            holderName,
            organisation,
            post,
            programme,
            issuer,
            scoreHundredths: score,
            completedHours: hours,
          });
          expectTidy(fields);
          const printed = linesOf(fields).join('').replace(/\s/g, '');
          for (const text of [holderName, organisation, programme]) expect(printed).toContain(text.replace(/\s/g, ''));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('refuses what cannot fit instead of cutting it', () => {
    expect(() => layoutCertificate(sampleFields({ programme: '安'.repeat(1200) }), fonts)).toThrow(
      CertificateOverflowError,
    );
    expect(() => layoutCertificate(sampleFields({ title: '证'.repeat(60) }), fonts)).toThrow(CertificateOverflowError);
    expect(() => layoutCertificate(sampleFields({ issuer: '岚'.repeat(200) }), fonts)).toThrow(
      CertificateOverflowError,
    );
  });

  it('leaves out what is not there', () => {
    const text = linesOf(
      sampleFields({
        organisation: '',
        post: '',
        holderIdMasked: '',
        startOn: null,
        requiredHours: null,
        completedHours: null,
        scoreHundredths: null,
      }),
    ).join('');
    expect(text).toContain('兹证明 赵树林，于2026年11月20日参加采掘岗位年度安全培训，考核合格。');
    expect(linesOf(sampleFields({ validUntil: null })).join('')).toContain('长期有效');
    expect(linesOf(sampleFields({ startOn: '2026-11-20' })).join('')).toContain('于2026年11月20日参加');
  });
});

describe('missingGlyphs', () => {
  it('A24 finds rare characters in the fallback fonts and names those that none holds', () => {
    expect(missingGlyphs('赵树林𠮷䶮㛃𬭚·ABCé〇()\\<>&', fonts)).toEqual([]);
    expect(missingGlyphs('岚🙂𠀀𠀀', fonts)).toEqual(
      ['🙂', '𠀀'].filter((each) => missingGlyphs(each, fonts).length > 0),
    );
    expect(missingGlyphs('🙂', fonts)).toEqual(['🙂']);
    expect(() => layoutCertificate(sampleFields({ holderName: '赵🙂' }), fonts)).toThrow(MissingGlyphsError);
  });

  it('draws a rare character with a font of the chain that holds it, in its place', () => {
    const runs = texts(layoutCertificate(sampleFields({ holderName: '赵𠮷林' }), fonts)).filter(
      (each) => each.size === 18.75,
    );
    expect(runs.map(({ text, font }) => [text, font])).toEqual([
      ['赵', 0],
      ['𠮷', 1],
      ['林', 0],
    ]);
    expect(runs[2]?.x).toBeCloseTo((runs[0]?.x ?? 0) + 2 * (18.75 + 1.125), 1);
  });
});

describe('qrSvgPath', () => {
  it('draws exactly the dark modules, and none in the free middle', () => {
    const matrix = qrMatrix('https://example.cn/v/1');
    let dark = 0;
    let middle = 0;
    for (let row = 0; row < matrix.size; row++) {
      for (let column = 0; column < matrix.size; column++) {
        if (!matrix.isDark(column, row)) continue;
        dark++;
        if (Math.abs(column - (matrix.size - 1) / 2) <= 3 && Math.abs(row - (matrix.size - 1) / 2) <= 3) middle++;
      }
    }
    expect(filled(qrSvgPath('https://example.cn/v/1'))).toBe(dark);
    expect(filled(qrSvgPath(matrix, 7))).toBe(dark - middle);
  });
});
