import { useQuery, useQueryClient } from '@tanstack/react-query';
import { LayoutGrid } from 'lucide-react';
import { useCallback, useEffect, useEffectEvent, useMemo, useState } from 'react';
import { Navigate, useNavigate, useParams } from 'react-router';
import { Problem } from '../../shared/api/problem.js';
import { sessionKey } from '../../shared/api/query-client.js';
import { useSession } from '../../shared/api/session.js';
import { ErrorBlock, Frac, Skeleton, StatusShape } from '../../shared/ui/index.js';
import { PagePad } from '../../shared/ui/page.js';
import { usePageTitle } from '../../shared/ui/page-title.js';
import { AnswerSheet } from './answer-sheet.js';
import { choiceAfter, keyAction } from './keyboard.js';
import { useRoomText } from './messages.js';
import { QuestionView } from './question-view.js';
import { attemptKey, getAttempt, type TimedAttempt } from './requests.js';
import { RoomBands } from './room-bands.js';
import { ClosedPanel, SubmittingPanel } from './room-panels.js';
import { RoomTimer } from './room-timer.js';
import { summarise, type Summary } from './summary.js';
import { useFlags, useLasting, useOffline, useRoom, useSyncSnapshot } from './use-exam-room.js';
import style from './room.module.css';

/** The exam room: one question a screen, everything said about what is saved, no way to lose an answer. */
export function ExamRoomPage() {
  const t = useRoomText();
  const { attemptId = '' } = useParams();
  usePageTitle(t('sheet'));
  const session = useSession().data;
  // The account of the moment of opening: answers belong to it, whoever signs in later on this phone.
  const [owner] = useState(() => (session ? (session.person?.id ?? session.account) : null));
  const attempt = useQuery({
    queryKey: attemptKey(attemptId),
    queryFn: ({ signal }) => getAttempt(attemptId, signal),
    staleTime: 10_000,
    gcTime: 60_000,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const over = attempt.error instanceof Problem && attempt.error.status === 409;
  if (over) return <Navigate to={`/exam/${attemptId}/result`} replace />;
  if (attempt.data && owner) {
    return <Opened loaded={attempt.data} owner={owner} onReload={() => void attempt.refetch()} />;
  }
  return (
    <PagePad>
      {attempt.isError ? (
        <ErrorBlock error={attempt.error} onRetry={() => void attempt.refetch()} busy={attempt.isFetching} />
      ) : (
        <Skeleton heights={[48, 110, 64, 64, 64, 64]} />
      )}
    </PagePad>
  );
}

function Opened({ loaded, owner, onReload }: { loaded: TimedAttempt; owner: string; onReload: () => void }) {
  const room = useRoom(loaded, owner);
  return room ? <Room loaded={loaded} room={room} onReload={onReload} /> : null;
}

type OpenRoom = NonNullable<ReturnType<typeof useRoom>>;

function Room({ loaded, room, onReload }: { loaded: TimedAttempt; room: OpenRoom; onReload: () => void }) {
  const { attempt } = loaded;
  const { sync, clock, log } = room;
  const navigate = useNavigate();
  const client = useQueryClient();
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

  useEffect(() => {
    if (state.end === 'submitted') void navigate(`/exam/${attempt.id}/result`, { replace: true });
  }, [state.end, attempt.id, navigate]);

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

  if (!slot) return null;
  if (state.end === 'closed') {
    return <ClosedPanel attemptId={attempt.id} lost={state.notCounted} kept={summary.answered - state.notCounted} />;
  }
  return (
    <div className={style['room']}>
      <RoomHead clock={clock} deadline={attempt.deadline} onEnd={submit} onSheet={() => setSheet('sheet')} />
      <RoomBands
        sync={sync}
        state={state}
        offline={offline}
        refused={summary.refused.map((refused) => numbers.indexOf(refused) + 1)}
        onContinueHere={onReload}
        onSignIn={() => {
          client.setQueryData(sessionKey, null);
          void navigate(`/sign-in?again=1&from=${encodeURIComponent(`/exam/${attempt.id}`)}`);
        }}
      />
      <Ticks numbers={numbers} summary={summary} current={index} />
      {state.submitting ? (
        <SubmittingPanel
          offline={offline || state.line === 'down'}
          waiting={summary.waiting}
          onGoOn={() => void sync.keepAnswering()}
        />
      ) : (
        <QuestionView
          key={slot.slot}
          slot={slot}
          moved={moved}
          number={index + 1}
          choice={state.entries.get(slot.slot)?.choice ?? []}
          flagged={flags.has(slot.slot)}
          locked={locked}
          onChoose={choose}
          onFlag={() => toggleFlag(slot.slot)}
        />
      )}
      {state.submitting ? null : (
        <RoomFoot
          summary={summary}
          of={slots.length}
          down={state.line !== 'good' || offline}
          first={index === 0}
          last={index === last}
          onBack={() => move(-1)}
          onForward={forward}
        />
      )}
      <AnswerSheet
        open={sheet !== null}
        mode={sheet ?? 'sheet'}
        slots={numbers}
        current={index}
        summary={summary}
        flags={flags}
        onClose={() => setSheet(null)}
        onGo={(to) => {
          setIndex(to);
          setSheet(null);
        }}
        onAsk={() => setSheet('confirm')}
        onHandIn={submit}
      />
    </div>
  );
}

/** Opens at the first question without an answer, once it is known which have one; later answers move nothing. */
function useFirstOpen(
  numbers: readonly number[],
  summary: Summary,
  ready: boolean,
): [index: number, go: (index: number) => void, moved: boolean] {
  const [index, setIndex] = useState<number | null>(null);
  const [moved, setMoved] = useState(false);
  if (ready && index === null)
    setIndex(
      Math.max(
        0,
        numbers.findIndex((slot) => summary.empty.includes(slot)),
      ),
    );
  const go = useCallback((to: number) => {
    setIndex(to);
    setMoved(true);
  }, []);
  return [index ?? 0, go, moved];
}

function useKeys(
  options: number,
  active: boolean,
  act: (action: NonNullable<ReturnType<typeof keyAction>>) => void,
): void {
  const pressed = useEffectEvent((event: KeyboardEvent): void => {
    const action = keyAction(event, options);
    if (!action || event.repeat) return;
    const target = event.target as Element | null;
    // Enter on a button or link does what the button says, except on an option: there it goes on (ui.md §6).
    if (action.kind === 'next' && target?.closest('button:not([data-option]),a,summary')) return;
    event.preventDefault();
    act(action);
  });
  useEffect(() => {
    if (!active) return undefined;
    const listener = (event: KeyboardEvent): void => pressed(event);
    addEventListener('keydown', listener);
    return () => removeEventListener('keydown', listener);
  }, [active]);
}

function RoomHead({
  clock,
  deadline,
  onEnd,
  onSheet,
}: {
  clock: OpenRoom['clock'];
  deadline: string;
  onEnd: () => void;
  onSheet: () => void;
}) {
  const t = useRoomText();
  return (
    <header className={style['head']}>
      <div className="grow">
        <RoomTimer clock={clock} deadline={deadline} onEnd={onEnd} />
      </div>
      <button type="button" className={style['sheetButton']} aria-haspopup="dialog" onClick={onSheet}>
        <LayoutGrid size={22} strokeWidth={1.75} aria-hidden />
        {t('sheet')}
      </button>
    </header>
  );
}

function Ticks({ numbers, summary, current }: { numbers: readonly number[]; summary: Summary; current: number }) {
  const t = useRoomText();
  return (
    <div
      className={style['ticks']}
      role="img"
      aria-label={t('progress', { n: summary.answered, of: numbers.length })}
      style={{ gap: numbers.length > 40 ? 1 : 3 }}
    >
      {numbers.map((slot, index) => (
        <b
          key={slot}
          className={`${style[`tick-${summary.states.get(slot) ?? 'empty'}`]} ${index === current ? style['tick-current'] : ''}`}
        />
      ))}
    </div>
  );
}

function RoomFoot({
  summary,
  of,
  down,
  first,
  last,
  onBack,
  onForward,
}: {
  summary: Summary;
  of: number;
  down: boolean;
  first: boolean;
  last: boolean;
  onBack: () => void;
  onForward: () => void;
}) {
  const t = useRoomText();
  // On a good line the count just changes (ui.md §5); only what stays away is called waiting.
  const slow = useLasting(summary.waiting > 0, 2_000);
  const waiting = summary.waiting > 0 && (down || slow);
  return (
    <footer className={style['foot']}>
      <button type="button" className={style['previous']} disabled={first} onClick={onBack}>
        {t('previous')}
      </button>
      <div className={`${style['saved']} ${waiting ? style['savedWaiting'] : ''}`} role="status">
        <span className="row">
          <StatusShape kind={waiting ? 'warn' : 'pass'} size={16} />
          {waiting ? t('waitingN', { n: summary.waiting }) : t('saved')}
        </span>
        <Frac n={summary.saved} of={of} size={20} />
      </div>
      <button type="button" className={style['next']} onClick={onForward}>
        {t(last ? 'handIn' : 'next')}
      </button>
    </footer>
  );
}
