import { ArrowUp, Flag } from 'lucide-react';
import { useState } from 'react';
import { Button, Sheet, StatusShape } from '../../shared/ui/index.js';
import { LargeTypeSwitch } from '../../shared/ui/large-type-switch.js';
import { useRoomText } from './messages.js';
import { cellsOf, type CellFilter, type SlotState, type Summary } from './summary.js';
import style from './sheet.module.css';

interface SheetProps {
  open: boolean;
  /** `confirm` asks once more, with the list of what is not answered. */
  mode: 'sheet' | 'confirm';
  slots: readonly number[];
  current: number;
  summary: Summary;
  flags: ReadonlySet<number>;
  /** Another phone answers: here one may look, not hand in. */
  readOnly: boolean;
  onClose: () => void;
  onGo: (index: number) => void;
  onAsk: () => void;
  onHandIn: () => void;
}

/** The answer sheet, and the last question before handing in. */
export function AnswerSheet(props: SheetProps) {
  const t = useRoomText();
  const { open, mode, onClose } = props;
  return (
    <Sheet open={open} title={t(mode === 'sheet' ? 'sheet' : 'handIn')} onClose={onClose}>
      {mode === 'sheet' ? <Overview {...props} /> : <Confirm {...props} />}
    </Sheet>
  );
}

function Overview(props: SheetProps) {
  const t = useRoomText();
  const { slots, current, summary, flags, readOnly, onGo, onClose, onAsk } = props;
  const [filter, setFilter] = useState<CellFilter>('all');
  const flagged = slots.flatMap((slot, index) => (flags.has(slot) ? [index + 1] : []));
  // The last mark was taken away, or the last gap filled: there is nothing left to filter by.
  const shown = filter === 'flagged' && flagged.length === 0 ? 'all' : filter;
  return (
    <>
      <Counts summary={summary} />
      {flagged.length > 0 ? <Filters {...props} filter={shown} flagged={flagged.length} onFilter={setFilter} /> : null}
      <div className={style['grid']}>
        {cellsOf(slots, summary, flags, shown).map((index) => {
          const slot = slots[index] ?? 0;
          return (
            <Cell
              key={slot}
              number={index + 1}
              state={summary.states.get(slot) ?? 'empty'}
              flagged={flags.has(slot)}
              current={index === current}
              onGo={() => onGo(index)}
            />
          );
        })}
      </div>
      {flagged.length > 0 && shown === 'all' ? (
        <p className={style['note']}>
          <Flag size={16} aria-hidden />
          {t('flagged', { list: flagged.join('、') })}
        </p>
      ) : null}
      <div className={style['act']}>
        <Button kind="primary" big onClick={onClose}>
          {t(readOnly ? 'keepLooking' : 'keepGoing')}
        </Button>
        {readOnly ? null : (
          <Button big onClick={onAsk}>
            {t('handIn')}
          </Button>
        )}
      </div>
      {readOnly ? null : (
        <p className={style['tip']}>
          {summary.empty.length > 0 ? t('tip', { n: summary.empty.length }) : t('tipDone')}
        </p>
      )}
      <div className={style['large']}>
        <LargeTypeSwitch />
      </div>
    </>
  );
}

function Counts({ summary }: { summary: Summary }) {
  const t = useRoomText();
  return (
    <div className={style['sum']}>
      <span>
        <StatusShape kind="pass" size={18} />
        {t('saved')} <b>{summary.saved}</b>
      </span>
      {summary.waiting > 0 ? (
        <span>
          <StatusShape kind="warn" size={18} />
          {t('waiting')} <b>{summary.waiting}</b>
        </span>
      ) : null}
      <span>
        <StatusShape kind="none" size={18} />
        {t('unanswered')} <b>{summary.empty.length}</b>
      </span>
    </div>
  );
}

/** Which cells to show; offered as soon as a question carries a mark. */
function Filters({
  slots,
  summary,
  filter,
  flagged,
  onFilter,
}: SheetProps & { filter: CellFilter; flagged: number; onFilter: (filter: CellFilter) => void }) {
  const t = useRoomText();
  const choices: [filter: CellFilter, words: string][] = [
    ['all', t('filterAll', { n: slots.length })],
    ['empty', t('filterEmpty', { n: summary.empty.length })],
    ['flagged', t('filterFlagged', { n: flagged })],
  ];
  return (
    <div className={style['filters']} role="group" aria-label={t('filterLabel')}>
      {choices.map(([value, words]) => (
        <button key={value} type="button" aria-pressed={filter === value} onClick={() => onFilter(value)}>
          {words}
        </button>
      ))}
    </div>
  );
}

const words: Record<SlotState, 'saved' | 'waiting' | 'refusedOne' | 'unanswered'> = {
  saved: 'saved',
  waiting: 'waiting',
  refused: 'refusedOne',
  empty: 'unanswered',
};

function Cell({
  number,
  state,
  flagged,
  current,
  onGo,
}: {
  number: number;
  state: SlotState;
  flagged: boolean;
  current: boolean;
  onGo: () => void;
}) {
  const t = useRoomText();
  const state3 = [t(words[state]), flagged ? t('hasFlag') : '', current ? t('current') : ''].filter(Boolean);
  return (
    <button
      type="button"
      className={`${style['cell']} ${style[state]} ${current ? style['current'] : ''}`}
      aria-label={t('questionState', { n: number, state: state3.join('，') })}
      aria-current={current ? 'step' : undefined}
      onClick={onGo}
    >
      {number}
      {flagged ? (
        <Flag size={14} className={style['corner']} aria-hidden />
      ) : state === 'waiting' ? (
        <ArrowUp size={14} className={style['corner']} aria-hidden />
      ) : null}
    </button>
  );
}

function Confirm({ slots, summary, flags, onGo, onClose, onHandIn }: SheetProps) {
  const t = useRoomText();
  const gaps = cellsOf(slots, summary, flags, 'empty');
  return (
    <>
      <p className={style['ask']}>
        {gaps.length > 0 ? t('confirmGaps', { n: gaps.length }) : t('confirmDone', { n: slots.length })}
      </p>
      {gaps.length > 0 ? (
        <div className={style['grid']}>
          {gaps.map((index) => (
            <Cell
              key={index}
              number={index + 1}
              state="empty"
              flagged={flags.has(slots[index] ?? 0)}
              current={false}
              onGo={() => onGo(index)}
            />
          ))}
        </div>
      ) : null}
      {summary.waiting > 0 ? <p className={style['tip']}>{t('confirmWaiting', { n: summary.waiting })}</p> : null}
      <div className={style['act']}>
        <Button kind={gaps.length > 0 ? 'primary' : 'secondary'} big onClick={onClose}>
          {t('lookAgain')}
        </Button>
        <Button kind={gaps.length > 0 ? 'secondary' : 'primary'} big onClick={onHandIn}>
          {t('handInNow')}
        </Button>
      </div>
    </>
  );
}
