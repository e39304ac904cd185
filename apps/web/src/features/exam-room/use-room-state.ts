import { useCallback, useMemo, useState } from 'react';
import { choiceAfter } from './keyboard.js';
import type { TimedAttempt } from './requests.js';
import { summarise } from './summary.js';
import { useFlags, useOffline, useSyncSnapshot, type OpenRoom } from './use-exam-room.js';
import { useFirstOpen, useKeys } from './use-room-steps.js';

/** What the exam room shows and what can be done in it: where one is, what is chosen, what is saved, what is open. */
export function useRoomState(loaded: TimedAttempt, room: OpenRoom) {
  const { attempt } = loaded;
  const { sync, log } = room;
  const state = useSyncSnapshot(sync);
  const offline = useOffline();
  const [flags, toggleFlag] = useFlags(log);
  const slots = attempt.paper.slots;
  const numbers = useMemo(() => slots.map(({ slot }) => slot), [slots]);
  const summary = useMemo(() => summarise(numbers, state.entries), [numbers, state.entries]);
  const [index, setIndex, moved] = useFirstOpen(numbers, summary, state.ready);
  const [sheet, setSheet] = useState<'sheet' | 'confirm' | null>(null);
  const slot = slots[index];
  const locked = state.elsewhere || state.submitting || state.end !== null;

  const choose = (optionId: string): void => {
    if (!slot || locked) return;
    const choice = state.entries.get(slot.slot)?.choice ?? [];
    void sync.answer(slot.slot, choiceAfter(slot.type, slot.options, choice, optionId));
  };
  const last = slots.length - 1;
  const move = (by: number): void => setIndex(Math.max(0, Math.min(last, index + by)));
  const forward = (): void => (index === last ? setSheet('confirm') : move(1));
  useKeys(slot?.options.length ?? 0, sheet === null && !state.submitting, (action) => {
    if (action.kind === 'choose') choose(slot?.options[action.index]?.id ?? '');
    else if (action.kind === 'move') move(action.by);
    else if (action.kind === 'next') forward();
    else setSheet('sheet');
  });
  const submit = useCallback(() => {
    setSheet(null);
    void sync.submit();
  }, [sync]);
  const [timeUp, setTimeUp] = useState(false);
  const end = useCallback(() => {
    setTimeUp(true);
    submit();
  }, [submit]);

  return {
    state,
    summary,
    numbers,
    slot,
    index,
    last,
    moved,
    locked,
    timeUp,
    flags,
    sheet,
    choice: slot ? (state.entries.get(slot.slot)?.choice ?? []) : [],
    down: offline || state.line !== 'good',
    offline,
    choose,
    toggleFlag,
    move,
    forward,
    submit,
    end,
    setSheet,
    go: (to: number) => {
      setIndex(to);
      setSheet(null);
    },
  };
}
