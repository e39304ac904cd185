import { ChevronRight } from 'lucide-react';
import { Link, Navigate, useLocation } from 'react-router';
import { useMyTasks } from '../../shared/api/requests/my-tasks.js';
import { Bar, Empty, ErrorBlock, Skeleton, Status } from '../../shared/ui/index.js';
import { usePageTitle } from '../../shared/ui/page-title.js';
import { useHandbookText } from './messages.js';
import style from './handbooks.module.css';

/** The handbooks of my posts; with one post it opens at once. */
export function HandbooksPage() {
  const t = useHandbookText();
  usePageTitle(t('title'));
  const { hash } = useLocation();
  const tasks = useMyTasks();
  const books = tasks.data?.handbook ?? [];
  const only = books.length === 1 ? books[0] : undefined;
  if (only && only.sections > 0) return <Navigate to={`/handbook/${only.postId}${hash}`} replace />;
  return (
    <main className={style['main']}>
      <h1>{t('mine')}</h1>
      {tasks.data ? (
        books.some((book) => book.sections > 0) ? (
          <ul>
            {books
              .filter((book) => book.sections > 0)
              .map((book) => (
                <li key={book.postId}>
                  <Link className={`card ${style['book']}`} to={`/handbook/${book.postId}${hash}`}>
                    <span className="grow">
                      <b>{t('titleOf', { post: book.postName })}</b>
                      {book.receiptAt ? (
                        <Status kind="pass">{t('learned')}</Status>
                      ) : (
                        <>
                          <span className="mut">{t('readSome', { n: book.readSections, of: book.sections })}</span>
                          <Bar n={book.readSections} of={book.sections} label={book.postName} />
                        </>
                      )}
                    </span>
                    <ChevronRight size={22} className="dim" aria-hidden />
                  </Link>
                </li>
              ))}
          </ul>
        ) : (
          <Empty>{t('none')}</Empty>
        )
      ) : tasks.isError ? (
        <ErrorBlock error={tasks.error} onRetry={() => void tasks.refetch()} busy={tasks.isFetching} />
      ) : (
        <Skeleton heights={[84, 84]} />
      )}
    </main>
  );
}
