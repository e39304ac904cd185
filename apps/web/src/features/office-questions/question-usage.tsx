import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { dateText } from '../../shared/time/format.js';
import { QueryBlock } from '../office-kit/query-block.js';
import { readUsage } from './api.js';
import { questionText as t } from './text.js';
import './questions.css';

/** The exams whose papers held the question, newest first, and those that may still draw it. */
export function QuestionUsageList({ id }: { readonly id: string }) {
  const query = useQuery({
    queryKey: ['office', 'questions', 'usage', id],
    queryFn: ({ signal }) => readUsage(id, signal),
  });
  return (
    <QueryBlock query={query}>
      {({ sessions }) => (
        <div className="ok-stack">
          {sessions.length === 0 ? <p className="mut">{t('usage.none')}</p> : null}
          <ol className="oq-versions">
            {sessions.map((use) => (
              <li key={use.sessionId}>
                <p>
                  <Link className="ok-link" to={`/office/exams/${use.sessionId}`}>
                    {use.title}
                  </Link>{' '}
                  <span className="mut">{use.organisationName}</span>
                </p>
                <p className="mut">
                  {use.lastDrawnAt
                    ? t('usage.drawn', { n: use.drawn, when: dateText(use.lastDrawnAt) })
                    : t('usage.may')}
                </p>
                {use.running && use.lastDrawnAt ? <p className="mut">{t('usage.running')}</p> : null}
              </li>
            ))}
          </ol>
          <p className="ok-dim">{t('usage.note')}</p>
        </div>
      )}
    </QueryBlock>
  );
}
