import { useMemo } from 'react';
import { countText } from '../../shared/time/points.js';
import { BarChart, token } from '../office-kit/bar-chart.js';
import { EmptyStart } from '../office-kit/empty-start.js';
import type { ExamSummary } from './api.js';
import { examText as t } from './text.js';

/** How many people reached which band of points; chart and table carry the same figures. */
export function Distribution({ summary }: { readonly summary: ExamSummary }) {
  const bands = summary.distribution;
  const people = bands.reduce((all, band) => all + band.count, 0);
  const option = useMemo(
    () => ({
      grid: { left: 40, right: 16, top: 24, bottom: 28 },
      xAxis: {
        type: 'category',
        data: bands.map(bandText),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: token('--line-control') } },
        axisLabel: { color: token('--ink-3') },
      },
      yAxis: {
        type: 'value',
        minInterval: 1,
        splitLine: { lineStyle: { color: token('--line') } },
        axisLabel: { color: token('--ink-3') },
      },
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      series: [
        {
          type: 'bar',
          name: t('dist.people'),
          data: bands.map((band) => band.count),
          barMaxWidth: 44,
          itemStyle: { color: token('--azure-600'), borderRadius: [4, 4, 0, 0] },
          label: { show: true, position: 'top', color: token('--ink') },
        },
      ],
    }),
    [bands],
  );
  if (people === 0) return <EmptyStart title={t('dist.empty')} />;
  return (
    <div className="ok-pad ok-stack">
      <BarChart option={option} height={300} label={t('dist.label', { n: countText(people) })} />
      <table className="ok-plain" aria-label={t('tab.distribution')}>
        <thead>
          <tr>
            <th>{t('dist.points')}</th>
            <th className="n">{t('dist.people')}</th>
          </tr>
        </thead>
        <tbody>
          {bands.map((band) => (
            <tr key={band.from}>
              <td>{bandText(band)}</td>
              <td className="n">{countText(band.count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const bandText = (band: { from: number; to: number }): string => t('dist.band', { from: band.from, to: band.to });
