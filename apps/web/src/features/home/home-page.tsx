import { ArrowRight, BookOpen, ChevronRight, Clock3, PencilLine } from 'lucide-react';
import { Link } from 'react-router';
import { useMyExams } from '../../shared/api/requests/my-exams.js';
import { useMyTasks } from '../../shared/api/requests/my-tasks.js';
import { useSignedIn } from '../../shared/api/session.js';
import type { MyTask, MyTasks } from '../../shared/api/types.js';
import { usePacks } from '../../shared/packs/use-packs.js';
import { pointsText } from '../../shared/time/points.js';
import { Band, Bar, ButtonLink, Empty, ErrorBlock, Frac, Skeleton, Status } from '../../shared/ui/index.js';
import { usePageTitle } from '../../shared/ui/page-title.js';
import { CorrectedResults } from './corrected-results.js';
import { useHomeText } from './messages.js';
import { MyInvigilations } from './my-invigilations.js';
import { addressOfTask, daysLeft, partOfDay, progressOfTask, splitTasks } from './next-task.js';
import style from './home.module.css';

/** 「我的任务」: what to do next as the one big button, then the handbook, then the rest. */
export function HomePage() {
  const t = useHomeText();
  usePageTitle(t('title'));
  const person = useSignedIn().person;
  const tasks = useMyTasks();
  usePacks(useMyExams(tasks.data?.tasks.some(({ kind, done }) => kind === 'exam' && !done) ?? false).data);
  const name = person?.name ?? '';
  return (
    <>
      {tasks.isError && tasks.data ? <Band>{t('offline')}</Band> : null}
      <header className={style['head']}>
        <h1>{tasks.data ? t('greeting', { name, part: t(partOfDay(tasks.data.serverTime)) }) : name}</h1>
        <p>{[person?.organisationName, person?.unitName, ...(person?.postNames ?? [])].filter(Boolean).join(' · ')}</p>
      </header>
      <main className={style['main']}>
        <MyInvigilations atHand />
        {tasks.data ? (
          <Tasks tasks={tasks.data} />
        ) : tasks.isError ? (
          <ErrorBlock error={tasks.error} onRetry={() => void tasks.refetch()} busy={tasks.isFetching} />
        ) : (
          <Skeleton heights={[208, 126, 74]} />
        )}
        <MyInvigilations atHand={false} />
      </main>
    </>
  );
}

function Tasks({ tasks }: { tasks: MyTasks }) {
  const t = useHomeText();
  const { next, others } = splitTasks(tasks.tasks);
  const book = tasks.handbook[0];
  return (
    <>
      {next ? (
        <NextTask task={next} serverTime={tasks.serverTime} />
      ) : (
        <div className={`card ${style['calm']}`}>
          <Empty action={book ? <ButtonLink to={`/handbook/${book.postId}`}>{t('nothingAction')}</ButtonLink> : null}>
            {t(tasks.total === 0 ? 'nothing' : tasks.done < tasks.total ? 'nothingNow' : 'allDone')}
          </Empty>
        </div>
      )}
      <CorrectedResults attempts={tasks.corrected} />
      <Tiles tasks={tasks} />
      {others.length > 0 ? (
        <section aria-labelledby="other-tasks">
          <div className={`row ${style['listHead']}`}>
            <h2 id="other-tasks" className="grow">
              {t('otherTasks')}
            </h2>
            <Frac n={tasks.done} of={tasks.total} size={18} />
            <span className="mut">{t('doneCount')}</span>
          </div>
          <ul className={style['list']}>
            {others.map((task, index) => (
              <li key={`${task.kind}-${task.examSessionId ?? task.postId ?? index}`}>
                <OtherTask task={task} tasks={tasks} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

function NextTask({ task, serverTime }: { task: MyTask; serverTime: string }) {
  const t = useHomeText();
  const days = daysLeft(task, serverTime);
  const facts = [
    task.questionCount === null ? null : t('questions', { n: task.questionCount }),
    task.durationMinutes === null ? null : t('minutes', { n: task.durationMinutes }),
    task.passHundredths === null ? null : t('passLine', { points: pointsText(task.passHundredths) }),
  ].filter(Boolean);
  const address = addressOfTask(task);
  const action = task.kind === 'handbook' ? 'readHandbook' : task.kind === 'exam' ? 'startExam' : 'goOn';
  return (
    <section className={style['next']} aria-label={t('next')}>
      <div className={`row ${style['kicker']}`}>
        <span className="grow">{t('next')}</span>
        {days === null ? null : (
          <span className="row nowrap">
            <Clock3 size={16} strokeWidth={1.75} aria-hidden />
            {days < 0 ? t('overdue', { days: -days }) : days === 0 ? t('today') : t('daysLeft', { days })}
          </span>
        )}
      </div>
      <h2>{task.title}</h2>
      <p>{task.subtitle || facts.join(' · ')}</p>
      {address ? (
        <Link className={style['go']} to={address}>
          {t(action)}
          <ArrowRight size={22} strokeWidth={2} aria-hidden />
        </Link>
      ) : null}
    </section>
  );
}

function Tiles({ tasks }: { tasks: MyTasks }) {
  const t = useHomeText();
  const test = tasks.handbook.find((book) => book.selfTestSessionId);
  return (
    <div className={style['two']}>
      {tasks.handbook.map((book) => (
        <Link key={book.postId} className={`card ${style['tile']}`} to={`/handbook/${book.postId}`}>
          <span className={style['icon']}>
            <BookOpen size={22} strokeWidth={1.75} aria-hidden />
          </span>
          <b>{tasks.handbook.length > 1 ? book.postName : t('handbook')}</b>
          <span className="mut">
            {book.versionNo === null ? t('notPublished') : t('version', { n: book.versionNo })}
          </span>
          {book.receiptAt ? (
            <Status kind="pass" size={15}>
              {t('readAll')}
            </Status>
          ) : book.sections > 0 ? (
            <span className="mut">{t('readSome', { n: book.readSections, of: book.sections })}</span>
          ) : null}
        </Link>
      ))}
      {test ? (
        <Link className={`card ${style['tile']}`} to={`/exams/${test.selfTestSessionId}`}>
          <span className={`${style['icon']} ${style['lamp']}`}>
            <PencilLine size={22} strokeWidth={1.75} aria-hidden />
          </span>
          <b>{t('selfTest')}</b>
          <span className="mut">{t('selfTestHow')}</span>
        </Link>
      ) : null}
    </div>
  );
}

function OtherTask({ task, tasks }: { task: MyTask; tasks: MyTasks }) {
  const t = useHomeText();
  const address = addressOfTask(task);
  const progress = progressOfTask(task, tasks);
  const days = daysLeft(task, tasks.serverTime);
  const body = (
    <>
      <div className="grow">
        <b>{task.title}</b>
        {task.done ? (
          <Status kind="pass" size={15}>
            {t('doneCount')}
          </Status>
        ) : progress ? (
          <div className={`row ${style['progress']}`}>
            <div className="grow">
              <Bar n={progress.read} of={progress.all} label={task.title} />
            </div>
            <span className="mut">{t('sectionsLeft', { n: progress.all - progress.read })}</span>
          </div>
        ) : (
          <span className="mut">
            {[
              task.subtitle,
              // What waits says until when itself.
              days === null || !task.mayStart
                ? null
                : days < 0
                  ? t('overdue', { days: -days })
                  : days === 0
                    ? t('today')
                    : t('daysLeft', { days }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        )}
      </div>
      {address ? <ChevronRight size={22} strokeWidth={1.75} className="dim" aria-hidden /> : null}
    </>
  );
  return address ? (
    <Link className={`card ${style['task']}`} to={address}>
      {body}
    </Link>
  ) : (
    <div className={`card ${style['task']}`}>{body}</div>
  );
}
