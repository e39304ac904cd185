import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from 'react-router';
import { myExamsKey, useMyExams } from '../../shared/api/requests/my-exams.js';
import { myTasksKey } from '../../shared/api/requests/my-tasks.js';
import type { MyExam } from '../../shared/api/types.js';
import { momentText } from '../../shared/time/format.js';
import { pointsText } from '../../shared/time/points.js';
import { Button, ButtonLink, Empty, ErrorBlock, Skeleton, Status, TopBar } from '../../shared/ui/index.js';
import { usePageTitle } from '../../shared/ui/page-title.js';
import { useRoomText } from './messages.js';
import { attemptKey, startAttempt } from './requests.js';
import style from './start.module.css';

/** Before the start: how many questions, how long, what counts, what happens without a network. */
export function ExamStartPage() {
  const t = useRoomText();
  const { examSessionId = '' } = useParams();
  const exams = useMyExams();
  const exam = exams.data?.find(({ id }) => id === examSessionId);
  const title = t(exam?.purpose === 'self_test' ? 'practiceTitle' : 'examTitle');
  usePageTitle(title);
  return (
    <div className={style['page']}>
      <TopBar title={title} />
      <main>
        {exam ? (
          <Rules exam={exam} />
        ) : exams.isError ? (
          <ErrorBlock error={exams.error} onRetry={() => void exams.refetch()} busy={exams.isFetching} />
        ) : exams.isPending ? (
          <Skeleton heights={[72, 190, 150]} />
        ) : (
          <Empty action={<ButtonLink to="/practice">{t('toPractice')}</ButtonLink>}>{t('gone')}</Empty>
        )}
      </main>
    </div>
  );
}

function Rules({ exam }: { exam: MyExam }) {
  const t = useRoomText();
  const selfTest = exam.purpose === 'self_test';
  const open =
    exam.phase === 'upcoming' && exam.opensAt
      ? t('fromMoment', { moment: momentText(exam.opensAt) })
      : exam.closesAt
        ? t('untilDay', { moment: momentText(exam.closesAt) })
        : t('noLimit');
  const chances = exam.attemptsLeft === null ? t('unlimited') : t('chancesLeft', { n: exam.attemptsLeft });
  const facts: [name: string, value: string][] = [
    [t('questions'), t('questionsValue', { n: exam.questionCount })],
    [t('time'), t('minutes', { n: exam.durationMinutes })],
    [t('total'), t('points', { points: pointsText(exam.totalPoints) })],
    [t('passLine'), t('points', { points: pointsText(exam.passHundredths) })],
    [t('chances'), chances],
    [t('window'), open],
    [t('disclosure'), t(`${exam.disclosure}_${exam.discloseAt}`)],
  ];
  return (
    <>
      <h2 className={style['title']}>{exam.title}</h2>
      <p className="mut">{exam.organisationName}</p>
      {exam.passed ? <Status kind="pass">{t('passed')}</Status> : null}
      <dl className={`card ${style['facts']}`}>
        {facts.map(([name, value], index) => (
          <div key={name} className={index === facts.length - 1 ? style['wide'] : ''}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <ul className={style['rules']}>
        <li>{t('rule1')}</li>
        <li>{t('rule2')}</li>
        <li>{t('rule3')}</li>
        {selfTest ? <li>{t('ruleSelf')}</li> : null}
      </ul>
      <StartAction exam={exam} />
    </>
  );
}

function StartAction({ exam }: { exam: MyExam }) {
  const t = useRoomText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const start = useMutation({
    mutationFn: () => startAttempt(exam.id),
    onSuccess: async (loaded) => {
      client.setQueryData(attemptKey(loaded.attempt.id), loaded);
      void client.invalidateQueries({ queryKey: myExamsKey });
      void client.invalidateQueries({ queryKey: myTasksKey });
      await navigate(`/exam/${loaded.attempt.id}`, { replace: true });
    },
  });
  if (exam.openAttemptId) {
    return (
      <ButtonLink kind="primary" big block to={`/exam/${exam.openAttemptId}`} replace>
        {t('goOn')}
      </ButtonLink>
    );
  }
  if (!exam.mayStart) return <p className={style['because']}>{exam.because ?? t('notYet')}</p>;
  return (
    <div className={style['action']}>
      {start.isError ? <ErrorBlock error={start.error} /> : null}
      <Button kind="primary" big block busy={start.isPending} onClick={() => start.mutate()}>
        {t(exam.purpose === 'self_test' ? 'startSelf' : 'start')}
      </Button>
    </div>
  );
}
