import { CertificateOverflowError } from '../model/errors.js';
import type { CertificateFields } from '../model/fields.js';
import { formatDate, NOTICE } from '../model/wording.js';
import { signatureFingerprint, type CertificateSignature } from '../verify/signature.js';
import type { CertificateFonts } from './fonts.js';
import { PAGE, markAt } from './frame.js';
import { breakLines, drawLine, type Line } from './line-break.js';
import type { DrawOperation } from './operations.js';
import { COLOR, mm, px } from './palette.js';
import { qrFreeModules, qrMatrix, qrSvgPath } from './qr.js';
import { drawCentered, drawText, shrinkToFit, widthOf, type TextStyle } from './text.js';

/** 33 mm of modules; the four modules of quiet zone come on top (ui 11). */
export const QR_SIDE = mm(33);
/** The ring shows where a seal of 42 mm goes, over issuer and date. */
export const SEAL_RADIUS = mm(21);
const QR_TOP = px(803);
const SIGN_CENTER = px(528);
const SIGN_WIDTH = px(300);
/** The text and the table end above this line, which leaves the quiet zone free. */
export const FOOT_TOP = QR_TOP - px(24);

const UNIT: TextStyle = { face: 'serifBold', size: 14.25, color: COLOR.ink };
const DATE: TextStyle = { face: 'serifRegular', size: 13.5, color: COLOR.ink };
const CAPTION: TextStyle = { face: 'sansRegular', size: 10.5, color: COLOR.ink };
const CODE: TextStyle = { face: 'sansRegular', size: 8.5, color: COLOR.ink2 };
const SMALL: TextStyle = { face: 'sansRegular', size: 7, color: COLOR.ink3 };
const LAST: TextStyle = { face: 'sansRegular', size: 8.6, color: COLOR.ink2 };

/** QR with the mark in its middle, caption and verification code. */
export function qrOperations(fields: CertificateFields, left: number, fonts: CertificateFonts): DrawOperation[] {
  const matrix = qrMatrix(fields.verificationUrl);
  const { size } = matrix;
  const module = QR_SIDE / size;
  const free = qrFreeModules(size);
  const quiet = 4 * module;
  const mark = (free - 1) * module;
  const at = { x: left + (QR_SIDE - mark) / 2, y: QR_TOP + (QR_SIDE - mark) / 2 };
  const inner = (mark / 48) * 0.754;
  const caption = QR_TOP + QR_SIDE + Math.max(quiet, px(10)) + CAPTION.size * 0.92;
  const code = shrinkToFit(
    `校验码 ${fields.verificationCode}`,
    CODE,
    SIGN_CENTER - SIGN_WIDTH / 2 + px(20) - left,
    6,
    fonts,
  );
  return [
    {
      kind: 'rectangle',
      x: left - quiet,
      y: QR_TOP - quiet,
      width: QR_SIDE + 2 * quiet,
      height: QR_SIDE + 2 * quiet,
      fill: COLOR.white,
    },
    { kind: 'path', data: qrSvgPath(matrix, free), x: left, y: QR_TOP, scale: module, fill: COLOR.qr },
    { kind: 'rectangle', ...at, width: mark, height: mark, radius: mark * 0.235, fill: COLOR.azure700 },
    ...markAt(at.x + (mark / 48) * 5.9, at.y + (mark / 48) * 5.4, inner * 48, COLOR.lamp, COLOR.white, 5.6),
    { kind: 'link', x: left, y: QR_TOP, width: QR_SIDE, height: QR_SIDE, url: fields.verificationUrl },
    ...drawText('扫码查真假', left, caption, CAPTION, fonts),
    ...drawText(`校验码 ${fields.verificationCode}`, left, caption + px(19), code, fonts),
  ];
}

/** Issuer and date, with the ring of the seal across them. */
export function issuerOperations(fields: CertificateFields, fonts: CertificateFonts): DrawOperation[] {
  const fitted = shrinkToFit(fields.issuer, UNIT, SIGN_WIDTH, 10.5, fonts);
  const lines = balancedLines(fields.issuer, fitted, fonts);
  const leading = fitted.size * 1.35;
  const dateBaseline = px(973);
  if (lines.length > 3) throw new CertificateOverflowError('the issuer is too long');
  const unitBaseline = lines.length === 1 ? px(934) : px(943) - (lines.length - 1) * leading;
  const seal = { x: px(573), y: px(928) };
  const r = SEAL_RADIUS;
  const ring = `M${-r} 0a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1 ${-2 * r} 0z`;
  const hint: TextStyle = { face: 'sansRegular', size: 10.5, color: COLOR.sealText, spacing: 2.1 };
  return [
    { kind: 'path', data: ring, ...seal, scale: 1, stroke: COLOR.seal, strokeWidth: 1.4, dash: [4.4, 4] },
    ...drawCentered('盖章处', seal.x, px(889), hint, fonts),
    ...lines.flatMap((line, index) => {
      const width = line.units.reduce((sum, unit) => sum + unit.width, 0);
      return drawLine(line, SIGN_CENTER - width / 2, unitBaseline + index * leading, fonts);
    }),
    ...drawCentered(formatDate(fields.issuedOn), SIGN_CENTER, dateBaseline, DATE, fonts),
  ];
}

/** Lines of about equal length: as few as the width needs, then as narrow as they go. */
function balancedLines(text: string, style: TextStyle, fonts: CertificateFonts): Line[] {
  const within = (width: number) => breakLines([{ text, style, keep: true }], width, 0, fonts);
  const count = within(SIGN_WIDTH).length;
  for (let width = widthOf(text, style, fonts) / count; width < SIGN_WIDTH; width += style.size / 2) {
    const lines = within(width);
    if (lines.length === count) return lines;
  }
  return within(SIGN_WIDTH);
}

/** Below the frame: the signature's fingerprint, small, and last of all what this certificate is not. */
export function noticeOperations(
  signature: CertificateSignature | undefined,
  fonts: CertificateFonts,
): DrawOperation[] {
  const left = px(48);
  const right = PAGE.width - px(48);
  const last = drawText(NOTICE, left, px(1080), LAST, fonts);
  if (signature === undefined) return last;
  const proof = `${signature.algorithm} · 密钥 ${signature.keyId} · 签名指纹 ${signatureFingerprint(signature)}`;
  return [
    ...drawText('已电子签名，断网可验', left, px(1058), LAST, fonts),
    ...drawText(proof, right - widthOf(proof, SMALL, fonts), px(1058), SMALL, fonts),
    ...last,
  ];
}
