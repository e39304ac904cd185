import { BarChart as EBarChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

use([EBarChart, GridComponent, TooltipComponent, AriaComponent, SVGRenderer]);

interface ChartProps {
  readonly option: EChartsCoreOption;
  readonly height: number;
  /** What the chart shows, in one sentence. */
  readonly label: string;
  readonly onPick?: (index: number) => void;
}

/** The value of a design token, because a chart cannot read CSS variables. */
export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** A bar chart that follows its width; the same figures always stand in a table as well. */
export function BarChart({ option, height, label, onPick }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const pick = useRef(onPick);
  useEffect(() => {
    pick.current = onPick;
  }, [onPick]);
  useEffect(() => {
    if (!place.current) return;
    const made = init(place.current, null, { renderer: 'svg' });
    chart.current = made;
    made.on('click', (event) => pick.current?.(event.dataIndex));
    const watch = new ResizeObserver(() => made.resize());
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);
  useEffect(() => {
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    chart.current?.setOption(
      {
        animation: !calm,
        animationDuration: 200,
        aria: { enabled: true, label: { description: label } },
        textStyle: { fontFamily: token('--font') },
        ...option,
      },
      true,
    );
    chart.current?.resize();
  }, [option, label]);
  return <div ref={place} role="img" aria-label={label} style={{ height }} />;
}
