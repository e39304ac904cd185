import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { Problem } from '../../shared/api/problem.js';
import { myExamsKey } from '../../shared/api/requests/my-exams.js';
import { myTasksKey } from '../../shared/api/requests/my-tasks.js';
import { ownerOf, useSignedIn } from '../../shared/api/session.js';
import type { MyExam } from '../../shared/api/types.js';
import { clockText } from '../../shared/time/format.js';
import { Button, ErrorBlock, Field, Sheet } from '../../shared/ui/index.js';
import { useRoomText } from './messages.js';
import { attemptKey, startAttempt, type StartClaim } from './requests.js';
import style from './start.module.css';

const isCode = (error: unknown, code: string): error is Problem => error instanceof Problem && error.code === code;

/** Starts the exam or goes on with it; asks for the word of the room, and before an attempt is taken from another device. */
export function StartAction({ exam }: { exam: MyExam }) {
  const t = useRoomText();
  const field = useRef<HTMLInputElement>(null);
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState(false);
  const [asked, setAsked] = useState(false);
  const start = useStart(exam.id, () => {
    setAsked(true);
    field.current?.focus();
  });
  const goesOn = exam.openAttemptId !== null;
  // The word may have been set after this page was loaded: then the refusal is what asks for it.
  const asksCode = (exam.needsAccessCode || asked) && !goesOn;
  if (!goesOn && !exam.mayStart) return <p className={style['because']}>{exam.because ?? t('notYet')}</p>;
  const wrong = isCode(start.error, 'access-code-wrong') ? start.error.sentence : undefined;
  const elsewhere = isCode(start.error, 'attempt-on-other-device') ? start.error : null;
  const begin = (event: FormEvent): void => {
    event.preventDefault();
    if (asksCode && code.trim() === '') {
      setMissing(true);
      return field.current?.focus();
    }
    return start.mutate(asksCode ? { accessCode: code.trim() } : {});
  };
  return (
    <form className={style['action']} onSubmit={begin} noValidate>
      {asksCode ? (
        <div className={style['code']}>
          <Field
            ref={field}
            label={t('accessCode')}
            hint={t('accessCodeHint')}
            error={missing ? t('accessCodeMissing') : wrong}
            value={code}
            maxLength={12}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            enterKeyHint="go"
            onChange={(event) => {
              setCode(event.target.value);
              setMissing(false);
            }}
          />
        </div>
      ) : null}
      {start.isError && !wrong && !elsewhere ? <ErrorBlock error={start.error} /> : null}
      <Button kind="primary" big block busy={start.isPending} type="submit">
        {t(goesOn ? 'goOn' : exam.purpose === 'self_test' ? 'startSelf' : 'start')}
      </Button>
      <MoveSheet
        problem={elsewhere}
        busy={start.isPending}
        onMove={() => start.mutate({ takeOver: true })}
        onLeave={start.reset}
      />
    </form>
  );
}

function useStart(examSessionId: string, onWrongCode: () => void) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const owner = ownerOf(useSignedIn());
  return useMutation({
    mutationFn: (claim: StartClaim) => startAttempt(examSessionId, claim, owner),
    onError: (error) => {
      if (isCode(error, 'access-code-wrong')) onWrongCode();
    },
    onSuccess: async (loaded) => {
      client.setQueryData(attemptKey(loaded.attempt.id), loaded);
      void client.invalidateQueries({ queryKey: myExamsKey });
      void client.invalidateQueries({ queryKey: myTasksKey });
      await navigate(`/exam/${loaded.attempt.id}`, { replace: true });
    },
  });
}

/** «It is being answered on another phone»: asks, because the other one can only look on afterwards. */
function MoveSheet({
  problem,
  busy,
  onMove,
  onLeave,
}: {
  problem: Problem | null;
  busy: boolean;
  onMove: () => void;
  onLeave: () => void;
}) {
  const t = useRoomText();
  const since = problem?.extra['since'];
  return (
    <Sheet open={problem !== null} title={t('moveTitle')} onClose={onLeave}>
      <div className={style['move']}>
        <p>{typeof since === 'string' ? t('moveAskSince', { since: clockText(since) }) : t('moveAsk')}</p>
        <Button kind="primary" big block busy={busy} onClick={onMove}>
          {t('moveHere')}
        </Button>
        <Button big block onClick={onLeave}>
          {t('notNow')}
        </Button>
      </div>
    </Sheet>
  );
}
