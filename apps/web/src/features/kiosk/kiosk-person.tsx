import { useEffect } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { useMyExams } from '../../shared/api/requests/my-exams.js';
import { ownerOf } from '../../shared/api/session.js';
import type { CurrentSession, MyExam } from '../../shared/api/types.js';
import { Band, Button, ButtonLink, Empty, ErrorBlock, Skeleton } from '../../shared/ui/index.js';
import { KioskIdle } from './kiosk-idle.js';
import { useKioskText } from './messages.js';
import { useHandOver } from './use-hand-over.js';
import style from './kiosk.module.css';

const addressOf = (exam: MyExam): string =>
  exam.openAttemptId === null ? `/exams/${exam.id}` : `/exam/${exam.openAttemptId}`;

/** Whoever is signed in on a shared device: what he can sit now, and the way out. `?next=1` is the way out at once. */
export function KioskPerson({ session }: { session: CurrentSession }) {
  const t = useKioskText();
  const owner = ownerOf(session);
  const [search] = useSearchParams();
  const leaves = search.has('next');
  const { start, busy, waiting, error } = useHandOver(owner);
  useEffect(() => {
    if (leaves) start();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, when the page is opened for it
  }, [leaves]);
  if (leaves && !error && waiting === 0) return <p role="status">{t('leaving')}</p>;
  return (
    <>
      <KioskIdle owner={owner} />
      <h1>{t('hello', { name: session.name })}</h1>
      {waiting > 0 ? <Band>{t('waiting', { n: waiting })}</Band> : null}
      {error ? <ErrorBlock error={error} onRetry={start} busy={busy} /> : null}
      <Exams bound={session.kiosk?.examSessionId ?? null} stay={leaves} />
      <div className={style['leave']}>
        <Button big block busy={busy} onClick={start}>
          {t('leave')}
        </Button>
      </div>
    </>
  );
}

function Exams({ bound, stay }: { bound: string | null; stay: boolean }) {
  const t = useKioskText();
  const exams = useMyExams();
  if (!exams.data) {
    return exams.isError ? (
      <ErrorBlock error={exams.error} onRetry={() => void exams.refetch()} busy={exams.isFetching} />
    ) : (
      <Skeleton heights={[84, 84]} />
    );
  }
  const due = exams.data.filter(
    ({ id, mayStart, openAttemptId }) => (bound === null || id === bound) && (mayStart || openAttemptId !== null),
  );
  const [only] = due;
  // A device that is bound to one exam leads straight to it.
  if (bound !== null && only && !stay) return <Navigate to={addressOf(only)} />;
  if (due.length === 0) return <NothingDue exams={exams.data} bound={bound} />;
  return (
    <section aria-label={t('choose')}>
      <ul className={style['exams']}>
        {due.map((exam) => (
          <li key={exam.id} className={`card ${style['exam']}`}>
            <div className="grow">
              <b>{exam.title}</b>
              <p className="mut">{t('minutes', { n: exam.questionCount, minutes: exam.durationMinutes })}</p>
            </div>
            <ButtonLink kind="primary" big to={addressOf(exam)}>
              {t(exam.openAttemptId === null ? 'sit' : 'goOn')}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Why nothing can be sat: what each of his exams is waiting for, or the one of this device. */
function NothingDue({ exams, bound }: { exams: readonly MyExam[]; bound: string | null }) {
  const t = useKioskText();
  const concerned = exams.filter(({ id, phase }) => (bound === null ? phase !== 'closed' : id === bound));
  return (
    <Empty>
      {t('nothing')}
      {concerned.map(({ id, title, because }) =>
        because === null ? null : (
          <span key={id} className={style['because']}>
            {t('because', { title, because })}
          </span>
        ),
      )}
    </Empty>
  );
}
