import { Flag, Timer } from 'lucide-react';
import { countText } from '../../shared/time/points.js';
import { Frac, StatusShape } from '../../shared/ui/index.js';
import type { StatusKind } from '../../shared/ui/index.js';
import type { Board } from './api.js';
import { isLate, wantsLook } from './board-view.js';
import type { BoardFilter } from './board-view.js';
import { boardText as t } from './text.js';

interface BoardLegendProps {
  readonly board: Board;
  readonly now: number;
  readonly filter: BoardFilter | undefined;
  readonly onFilter: (filter: BoardFilter | undefined) => void;
}

const kinds: Partial<Record<BoardFilter, StatusKind>> = {
  running: 'due',
  offline: 'warn',
  absent: 'none',
  done: 'pass',
};

/** How many of what; each figure shows its people when pressed, and everybody when pressed again. */
export function BoardLegend({ board, now, filter, onFilter }: BoardLegendProps) {
  const { counts, session, candidates } = board;
  const numbers: Record<BoardFilter, number> = {
    running: counts.inProgress,
    done: counts.submitted,
    offline: counts.offline,
    absent: counts.notStarted,
    look: candidates.filter(wantsLook).length,
    late: candidates.filter((one) => isLate(one, session, now)).length,
  };
  const part = (key: BoardFilter) => (
    <button
      key={key}
      type="button"
      aria-pressed={filter === key}
      onClick={() => onFilter(filter === key ? undefined : key)}
    >
      {key === 'look' ? (
        <Flag size={16} strokeWidth={1.75} aria-hidden className="ok-stop" />
      ) : key === 'late' ? (
        <Timer size={16} strokeWidth={1.75} aria-hidden />
      ) : (
        <StatusShape kind={kinds[key] ?? 'none'} />
      )}
      {t(`count.${key}`)}
      {key === 'done' ? <Frac n={numbers.done} of={counts.entries} size={16} /> : <b>{countText(numbers[key])}</b>}
    </button>
  );
  return (
    <div className="oi-legend">
      <span>
        <b className="big">{countText(counts.entries)}</b> {t('count.entries')}
      </span>
      {(['running', 'done', 'offline', 'absent'] as const).map(part)}
      <i aria-hidden />
      {(['look', 'late'] as const).map(part)}
    </div>
  );
}
