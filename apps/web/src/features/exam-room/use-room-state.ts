import { useCallback, useMemo, useState } from 'react';
import { choiceAfter, type KeyAction } from './keyboard.js';
import type { OpenRoom } from './open-room.js';
import type { TimedAttempt } from './requests.js';
import { summarise } from './summary.js';
import { useAttemptState, useFlags, useOffline, useSyncSnapshot } from './use-exam-room.js';
import { useFirstOpen, useKeys } from './use-room-steps.js';
import { useTimeUp } from './use-time-up.js';

/** What the exam room shows and what can be done in it: where one is, what is chosen, what is saved, what is open. */
export function useRoomState(loaded: TimedAttempt, room: OpenRoom) {
  const { attempt } = loaded;
  const { sync, log, watch } = room;
  const state = useSyncSnapshot(sync);
  const { status, deadline } = useAttemptState(watch);
  const offline = useOffline();
  const [flags, toggleFlag] = useFlags(log);
  const { timeUp, onEnd } = useTimeUp(room);
  const slots = attempt.paper.slots;
  const numbers = useMemo(() => slots.map(({ slot }) => slot), [slots]);
  const summary = useMemo(() => summarise(numbers, state.entries), [numbers, state.entries]);
  const [index, setIndex, moved] = useFirstOpen(numbers, summary, state.ready);
  const [sheet, setSheet] = useState<'sheet' | 'confirm' | null>(null);
  const slot = slots[index];
  const paused = status === 'paused' || state.held;
  const locked = state.elsewhere || state.submitting || timeUp || state.end !== null;

  const choose = (optionId: string): void => {
    if (!slot || locked || paused) return;
    const choice = state.entries.get(slot.slot)?.choice ?? [];
    void sync.answer(slot.slot, choiceAfter(slot.type, slot.options, choice, optionId));
  };
  const last = slots.length - 1;
  const move = (by: number): void => setIndex(Math.max(0, Math.min(last, index + by)));
  const forward = (): void => (index === last && !state.elsewhere ? setSheet('confirm') : move(1));
  const press = (action: KeyAction): void => {
    if (action.kind === 'choose') choose(slot?.options[action.index]?.id ?? '');
    else if (action.kind === 'move') move(action.by);
    else if (action.kind === 'next') forward();
    else if (action.kind === 'mark') toggleFlag(slot?.slot ?? 0);
    else setSheet('sheet');
  };
  const showsPaper = !paused && !state.submitting && !timeUp;
  useKeys(slot?.options.length ?? 0, sheet === null && showsPaper, press);
  const submit = useCallback(() => {
    setSheet(null);
    void sync.submit();
  }, [sync]);

  return {
    state,
    summary,
    numbers,
    slot,
    index,
    last,
    moved,
    locked,
    paused,
    timeUp,
    deadline,
    flags,
    // Whatever was open gives way to a pause and to the end.
    sheet: showsPaper ? sheet : null,
    choice: slot ? (state.entries.get(slot.slot)?.choice ?? []) : [],
    down: offline || state.line !== 'good',
    offline,
    choose,
    toggleFlag,
    move,
    forward,
    submit,
    onEnd,
    setSheet,
    go: (to: number) => {
      setIndex(to);
      setSheet(null);
    },
  };
}

export type RoomView = ReturnType<typeof useRoomState>;
