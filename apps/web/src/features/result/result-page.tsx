import { useEffect, useState } from 'react';
import { Navigate, useParams, useSearchParams } from 'react-router';
import { useQueryClient } from '@tanstack/react-query';
import { Problem } from '../../shared/api/problem.js';
import { useAttemptResult } from '../../shared/api/requests/attempt-result.js';
import { myAttemptsKey } from '../../shared/api/requests/my-attempts.js';
import { useMyCertificates } from '../../shared/api/requests/my-certificates.js';
import { myExamsKey } from '../../shared/api/requests/my-exams.js';
import { myTasksKey } from '../../shared/api/requests/my-tasks.js';
import { useSignedIn } from '../../shared/api/session.js';
import type { AttemptResult, Certificate } from '../../shared/api/types.js';
import { momentText } from '../../shared/time/format.js';
import { ButtonLink, Empty, ErrorBlock, Skeleton, Status, TopBar, type ButtonKind } from '../../shared/ui/index.js';
import { usePageTitle } from '../../shared/ui/page-title.js';
import { CertificateCard } from './certificate-card.js';
import { NextSteps } from './next-steps.js';
import { RegradeNotes } from './regrade-notes.js';
import { FailCard, PassCard } from './score-cards.js';
import { useResultText } from './messages.js';
import { isReleased, showsAll, wrongQuestions, wrongWords } from './outcome.js';
import { AllQuestions, WrongQuestions } from './shown-questions.js';
import style from './result.module.css';

/** How long a certificate is waited for on this page; it follows the result by an event. */
const PATIENCE = 10_000;

/** The result: what it means and what to do next, before figures (ui.md §8 rows 7, 8). */
export function ResultPage() {
  const t = useResultText();
  usePageTitle(t('title'));
  const { attemptId = '' } = useParams();
  const result = useAttemptResult(attemptId);
  useRefreshLists(result.data);
  if (result.error instanceof Problem && result.error.status === 409)
    return <Navigate to={`/exam/${attemptId}`} replace />;
  return (
    <div className={style['page']}>
      {result.data ? (
        <Result result={result.data} />
      ) : (
        <>
          <TopBar title={t('title')} backTo="/home" close />
          <main className={style['main']}>
            {result.error instanceof Problem && result.error.status === 404 ? (
              <Empty action={<Onward kind="primary" />}>{t('gone')}</Empty>
            ) : result.isError ? (
              <ErrorBlock error={result.error} onRetry={() => void result.refetch()} busy={result.isFetching} />
            ) : (
              <Skeleton heights={[220, 140, 104]} />
            )}
          </main>
        </>
      )}
    </div>
  );
}

/** A result changes tasks, exams and the record: what was read before is stale. */
function useRefreshLists(result: AttemptResult | undefined): void {
  const client = useQueryClient();
  const id = result?.attemptId;
  useEffect(() => {
    if (!id) return;
    for (const queryKey of [myTasksKey, myExamsKey, myAttemptsKey]) void client.invalidateQueries({ queryKey });
  }, [client, id]);
}

/** Asks for the certificate every two seconds, for ten seconds; not every exam brings one. */
function Certificate({ attemptId }: { attemptId: string }) {
  const [patient, setPatient] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setPatient(false), PATIENCE);
    return () => clearTimeout(timer);
  }, []);
  const isOfThis = (certificate: Certificate): boolean =>
    certificate.attemptId === attemptId && (certificate.status === 'valid' || certificate.status === 'expired');
  const certificates = useMyCertificates((list) => patient && !list.some(isOfThis));
  const issued = (certificates.data ?? []).some(isOfThis);
  return <CertificateCard issued={issued} patient={patient} />;
}

function Result({ result }: { result: AttemptResult }) {
  const t = useResultText();
  const [search] = useSearchParams();
  // On a shared device there is nothing to go on to: no certificate, no handbook, only the next person.
  const shared = useSignedIn().kiosk !== null;
  if (!isReleased(result)) return <NotReleased result={result} />;
  if (search.get('view') === 'wrong') return <WrongQuestions result={result} />;
  if (search.get('view') === 'all') return <AllQuestions result={result} />;
  const wrong = wrongWords(wrongQuestions(result.slots));
  return (
    <>
      <TopBar title={t(result.purpose === 'self_test' ? 'selfTestTitle' : 'title')} backTo="/home" close />
      <main className={style['main']}>
        {result.passed ? <PassCard result={result} /> : <FailCard result={result} />}
        <RegradeNotes regrades={result.regrades} />
        {result.status === 'expired' ? <p className={style['note']}>{t('expired')}</p> : null}
        {result.passed && result.purpose === 'formal' && !shared ? <Certificate attemptId={result.attemptId} /> : null}
        {result.passed || shared ? null : <NextSteps result={result} />}
      </main>
      <footer className={`${style['foot']} ${shared ? style['shared'] : ''}`}>
        {wrong.n > 0 ? (
          <ButtonLink kind={shared ? 'secondary' : 'primary'} big block to="?view=wrong">
            {t(`see.${wrong.kind}`, { n: wrong.n })}
          </ButtonLink>
        ) : null}
        {showsAll(result.slots) ? (
          <ButtonLink kind={shared ? 'ghost' : 'secondary'} big block to="?view=all">
            {t('seeAll', { n: result.slots.length })}
          </ButtonLink>
        ) : null}
        <Onward kind={wrong.n > 0 && !shared ? 'ghost' : 'primary'} />
      </footer>
    </>
  );
}

/** Home; on a shared device one tap that makes it ready for the next person. */
function Onward({ kind }: { kind: ButtonKind }) {
  const t = useResultText();
  const shared = useSignedIn().kiosk !== null;
  return (
    <ButtonLink kind={kind} big block to={shared ? '/kiosk?next=1' : '/home'}>
      {t(shared ? 'nextPerson' : 'home')}
    </ButtonLink>
  );
}

function NotReleased({ result }: { result: AttemptResult }) {
  const t = useResultText();
  return (
    <>
      <TopBar title={t('title')} backTo="/home" close />
      <main className={style['main']}>
        <section className={`card ${style['score']}`}>
          <p className={style['exam']}>{result.title}</p>
          <Empty action={<Onward kind="primary" />}>
            <Status kind="pass" size={22}>
              {t('notReleased')}
            </Status>
            <br />
            {t('handedIn', { moment: momentText(result.submittedAt) })}
            <br />
            {result.releaseAt ? t('releasedAt', { moment: momentText(result.releaseAt) }) : t('notReleasedHow')}
          </Empty>
        </section>
      </main>
    </>
  );
}
