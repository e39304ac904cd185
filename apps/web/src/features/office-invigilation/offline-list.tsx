import type { ServerClock } from '../../shared/offline/server-clock.js';
import type { Board } from './api.js';
import { roomsToTell, silenceOf } from './board-view.js';
import { boardText as t } from './text.js';
import { useNow } from './use-board.js';
import { agoText, placeText } from './words.js';

interface OfflineListProps {
  readonly board: Board;
  readonly clock: ServerClock;
  /** Says what a click on a person does, while nobody is chosen. */
  readonly hint: boolean;
  readonly onChoose: (personId: string) => void;
}

/** Who is cut off, the longest first. */
export function OfflineList({ board, clock, hint, onChoose }: OfflineListProps) {
  const now = useNow(clock, 1000);
  const offline = board.candidates
    .filter(({ status }) => status === 'offline')
    .toSorted((a, b) => silenceOf(b, now) - silenceOf(a, now));
  const rooms = roomsToTell(board);
  return (
    <section className="ok-card oi-panel">
      <div className="row">
        <h2 className="grow">{t('panel.offline', { n: offline.length })}</h2>
        {offline.length > 0 ? <span className="oi-safe">{t('panel.offline.safe')}</span> : null}
      </div>
      {offline.length === 0 ? <p className="ok-mut">{t('panel.offline.none')}</p> : null}
      <ul className="oi-off-list">
        {offline.map((one) => (
          <li key={one.personId}>
            <button type="button" onClick={() => onChoose(one.personId)}>
              <b>{one.name}</b>
              <span className="dim grow">{placeText(one, rooms)}</span>
              <em>{agoText(silenceOf(one, now))}</em>
            </button>
          </li>
        ))}
      </ul>
      {hint ? <p className="ok-dim">{t('panel.pick')}</p> : null}
    </section>
  );
}
