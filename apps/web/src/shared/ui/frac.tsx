import { barWidth, countText } from '../time/points.js';
import './frac.css';

/** A rate as two integers; the denominator smaller (ui.md §4). `size` is the numerator's size in px. */
export function Frac({ n, of, size }: { n: number; of: number; size?: number }) {
  return (
    <span className="frac" style={size ? { fontSize: size } : undefined}>
      {countText(n)}
      <i>{countText(of)}</i>
    </span>
  );
}

/** A bar that shows a visible gap until numerator = denominator. `tone` colours an unfinished bar. */
export function Bar({ n, of, tone, label }: { n: number; of: number; tone?: 'warn' | 'stop'; label?: string }) {
  const full = of > 0 && n >= of;
  return (
    <div
      className={`bar ${full ? 'bar-full' : tone ? `bar-${tone}` : ''}`}
      role="progressbar"
      aria-valuemin={0}
      aria-valuemax={of}
      aria-valuenow={n}
      aria-valuetext={`${n}/${of}`}
      aria-label={label}
    >
      <i style={{ width: `${barWidth(n, of)}%` }} />
    </div>
  );
}
