import { useMyInvigilations } from '../../shared/api/requests/my-invigilations.js';
import { InvigilationCard } from '../office-kit/invigilation-card.js';

/** The exams that this account is to look after, first thing on its page; nothing where there are none. */
export function MyInvigilations() {
  const mine = useMyInvigilations();
  return mine.data?.map((exam) => <InvigilationCard key={exam.id} exam={exam} />) ?? null;
}
