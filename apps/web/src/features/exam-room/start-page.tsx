import { useParams } from 'react-router';
import { useMyExams } from '../../shared/api/requests/my-exams.js';
import type { MyExam } from '../../shared/api/types.js';
import { usePacks } from '../../shared/packs/use-packs.js';
import { momentText } from '../../shared/time/format.js';
import { pointsText } from '../../shared/time/points.js';
import { ButtonLink, Empty, ErrorBlock, Skeleton, Status, TopBar } from '../../shared/ui/index.js';
import { LargeTypeSwitch } from '../../shared/ui/large-type-switch.js';
import { usePageTitle } from '../../shared/ui/page-title.js';
import { useRoomText } from './messages.js';
import { StartAction } from './start-action.js';
import style from './start.module.css';

/** Before the start: how many questions, how long, what counts, what happens without a network. */
export function ExamStartPage() {
  const t = useRoomText();
  const { examSessionId = '' } = useParams();
  const exams = useMyExams();
  const exam = exams.data?.find(({ id }) => id === examSessionId);
  const packs = usePacks(exams.data);
  const title = t(exam?.purpose === 'self_test' ? 'practiceTitle' : 'examTitle');
  usePageTitle(title);
  return (
    <div className={style['page']}>
      <TopBar title={title} />
      <main>
        {exam ? (
          <Rules exam={exam} packHere={packs.has(exam.id)} />
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

function Rules({ exam, packHere }: { exam: MyExam; packHere: boolean }) {
  const t = useRoomText();
  const selfTest = exam.purpose === 'self_test';
  return (
    <>
      <h2 className={style['title']}>{exam.title}</h2>
      <p className="mut">{exam.organisationName}</p>
      {exam.passed ? <Status kind="pass">{t('passed')}</Status> : null}
      <Facts exam={exam} />
      <ul className={style['rules']}>
        <li>{t('rule1')}</li>
        <li>{t('rule2')}</li>
        <li>{t('rule3')}</li>
        <li>{t(selfTest ? 'ruleSelf' : 'ruleSignals')}</li>
      </ul>
      <div className={`card ${style['large']}`}>
        <LargeTypeSwitch />
      </div>
      {packHere ? (
        <p className={style['pack']} role="status">
          <Status kind="pass">{t('packHere')}</Status>
        </p>
      ) : null}
      <StartAction exam={exam} />
    </>
  );
}

function Facts({ exam }: { exam: MyExam }) {
  const t = useRoomText();
  const open =
    exam.phase === 'upcoming' && exam.opensAt
      ? t('fromMoment', { moment: momentText(exam.opensAt) })
      : exam.closesAt
        ? t('untilDay', { moment: momentText(exam.closesAt) })
        : t('noLimit');
  const chances = exam.attemptsLeft === null ? t('unlimited') : t('chancesLeft', { n: exam.attemptsLeft });
  const place = [exam.roomName, exam.seat ? t('seat', { n: exam.seat }) : null].filter(Boolean).join(' · ');
  const facts: [name: string, value: string][] = [
    [t('questions'), t('questionsValue', { n: exam.questionCount })],
    [t('time'), t('minutes', { n: exam.durationMinutes })],
    [t('total'), t('points', { points: pointsText(exam.totalPoints) })],
    [t('passLine'), t('points', { points: pointsText(exam.passHundredths) })],
    [t('chances'), chances],
    [t('window'), open],
    ...(place ? [[t('examRoom'), place] as [string, string]] : []),
    [t('disclosure'), t(`${exam.disclosure}_${exam.discloseAt}`)],
  ];
  return (
    <dl className={`card ${style['facts']}`}>
      {facts.map(([name, value], index) => (
        <div key={name} className={index === facts.length - 1 || name === t('examRoom') ? style['wide'] : ''}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
