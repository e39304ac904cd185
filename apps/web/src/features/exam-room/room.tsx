import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { sessionKey } from '../../shared/api/query-client.js';
import { AnswerSheet } from './answer-sheet.js';
import { QuestionView } from './question-view.js';
import type { TimedAttempt } from './requests.js';
import { RoomBands } from './room-bands.js';
import { ClosedPanel, SubmittingPanel } from './room-panels.js';
import { RoomFoot, RoomHead, Ticks } from './room-parts.js';
import type { OpenRoom } from './use-exam-room.js';
import { useRoomState } from './use-room-state.js';
import style from './room.module.css';

interface RoomProps {
  loaded: TimedAttempt;
  room: OpenRoom;
  /** Reads the attempt anew from the server. */
  onReload: () => void;
}

type View = ReturnType<typeof useRoomState>;

/** The room of one open attempt. */
export function Room(props: RoomProps) {
  const view = useRoomState(props.loaded, props.room);
  const { id } = props.loaded.attempt;
  const navigate = useNavigate();
  const { end, notCounted } = view.state;
  useEffect(() => {
    if (end === 'submitted') void navigate(`/exam/${id}/result`, { replace: true });
  }, [end, id, navigate]);
  if (end === 'closed') {
    return <ClosedPanel attemptId={id} lost={notCounted} kept={view.summary.answered - notCounted} />;
  }
  return (
    <div className={style['room']}>
      <RoomHead
        clock={props.room.clock}
        deadline={props.loaded.attempt.deadline}
        onEnd={view.end}
        onSheet={() => view.setSheet('sheet')}
      />
      <Bands {...props} view={view} />
      <Ticks numbers={view.numbers} summary={view.summary} current={view.index} />
      {view.state.submitting ? (
        <SubmittingPanel
          offline={view.down}
          waiting={view.summary.waiting}
          onGoOn={view.timeUp ? null : () => void props.room.sync.keepAnswering()}
        />
      ) : (
        <Answering view={view} />
      )}
      <AnswerSheet
        open={view.sheet !== null}
        mode={view.sheet ?? 'sheet'}
        slots={view.numbers}
        current={view.index}
        summary={view.summary}
        flags={view.flags}
        onClose={() => view.setSheet(null)}
        onGo={view.go}
        onAsk={() => view.setSheet('confirm')}
        onHandIn={view.submit}
      />
    </div>
  );
}

function Bands({ loaded, room, onReload, view }: RoomProps & { view: View }) {
  const navigate = useNavigate();
  const client = useQueryClient();
  return (
    <RoomBands
      sync={room.sync}
      state={view.state}
      offline={view.offline}
      refused={view.summary.refused.map((slot) => view.numbers.indexOf(slot) + 1)}
      onContinueHere={onReload}
      onSignIn={() => {
        client.setQueryData(sessionKey, null);
        void navigate(`/sign-in?again=1&from=${encodeURIComponent(`/exam/${loaded.attempt.id}`)}`);
      }}
    />
  );
}

function Answering({ view }: { view: View }) {
  const { slot } = view;
  if (!slot) return null;
  return (
    <>
      <QuestionView
        key={slot.slot}
        slot={slot}
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
        onBack={() => view.move(-1)}
        onForward={view.forward}
      />
    </>
  );
}
