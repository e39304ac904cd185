import { useQuery } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import { useMyInvigilations } from '../../shared/api/requests/my-invigilations.js';
import type { ExamSession, Page } from '../../shared/api/types.js';
import { EmptyStart } from '../office-kit/empty-start.js';
import { LinkButton } from '../office-kit/link-button.js';
import { OfficePage } from '../office-kit/office-page.js';
import { useOffice } from '../office-kit/office-scope.js';
import { may } from '../office-kit/permissions.js';
import { QueryBlock } from '../office-kit/query-block.js';
import { InvigilationCard } from '../office-kit/invigilation-card.js';
import { maySupervise } from '../office-kit/exam-supervision.js';
import { boardText as t } from './text.js';

/** The exams that name this account, and all that are held or about to be where it may look after any: each with the way to its board. */
export function InvigilationsPage() {
  const { can } = useOffice();
  const mine = useMyInvigilations();
  const anywhere = can(may.invigilate) && can('exams.session.read');
  const held = useQuery({
    queryKey: ['office', 'exams', 'held', anywhere],
    queryFn: async ({ signal }) => {
      if (!anywhere) return [];
      const read = (phase: string) =>
        api.get<Page<ExamSession>>('/exam-sessions', { query: { phase, purpose: 'formal', limit: 100 }, signal });
      const [open, upcoming] = await Promise.all([read('open'), read('upcoming')]);
      return [...open.items, ...upcoming.items].filter((exam) => maySupervise(exam, Date.now()));
    },
    refetchInterval: 60_000,
  });
  return (
    <OfficePage crumbs={[{ title: t('list') }]} title={t('list')} note={t(anywhere ? 'list.note' : 'list.note.named')}>
      <QueryBlock query={mine}>
        {(named) => (
          <QueryBlock query={held}>
            {(exams) => {
              const others = exams.filter(({ id }) => !named.some((one) => one.id === id));
              return named.length + others.length === 0 ? (
                <section className="ok-card">
                  <EmptyStart
                    title={t('list.empty')}
                    text={t(anywhere ? 'list.empty.text' : 'list.empty.named')}
                    actions={anywhere ? <LinkButton to="/office/exams">{t('exams')}</LinkButton> : undefined}
                  />
                </section>
              ) : (
                <>
                  {named.map((one) => (
                    <InvigilationCard key={one.id} exam={one} />
                  ))}
                  {others.map((one) => (
                    <InvigilationCard key={one.id} exam={{ ...one, opensAt: one.opensAt ?? null, rooms: null }} />
                  ))}
                </>
              );
            }}
          </QueryBlock>
        )}
      </QueryBlock>
    </OfficePage>
  );
}
