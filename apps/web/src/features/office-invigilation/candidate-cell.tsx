import { memo } from 'react';
import { barWidth } from '../../shared/time/points.js';
import { StatusShape } from '../../shared/ui/index.js';
import type { Candidate } from './api.js';
import { isDone, wantsLook } from './board-view.js';
import { statusKinds, word } from './words.js';

interface CandidateCellProps {
  readonly candidate: Candidate;
  /** Where he sits, in words. */
  readonly place: string;
  /** Shown where people of several rooms are in view: the number of a seat says nothing without it. */
  readonly room: string | undefined;
  readonly chosen: boolean;
  /** In the tab order; the others are reached by arrow keys. */
  readonly reachable: boolean;
  /** Whole minutes that are left; null where no clock runs. */
  readonly minutesLeft: number | null;
  readonly late: boolean;
  /** How long he has not been heard of; only of those who are cut off. */
  readonly silence: string | null;
  readonly onChoose: (personId: string) => void;
}

/** One candidate. Drawn again only when something of his has changed. */
export const CandidateCell = memo(function CandidateCell(props: CandidateCellProps) {
  const { candidate, chosen, place, room } = props;
  const { status, name, answered, total } = candidate;
  const label = [
    name,
    place,
    word(`status.${status}`),
    `${answered}/${total}`,
    ...(wantsLook(candidate) ? [word('count.look')] : []),
  ].join('，');
  return (
    <button
      type="button"
      className={`oi-cell oi-${isDone(candidate) ? 'done' : status}${wantsLook(candidate) ? ' oi-look' : ''}`}
      data-person={candidate.personId}
      aria-pressed={chosen}
      aria-label={label}
      title={[name, candidate.unitName, place].join(' · ')}
      tabIndex={props.reachable ? 0 : -1}
      onClick={() => props.onChoose(candidate.personId)}
    >
      <span className="oi-top">
        <b>{name}</b>
        <i>{candidate.seat ?? ''}</i>
      </span>
      <CellState {...props} />
      {room ? <span className="oi-place">{room}</span> : null}
    </button>
  );
});

const cellWords = {
  not_started: 'cell.absent',
  in_progress: 'status.in_progress',
  offline: 'cell.offline',
  paused: 'cell.paused',
  on_paper: 'status.on_paper',
  submitted: 'cell.done',
  expired: 'cell.expired',
} as const;

function CellState({ candidate, minutesLeft, late, silence }: CandidateCellProps) {
  const { status, answered, total } = candidate;
  if (status === 'in_progress') {
    return (
      <span className="oi-run">
        <u>
          <s style={{ width: `${barWidth(answered, total)}%` }} />
        </u>
        <em>{answered}</em>
        {minutesLeft === null ? null : <em className={late ? 'oi-late' : 'oi-left'}>{minutesLeft}′</em>}
      </span>
    );
  }
  return (
    <span className="oi-state">
      <StatusShape kind={statusKinds[status]} size={13} />
      {word(cellWords[status])}
      {silence === null ? null : ` ${silence}`}
      {status === 'paused' ? <em>{answered}</em> : null}
    </span>
  );
}
