import {
  drawText,
  mm,
  qrMatrix,
  qrSvgPath,
  type CertificateFonts,
  type DrawOperation,
  type PageLayout,
  type TextStyle,
} from '@zhian/certificates';
import { cardsOnSheets, type Corner } from './cards-on-sheets.js';
import { textBlock } from './text-block.js';

export interface PrintedBadge {
  readonly name: string;
  readonly unit: string;
  readonly posts: readonly string[];
  /** Last four of the ID number. */
  readonly tail: string;
  /** What the QR code says. */
  readonly code: string;
}

/** The size of bank and identity cards (ISO/IEC 7810 ID-1), which every badge holder takes. */
const CARD = { width: mm(85.6), height: mm(54) } as const;
const GRID = { columns: 2, rows: 5, ...CARD } as const;
const PADDING = mm(5);
const QR_SIDE = mm(30);
const TEXT_WIDTH = CARD.width - QR_SIDE - 2 * PADDING - mm(4);

const style = (face: TextStyle['face'], size: number, color = '#000000'): TextStyle => ({ face, size, color });
const HEAD = style('sansMedium', 8, '#1f4e8c');
const NAME = style('sansMedium', 17);
const LONG_NAME = style('sansMedium', 12);
const FACT = style('sansRegular', 9.5);
const SMALL = style('sansRegular', 7.5, '#444444');
const NAME_IN_ONE_LINE = 6;

/** Ten cards on a sheet: whose it is on the left, the code on the right. */
export function badgeSheet(badges: readonly PrintedBadge[], issuedOn: string, fonts: CertificateFonts): PageLayout[] {
  return cardsOnSheets(badges, GRID, (badge, corner) => badgeCard(badge, issuedOn, corner, fonts));
}

function badgeCard(badge: PrintedBadge, issuedOn: string, { x, y }: Corner, fonts: CertificateFonts): DrawOperation[] {
  const left = x + PADDING;
  const nameStyle = [...badge.name].length > NAME_IN_ONE_LINE ? LONG_NAME : NAME;
  const block = (text: string, baseline: number, textStyle: TextStyle): ReturnType<typeof textBlock> =>
    textBlock(text, { x: left, baseline, width: TEXT_WIDTH, lines: 2, style: textStyle }, fonts);
  const name = block(badge.name, y + mm(17.5), nameStyle);
  const unit = block(badge.unit, name.next, FACT);
  const posts = block(badge.posts.join('、'), unit.next, FACT);
  const qr = qrMatrix(badge.code);
  return [
    ...drawText('登录牌', left, y + mm(8), HEAD, fonts),
    ...name.operations,
    ...unit.operations,
    ...posts.operations,
    ...drawText(`证件尾号 ${badge.tail} · ${issuedOn} 发`, left, y + CARD.height - mm(9), SMALL, fonts),
    {
      kind: 'path',
      data: qrSvgPath(qr),
      x: x + CARD.width - PADDING - QR_SIDE,
      y: y + mm(8),
      scale: QR_SIDE / qr.size,
      fill: '#000000',
    },
    ...drawText('在共用设备上扫码登录。丢了马上告诉安全管理人员。', left, y + CARD.height - mm(4.5), SMALL, fonts),
  ];
}
