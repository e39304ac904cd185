import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { sessionKey } from '../../shared/api/query-client.js';
import { AnswerSheet } from './answer-sheet.js';
import type { OpenRoom } from './open-room.js';
import { QuestionView } from './question-view.js';
import { attemptKey, startAttempt, type TimedAttempt } from './requests.js';
import { RoomBands } from './room-bands.js';
import { ClosedPanel, PausePanel, SubmittingPanel, TimeUpPanel } from './room-panels.js';
import { RoomFoot, RoomHead, Ticks } from './room-parts.js';
import { useRoomState, type RoomView } from './use-room-state.js';
import { slotFrom } from './room-pictures.js';
import { usePictures } from './use-exam-room.js';
import { useTold } from './use-told.js';
import style from './room.module.css';

interface RoomProps {
  loaded: TimedAttempt;
  room: OpenRoom;
}

/** The room of one open attempt. */
export function Room({ loaded, room }: RoomProps) {
  const view = useRoomState(loaded, room);
  const { told, tell } = useTold(room.watch);
  const { id } = loaded.attempt;
  const navigate = useNavigate();
  const { end, notCounted } = view.state;
  useEffect(() => {
    if (end === 'submitted') void navigate(`/exam/${id}/result`, { replace: true });
  }, [end, id, navigate]);
  if (end === 'closed') {
    const timeOver = Date.parse(view.deadline) <= (room.clock.now() ?? 0);
    const kept = view.summary.answered - notCounted;
    return <ClosedPanel attemptId={id} timeOver={timeOver} lost={notCounted} kept={kept} />;
  }
  if (view.paused) {
    return <PausePanel offline={view.offline || view.state.line === 'down'} waiting={view.summary.waiting} />;
  }
  return (
    <div className={style['room']}>
      <RoomHead
        clock={room.clock}
        deadline={view.deadline}
        onEnd={view.onEnd}
        onThreshold={tell}
        onSheet={view.state.submitting || view.timeUp ? null : () => view.setSheet('sheet')}
      />
      <Bands loaded={loaded} room={room} view={view} told={told} />
      <Ticks numbers={view.numbers} summary={view.summary} current={view.index} />
      <Middle room={room} view={view} />
      <AnswerSheet
        open={view.sheet !== null}
        mode={view.sheet ?? 'sheet'}
        slots={view.numbers}
        current={view.index}
        summary={view.summary}
        flags={view.flags}
        readOnly={view.state.elsewhere}
        onClose={() => view.setSheet(null)}
        onGo={view.go}
        onAsk={() => view.setSheet('confirm')}
        onHandIn={view.submit}
      />
    </div>
  );
}

function Bands({ loaded, room, view, told }: RoomProps & { view: RoomView; told: string | null }) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const { id, examSessionId } = loaded.attempt;
  const comeBack = useMutation({
    mutationFn: () => startAttempt(examSessionId, { takeOver: true }),
    onSuccess: (fresh) => client.setQueryData(attemptKey(id), fresh),
  });
  return (
    <RoomBands
      sync={room.sync}
      state={view.state}
      offline={view.offline}
      handingIn={view.state.submitting || view.timeUp}
      refused={view.summary.refused.map((slot) => view.numbers.indexOf(slot) + 1)}
      told={told}
      comingBack={comeBack.isPending}
      comeBackError={comeBack.error}
      onContinueHere={() => comeBack.mutate()}
      onSignIn={() => {
        client.setQueryData(sessionKey, null);
        void navigate(`/sign-in?again=1&from=${encodeURIComponent(`/exam/${id}`)}`);
      }}
    />
  );
}

function Middle({ room, view }: { room: OpenRoom; view: RoomView }) {
  const { waiting } = view.summary;
  const pictureSource = usePictures(room.pictures);
  if (view.timeUp) return <TimeUpPanel offline={view.down} waiting={waiting} />;
  if (view.state.submitting) {
    return <SubmittingPanel offline={view.down} waiting={waiting} onGoOn={() => void room.sync.keepAnswering()} />;
  }
  const { slot } = view;
  if (!slot) return null;
  return (
    <>
      <QuestionView
        key={slot.slot}
        slot={slotFrom(slot, pictureSource)}
        moved={view.moved}
        number={view.index + 1}
        choice={view.choice}
        flagged={view.flags.has(slot.slot)}
        locked={view.locked}
        onChoose={view.choose}
        onFlag={() => view.toggleFlag(slot.slot)}
      />
      <RoomFoot
        summary={view.summary}
        of={view.numbers.length}
        down={view.down}
        first={view.index === 0}
        last={view.index === view.last}
        readOnly={view.state.elsewhere}
        onBack={() => view.move(-1)}
        onForward={view.forward}
      />
    </>
  );
}
