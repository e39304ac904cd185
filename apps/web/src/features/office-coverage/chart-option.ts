import type { CoverageChild } from '../../shared/api/types.js';
import { countText } from '../../shared/time/points.js';
import { gapOf } from '../office-kit/rates.js';

/** Colours of the chart, read from the design tokens. */
export interface Palette {
  readonly bar: string;
  readonly full: string;
  readonly ground: string;
  readonly ink: string;
  readonly ink3: string;
}

/**
 * Width of a bar in percent. A bar that is not full keeps a visible gap (at most 99), and one that is not empty keeps a
 * visible start (at least 1), so that no rounding makes 99.96 % look like all (contract.md 16).
 */
export function barWidth(met: number, due: number): number {
  if (due <= 0 || met <= 0) return 0;
  if (met >= due) return 100;
  return Math.min(99, Math.max(1, (met * 100) / due));
}

/** Horizontal bars, the largest gap first; the figure at the right is the fraction, not a percentage. */
export function coverageOption(rows: readonly CoverageChild[], palette: Palette): Record<string, unknown> {
  // echarts draws the first category at the bottom.
  const drawn = rows.toReversed();
  return {
    grid: { left: 8, right: 128, top: 4, bottom: 4, containLabel: true },
    xAxis: { type: 'value', min: 0, max: 100, show: false },
    yAxis: {
      type: 'category',
      data: drawn.map((row) => row.name),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: palette.ink, fontSize: 13, width: 170, overflow: 'truncate' },
    },
    series: [
      {
        type: 'bar',
        barWidth: 8,
        showBackground: true,
        backgroundStyle: { color: palette.ground, borderRadius: 4 },
        data: drawn.map((row) => ({
          value: barWidth(row.met, row.due),
          itemStyle: { color: row.due > 0 && row.met >= row.due ? palette.full : palette.bar, borderRadius: 4 },
        })),
        label: { show: false },
        cursor: 'pointer',
      },
      {
        // An invisible full-width bar carries the fraction at the right edge and is clickable over its whole length.
        type: 'bar',
        barWidth: 8,
        barGap: '-100%',
        z: 3,
        itemStyle: { color: 'transparent' },
        data: drawn.map(() => 100),
        cursor: 'pointer',
        label: {
          show: true,
          position: 'right',
          formatter: ({ dataIndex }: { dataIndex: number }) => figure(drawn[dataIndex]),
          rich: { n: { color: palette.ink, fontWeight: 600, fontSize: 13 }, d: { color: palette.ink3, fontSize: 12 } },
        },
      },
    ],
    tooltip: { show: false },
  };
}

function figure(row: CoverageChild | undefined): string {
  if (!row) return '';
  if (row.due === 0) return '{d|—}';
  return `{n|${countText(row.met)}}{d| / ${countText(row.due)}}${gapOf(row) === 0 ? '{n|  ✓}' : ''}`;
}
