import { useQuery } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import type { Page, QuestionBank, WaitingRegrade } from '../../shared/api/types.js';
import { dayText } from '../../shared/time/format.js';
import { countText } from '../../shared/time/points.js';
import { LinkButton } from '../office-kit/link-button.js';
import { useOffice } from '../office-kit/office-scope.js';
import { may } from '../office-kit/permissions.js';
import { startText as t } from './text.js';

/** What others have done and waits for this account: nobody finds it by himself. Nothing where there is nothing. */
export function Waiting() {
  return (
    <>
      <WaitingCorrections />
      <WaitingQuestions />
    </>
  );
}

interface WaitingCardProps {
  readonly title: string;
  readonly why: string;
  readonly to: string;
  readonly go: string;
}

function WaitingCard({ title, why, to, go }: WaitingCardProps) {
  return (
    <section className="ok-card ok-pad row ok-gap">
      <div className="ok-grow">
        <h2>{title}</h2>
        <p className="ok-mut">{why}</p>
      </div>
      <LinkButton to={to} type="primary">
        {go}
      </LinkButton>
    </section>
  );
}

/** Corrections of exams that this account may decide about; the button leads to the one that has waited longest. */
function WaitingCorrections() {
  const { can } = useOffice();
  const corrections = useQuery({
    queryKey: ['office', 'exams', 'waiting-corrections'],
    enabled: can(may.approveRegrades) && can(may.readResults),
    queryFn: ({ signal }) => api.get<Page<WaitingRegrade>>('/exam-regrades', { query: { limit: 200 }, signal }),
  });
  const waiting = corrections.data?.items ?? [];
  const [first] = waiting;
  if (!first) return null;
  return (
    <WaitingCard
      title={t('correction', { n: countText(waiting.length) })}
      why={t(waiting.length > 1 ? 'correction.first' : 'correction.one', {
        exam: first.examTitle,
        name: first.requestedByName,
        day: dayText(first.requestedAt),
      })}
      to={`/office/exams/${first.examSessionId}?tab=corrections`}
      go={t('correction.go')}
    />
  );
}

/** Questions that others have written and this account may approve, and its own that came back. */
function WaitingQuestions() {
  const { can, home } = useOffice();
  const organisationId = home?.id;
  const bank = useQuery({
    queryKey: ['office', 'start', 'waiting-questions', organisationId],
    enabled: organisationId !== undefined && can('questions.question.read'),
    queryFn: ({ signal }) => api.get<QuestionBank>('/question-bank', { query: { organisationId }, signal }),
  });
  const { reviewable = 0, returned = 0 } = bank.data ?? {};
  return (
    <>
      {reviewable > 0 && can(may.reviewQuestions) ? (
        <WaitingCard
          title={t('review', { n: countText(reviewable) })}
          why={t('review.why')}
          to="/office/questions/review"
          go={t('review.go')}
        />
      ) : null}
      {returned > 0 && can(may.writeQuestions) ? (
        <WaitingCard
          title={t('returned', { n: countText(returned) })}
          why={t('returned.why')}
          to="/office/questions?status=active&review=returned&author=me"
          go={t('returned.go')}
        />
      ) : null}
    </>
  );
}
