import { countText } from '../../../shared/time/points.js';

const WAN = 10_000;
const YI = 100_000_000;

/**
 * A small chance as people say it: 「1/20,000」 from ten thousand on in 万, in 亿 only «less than»; rounded so that it never
 * looks less likely than it is.
 */
export function chanceText(chance: number): string {
  const of = Math.floor(1 / chance);
  if (of < 2) return '1/2 以上';
  if (of >= YI) return '不到 1/1亿';
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(of)) - 1);
  const rounded = Math.floor(of / unit) * unit;
  return rounded < 10 * WAN ? `1/${countText(rounded)}` : `1/${countText(Math.floor(rounded / WAN))}万`;
}
