import { memo } from 'react';
import { barWidth } from '../../shared/time/points.js';
import { StatusShape } from '../../shared/ui/index.js';
import type { Candidate } from './api.js';
import { isDone, wantsLook } from './board-view.js';
import { boardText as t } from './text.js';
import { seatText, statusKinds } from './words.js';

interface CandidateCellProps {
  readonly candidate: Candidate;
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
  const { candidate, chosen } = props;
  const { status, name, answered, total } = candidate;
  const label = t('cell.label', {
    name,
    seat: seatText(candidate),
    status: t(`status.${status}`),
    n: answered,
    of: total,
    more: wantsLook(candidate) ? t('cell.look') : '',
  });
  return (
    <button
      type="button"
      className={`oi-cell oi-${isDone(candidate) ? 'done' : status}${wantsLook(candidate) ? ' oi-look' : ''}`}
      data-person={candidate.personId}
      aria-pressed={chosen}
      aria-label={label}
      title={`${name} · ${candidate.unitName}`}
      tabIndex={props.reachable ? 0 : -1}
      onClick={() => props.onChoose(candidate.personId)}
    >
      <span className="oi-top">
        <b>{name}</b>
        <i>{candidate.seat ?? ''}</i>
      </span>
      <CellState {...props} />
    </button>
  );
});

function CellState({ candidate, minutesLeft, late, silence }: CandidateCellProps) {
  const { status, answered, total } = candidate;
  if (status === 'in_progress') {
    return (
      <span className="oi-run">
        <u>
          <s style={{ width: `${barWidth(answered, total)}%` }} />
        </u>
        <em>{answered}</em>
        {minutesLeft === null ? null : (
          <em className={late ? 'oi-late' : 'oi-left'}>{t('cell.left', { n: minutesLeft })}</em>
        )}
      </span>
    );
  }
  return (
    <span className="oi-state">
      <StatusShape kind={statusKinds[status]} size={13} />
      {status === 'submitted'
        ? t('cell.done')
        : status === 'expired'
          ? t('cell.expired')
          : status === 'offline'
            ? t('cell.offline', { for: silence ?? '' })
            : status === 'paused'
              ? t('cell.paused')
              : t('cell.absent')}
      {status === 'offline' || status === 'paused' ? <em>{answered}</em> : null}
    </span>
  );
}
