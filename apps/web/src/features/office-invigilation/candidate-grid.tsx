import { useCallback, useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { Board, Candidate } from './api.js';
import { isLate, leftOf, roomsToTell, silenceOf } from './board-view.js';
import { CandidateCell } from './candidate-cell.js';
import { boardText as t } from './text.js';
import { agoText, placeText } from './words.js';

interface CandidateGridProps {
  readonly board: Board;
  readonly shown: readonly Candidate[];
  readonly now: number;
  readonly chosen: string | null;
  readonly onChoose: (personId: string) => void;
}

/** Everybody at a glance. Arrow keys move, Home and End go to the ends, Enter opens. */
export function CandidateGrid({ board, shown, now, chosen, onChoose }: CandidateGridProps) {
  const grid = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<string | null>(null);
  const reachable = shown.find((one) => one.personId === at)?.personId ?? shown[0]?.personId;
  const choose = useCallback(
    (personId: string) => {
      setAt(personId);
      onChoose(personId);
    },
    [onChoose],
  );
  const move = (event: KeyboardEvent): void => {
    const cells = [...(grid.current?.querySelectorAll<HTMLElement>('[data-person]') ?? [])];
    const here = cells.findIndex((cell) => cell === document.activeElement);
    const next = here < 0 ? undefined : targetOf(event.key, here, cells);
    if (next === undefined) return;
    event.preventDefault();
    const cell = cells[Math.min(cells.length - 1, Math.max(0, next))];
    setAt(cell?.dataset['person'] ?? null);
    cell?.focus();
  };
  const rooms = roomsToTell(board);
  useEffect(() => {
    // Chosen elsewhere, or below what the window shows: also his place in the hall is looked for.
    if (chosen) grid.current?.querySelector(`[data-person="${chosen}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the cells are buttons; the keys only move between them
    <div
      ref={grid}
      className={rooms.size > 0 ? 'oi-grid oi-in-rooms' : 'oi-grid'}
      role="group"
      aria-label={t('grid')}
      onKeyDown={move}
    >
      {shown.map((one) => {
        const left = leftOf(one, board.session, now);
        return (
          <CandidateCell
            key={one.personId}
            candidate={one}
            place={placeText(one, rooms)}
            chosen={one.personId === chosen}
            reachable={one.personId === reachable}
            room={one.roomId === null ? undefined : rooms.get(one.roomId)}
            minutesLeft={left === null ? null : Math.ceil(left / 60_000)}
            late={isLate(one, board.session, now)}
            silence={one.status === 'offline' ? agoText(silenceOf(one, now)) : null}
            onChoose={choose}
          />
        );
      })}
    </div>
  );
}

/** Where a key leads from cell `here`; rows are as wide as the window lets them be. */
function targetOf(key: string, here: number, cells: readonly HTMLElement[]): number | undefined {
  const top = cells[0]?.offsetTop;
  const wide = Math.max(1, cells.filter((cell) => cell.offsetTop === top).length);
  const targets: Record<string, number> = {
    ArrowLeft: here - 1,
    ArrowRight: here + 1,
    ArrowUp: here - wide,
    ArrowDown: here + wide,
    Home: 0,
    End: cells.length - 1,
  };
  return targets[key];
}
