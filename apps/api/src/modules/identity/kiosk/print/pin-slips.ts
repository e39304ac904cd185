import {
  drawText,
  mm,
  type CertificateFonts,
  type DrawOperation,
  type PageLayout,
  type TextStyle,
} from '@zhian/certificates';
import { cardsOnSheets, type Corner } from './cards-on-sheets.js';
import { textBlock } from './text-block.js';

export interface PrintedSlip {
  readonly name: string;
  readonly unit: string;
  /** Last four of the ID number. */
  readonly tail: string;
  readonly pin: string;
}

const SLIP = { width: mm(95), height: mm(27) } as const;
const GRID = { columns: 2, rows: 10, ...SLIP } as const;
const PADDING = mm(4);
const PIN_WIDTH = mm(38);
const GAP = mm(3);

const style = (face: TextStyle['face'], size: number, color = '#000000', spacing = 0): TextStyle => ({
  face,
  size,
  color,
  spacing,
});
const NAME = style('sansMedium', 12);
const FACT = style('sansRegular', 9);
const PIN = style('sansMedium', 18, '#000000', 3);
const SMALL = style('sansRegular', 7, '#444444');

/** Twenty strips on a sheet, one for each person. */
export function pinSlips(slips: readonly PrintedSlip[], issuedOn: string, fonts: CertificateFonts): PageLayout[] {
  return cardsOnSheets(slips, GRID, (slip, corner) => pinSlip(slip, issuedOn, corner, fonts));
}

function pinSlip(slip: PrintedSlip, issuedOn: string, { x, y }: Corner, fonts: CertificateFonts): DrawOperation[] {
  const left = x + PADDING;
  const width = SLIP.width - 2 * PADDING - PIN_WIDTH - GAP;
  const right = x + SLIP.width - PADDING - PIN_WIDTH;
  const name = textBlock(slip.name, { x: left, baseline: y + mm(6.5), width, lines: 1, style: NAME }, fonts);
  const unit = textBlock(slip.unit, { x: left, baseline: name.next, width, lines: 2, style: FACT }, fonts);
  return [
    ...name.operations,
    ...unit.operations,
    ...drawText(`证件尾号 ${slip.tail} · ${issuedOn} 发`, left, unit.next, SMALL, fonts),
    ...drawText('数字密码', right, y + mm(6), SMALL, fonts),
    ...drawText(slip.pin, right, y + mm(14), PIN, fonts),
    ...drawText(
      '共用设备上用。不要告诉别人；登录自己的账号，在「我的」里可以改。',
      left,
      y + SLIP.height - mm(3.5),
      SMALL,
      fonts,
    ),
  ];
}
