import { useQuery } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import { useMyInvigilations } from '../../shared/api/requests/my-invigilations.js';
import type { ExamSession, Page } from '../../shared/api/types.js';
import { InvigilationCard } from '../office-kit/invigilation-card.js';
import { useOffice } from '../office-kit/office-scope.js';

/**
 * The exams that this account is to look after, first thing on its page, and those that stand paused anywhere in its reach:
 * a pause that was forgotten keeps everybody waiting. Nothing where there are none.
 */
export function MyInvigilations() {
  const { can } = useOffice();
  const mine = useMyInvigilations().data ?? [];
  const paused = useQuery({
    queryKey: ['office', 'exams', 'paused'],
    enabled: can('exams.session.read'),
    queryFn: ({ signal }) =>
      api.get<Page<ExamSession>>('/exam-sessions', { query: { paused: true, limit: 20 }, signal }),
    refetchInterval: 60_000,
  });
  const others = (paused.data?.items ?? []).filter(({ id }) => !mine.some((one) => one.id === id));
  return (
    <>
      {mine.map((exam) => (
        <InvigilationCard key={exam.id} exam={exam} />
      ))}
      {others.map((exam) => (
        <InvigilationCard key={exam.id} exam={{ ...exam, opensAt: exam.opensAt ?? null, rooms: null }} />
      ))}
    </>
  );
}
