import type { ReactNode } from 'react';
import { useMyAttempts } from '../../shared/api/requests/my-attempts.js';
import { useMyExams } from '../../shared/api/requests/my-exams.js';
import { ButtonLink, Empty, ErrorBlock, Skeleton } from '../../shared/ui/index.js';
import { usePageTitle } from '../../shared/ui/page-title.js';
import { AttemptRow } from './attempt-row.js';
import { ExamRow } from './exam-row.js';
import { usePracticeText } from './messages.js';
import style from './practice.module.css';

interface ListState<T> {
  data: T[] | undefined;
  isError: boolean;
  error: unknown;
  isFetching: boolean;
  refetch: () => unknown;
}

/** A titled list with its own empty, loading and error states: one that fails leaves the others alone. */
export function ListBlock<T extends { id: string }>({
  title,
  headless = false,
  list,
  empty,
  renderRow,
}: {
  title: string;
  /** The page's own heading says it already. */
  headless?: boolean;
  list: ListState<T>;
  empty: ReactNode;
  renderRow: (item: T) => ReactNode;
}) {
  return (
    <section className={style['block']} aria-label={title}>
      {headless ? null : <h2>{title}</h2>}
      {list.data ? (
        list.data.length === 0 ? (
          <div className="card">{empty}</div>
        ) : (
          <ul className="card">
            {list.data.map((item) => (
              <li key={item.id}>{renderRow(item)}</li>
            ))}
          </ul>
        )
      ) : list.isError ? (
        <ErrorBlock error={list.error} onRetry={() => void list.refetch()} busy={list.isFetching} />
      ) : (
        <Skeleton heights={[72, 72]} />
      )}
    </section>
  );
}

/** Self-tests of my posts, exams, and what I answered before. */
export function PracticePage() {
  const t = usePracticeText();
  usePageTitle(t('title'));
  const exams = useMyExams();
  const attempts = useMyAttempts();
  const of = (selfTest: boolean) => ({
    ...exams,
    data: exams.data?.filter((exam) => (exam.purpose === 'self_test') === selfTest),
  });
  return (
    <main className={style['main']}>
      <h1>{t('title')}</h1>
      <ListBlock
        title={t('selfTests')}
        list={of(true)}
        empty={<Empty action={<ButtonLink to="/handbook">{t('toHandbook')}</ButtonLink>}>{t('noSelfTests')}</Empty>}
        renderRow={(exam) => <ExamRow exam={exam} />}
      />
      <ListBlock
        title={t('exams')}
        list={of(false)}
        empty={<Empty>{t('noExams')}</Empty>}
        renderRow={(exam) => <ExamRow exam={exam} />}
      />
      <ListBlock
        title={t('history')}
        list={attempts}
        empty={<Empty>{t('noHistory')}</Empty>}
        renderRow={(attempt) => <AttemptRow attempt={attempt} />}
      />
    </main>
  );
}

/** The exams alone. */
export function ExamsPage() {
  const t = usePracticeText();
  usePageTitle(t('exams'));
  const exams = useMyExams();
  return (
    <main className={style['main']}>
      <h1>{t('exams')}</h1>
      <ListBlock
        title={t('exams')}
        headless
        list={{ ...exams, data: exams.data?.filter((exam) => exam.purpose !== 'self_test') }}
        empty={<Empty>{t('noExams')}</Empty>}
        renderRow={(exam) => <ExamRow exam={exam} />}
      />
    </main>
  );
}
