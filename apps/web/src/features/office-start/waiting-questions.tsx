import { useQuery } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import type { QuestionBank } from '../../shared/api/types.js';
import { countText } from '../../shared/time/points.js';
import { LinkButton } from '../office-kit/link-button.js';
import { useOffice } from '../office-kit/office-scope.js';
import { startText as t } from './text.js';

/** Questions that others have written and this account may approve: nobody finds them by himself. Nothing where there are none. */
export function WaitingQuestions() {
  const { can, home } = useOffice();
  const organisationId = home?.id;
  const bank = useQuery({
    queryKey: ['office', 'start', 'waiting-questions', organisationId],
    enabled: organisationId !== undefined && can('questions.question.review') && can('questions.question.read'),
    queryFn: ({ signal }) => api.get<QuestionBank>('/question-bank', { query: { organisationId }, signal }),
  });
  const waiting = bank.data?.reviewable ?? 0;
  if (waiting === 0) return null;
  return (
    <section className="ok-card ok-pad row ok-gap">
      <div className="ok-grow">
        <h2>{t('review', { n: countText(waiting) })}</h2>
        <p className="ok-mut">{t('review.why')}</p>
      </div>
      <LinkButton to="/office/questions/review" type="primary">
        {t('review.go')}
      </LinkButton>
    </section>
  );
}
