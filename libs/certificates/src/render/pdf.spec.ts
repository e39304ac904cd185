import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  FONT_FILES,
  MissingGlyphsError,
  openFonts,
  readProof,
  renderCertificate,
  signCertificate,
  verifyCertificate,
} from '../index.js';
import type { CertificateFields, CertificateFonts, FontHandle } from '../index.js';
import { formatDate, NOTICE } from '../model/wording.js';
import { decodeQr, rasterise, readPdf, skeletonOf } from '../testing/pdf.js';
import { fontBytes, sampleFields, sampleFonts, sampleKey } from '../testing/samples.js';

const fonts = sampleFonts();
const { privateKey, keys } = sampleKey();
const render = (fields: CertificateFields, with_: CertificateFonts = fonts) =>
  renderCertificate(fields, signCertificate(fields, privateKey), with_);
const squeeze = (text: string) => text.replace(/\s/g, '');

const NAMES: readonly (readonly [string, string])[] = [
  ['brackets', '张(三)'],
  ['one bracket', '李)四('],
  ['a backslash', '王\\五\\'],
  ['endobj', '赵 endobj 六 endstream'],
  ['HTML', '<script>alert(1)</script><b>&amp;'],
  ['an action', '/JS (app.alert(1)) /Launch /URI'],
  ['4-byte characters', '𠮷𬭚䶮㛃'],
  ['a long name with points', '阿卜杜热西提·买买提依明·艾尔肯'],
  ['60 characters', '长'.repeat(30) + '𠮷'.repeat(30)],
  ['60 Latin characters', 'Maximiliane-Alexandrina Wolfeschlegelsteinhausenbergerdorff'],
  ['two characters', '李一'],
];

const firstFile = (role: (typeof FONT_FILES)[number]['role']) => fontBytes(role)[0] ?? new Uint8Array();
const lie = (font: FontHandle) => Object.create(font, { hasGlyphForCodePoint: { value: () => true } }) as FontHandle;

/** The fonts without those that stand in for rare characters. */
function fourFonts(): CertificateFonts {
  return openFonts({
    sansRegular: firstFile('sansRegular'),
    sansMedium: firstFile('sansMedium'),
    serifRegular: firstFile('serifRegular'),
    serifBold: firstFile('serifBold'),
  });
}

describe('A24 the PDF carries hostile and rare names as text and nothing else', () => {
  it.each(NAMES)('A24 %s', async (_, holderName) => {
    const fields = sampleFields({ holderName });
    const bytes = await render(fields);
    const read = await readPdf(bytes);
    expect(read.pages).toBe(1);
    expect(read.text).toContain(squeeze(holderName));
    expect(read.glyphCodes.length).toBeGreaterThan(150);
    expect(read.glyphCodes.filter((code) => code === 0)).toEqual([]);
    expect(read.links).toEqual([fields.verificationUrl]);
    expect([read.scripts, read.attachments]).toEqual([null, null]);
    const skeleton = skeletonOf(bytes);
    expect(skeleton).not.toMatch(/\/(JS|JavaScript|Launch|OpenAction|AA|EmbeddedFile|SubmitForm|GoToR|Helvetica)\b/);
    expect(skeleton.match(/\/URI \(/g)).toHaveLength(1);
  });

  it('A24 refuses a character that no font holds before anything is drawn', async () => {
    const few = fourFonts();
    await expect(render(sampleFields({ holderName: '𠮷' }), few)).rejects.toThrow(MissingGlyphsError);
    await expect(render(sampleFields({ organisation: '岚🙂' }))).rejects.toThrow('organisation: no glyph for U+1F642');
  });

  it('A24 known-bad twin: a font that claims a character it lacks prints .notdef, and the check sees it', async () => {
    const few = fourFonts();
    const chains = Object.fromEntries(Object.entries(few.chains).map(([face, chain]) => [face, chain.map(lie)]));
    const liars = { ...few, chains } as unknown as CertificateFonts;
    const read = await readPdf(await render(sampleFields({ holderName: '𠮷' }), liars));
    expect(read.glyphCodes).toContain(0);
  });
});

describe('renderCertificate', () => {
  it('prints every field, and last of all that it is not 特种作业操作证', async () => {
    const fields = sampleFields({
      requiredHours: 2400,
      completedHours: 2350,
      scoreHundredths: 9150,
      passHundredths: 8500,
    });
    const { text, title } = await readPdf(await render(fields));
    const { number, holderName, holderIdMasked, organisation, post, programme, assessment, issuer, verificationCode } =
      fields;
    const printed = [
      number,
      fields.title,
      holderName,
      holderIdMasked,
      organisation,
      post,
      programme,
      assessment,
      issuer,
    ];
    const values = ['2026年11月2日', '11月20日', '24学时', '23.5学时', '91.5分', '合格线85分', '2027年11月22日'];
    for (const value of [...printed, ...values, formatDate(fields.issuedOn), verificationCode]) {
      expect(text).toContain(squeeze(value));
    }
    expect(text.endsWith(NOTICE)).toBe(true);
    expect(NOTICE).toContain('不是特种作业操作证');
    expect(title).toBe(`${fields.title} ${number}`);
  });

  it('is byte for byte the same twice, and changes with one field', async () => {
    const [first, second, other] = await Promise.all([
      render(sampleFields()),
      render(sampleFields()),
      render(sampleFields({ scoreHundredths: 9050 })),
    ]);
    expect(Buffer.compare(first, second)).toBe(0);
    expect(Buffer.compare(first, other)).not.toBe(0);
    expect(skeletonOf(first)).toContain('/CreationDate');
    expect(skeletonOf(first)).toContain('(D:20261122160000Z)');
  });

  it('A36 is byte for byte the same in another process, whatever was rendered there before', async () => {
    const here = createHash('sha256')
      .update(await render(sampleFields({ holderName: '文 敏' })))
      .digest('hex');
    const folder = join(import.meta.dirname, '../testing');
    const args = ['--no-warnings', '--import', join(folder, 'typescript-loader.mjs'), join(folder, 'render-once.mjs')];
    const env = { ...process.env, TZ: 'America/Lima', NODE_OPTIONS: '' };
    expect(execFileSync(process.execPath, args, { encoding: 'utf8', env })).toBe(here);
  }, 60_000);

  it('A37 carries its proof, which can be checked without the network', async () => {
    const fields = sampleFields({ holderName: '𠮷(x)\\', validUntil: null });
    const bytes = await render(fields);
    const proof = readProof(bytes);
    expect(proof?.fields).toEqual(fields);
    expect(proof && verifyCertificate(proof.fields, proof.signature, keys)).toBe('valid');
    expect(readProof(new Uint8Array(100))).toBeNull();
    const broken = Buffer.from(bytes);
    broken[broken.indexOf('(1.ey') + 12] = 0x21;
    expect(readProof(broken)).toBeNull();
  });
});

describe('the printed page, seen by poppler', () => {
  it.each([150, 110])(
    'has a QR of at least 33 mm with four modules of white that reads as the address, at %d dpi',
    async (dpi) => {
      const fields = sampleFields();
      const page = rasterise(await render(fields), dpi);
      expect(page.width).toBe(Math.ceil((595.28 / 72) * dpi));
      const qr = decodeQr(page);
      expect(qr?.text).toBe(fields.verificationUrl);
      if (qr === null) return;
      expect(qr.side).toBeGreaterThanOrEqual((33 / 25.4) * dpi - 1.5);
      const quiet = Math.floor((qr.side / qr.modules) * 4) - 1;
      expect(darkest(page, qr.left - quiet, qr.top - quiet, quiet - 1, qr.side + 2 * quiet)).toBeGreaterThan(250);
      expect(darkest(page, qr.left - quiet, qr.top + qr.side + 2, qr.side + 2 * quiet, quiet - 3)).toBeGreaterThan(250);
      expect(darkest(page, qr.left - quiet, qr.top - quiet, qr.side + 2 * quiet, quiet - 1)).toBeGreaterThan(250);
      expect(darkest(page, qr.left + qr.side + 2, qr.top - quiet, quiet - 3, qr.side + 2 * quiet)).toBeGreaterThan(250);
    },
  );

  it('reads the QR of long and of short addresses', async () => {
    for (const verificationUrl of [
      'https://a.cn/v/1',
      `https://anquan-peixun.example.gov.cn/zhian/v/${'7K2M9QXD'.repeat(8)}`,
    ]) {
      const page = rasterise(await render(sampleFields({ verificationUrl })), 150);
      expect(decodeQr(page)?.text).toBe(verificationUrl);
    }
  });
});

/** The darkest value of any channel within a rectangle of pixels. */
function darkest(page: ReturnType<typeof rasterise>, left: number, top: number, width: number, height: number): number {
  let value = 255;
  for (let y = Math.round(top); y < top + height; y++) {
    for (let x = Math.round(left); x < left + width; x++) {
      const at = (y * page.width + x) * 4;
      value = Math.min(value, page.data[at] ?? 0, page.data[at + 1] ?? 0, page.data[at + 2] ?? 0);
    }
  }
  return value;
}
