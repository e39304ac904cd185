import { COLOR, MARK, px } from './palette.js';
import type { DrawOperation } from './operations.js';

/** A4 portrait in points. */
export const PAGE = { width: 595.28, height: 841.89 } as const;

/** Lamp, roof and tick in a square of the given side. */
export function markAt(
  x: number,
  y: number,
  side: number,
  lamp: string,
  roof: string,
  strokeWidth: number = MARK.strokeWidth,
): DrawOperation[] {
  const scale = side / MARK.box;
  return [
    { kind: 'path', data: MARK.lamp, x, y, scale, fill: lamp },
    { kind: 'path', data: MARK.roof, x, y, scale, stroke: roof, strokeWidth },
  ];
}

/** Watermark, double frame and the mark at the head. */
export function frameOperations(): DrawOperation[] {
  const side = px(430);
  return [
    ...markAt((PAGE.width - side) / 2, px(550) - side / 2, side, COLOR.watermark, COLOR.watermark),
    {
      kind: 'rectangle',
      x: px(45),
      y: px(45),
      width: PAGE.width - px(90),
      height: px(990),
      radius: px(3),
      stroke: COLOR.azure700,
      lineWidth: px(2),
    },
    {
      kind: 'rectangle',
      x: px(53.5),
      y: px(53.5),
      width: PAGE.width - px(107),
      height: px(973),
      radius: px(2),
      stroke: COLOR.azure300,
      lineWidth: px(1),
    },
    ...markAt((PAGE.width - px(50)) / 2, px(104), px(50), COLOR.lamp, COLOR.azure700),
  ];
}
