import { useQuery } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { Link } from 'react-router';
import { api } from '../../shared/api/client.js';
import { countText } from '../../shared/time/points.js';
import { Frac, StatusShape } from '../../shared/ui/index.js';
import { LinkButton } from '../office-kit/link-button.js';
import { OfficePage } from '../office-kit/office-page.js';
import { useOffice } from '../office-kit/office-scope.js';
import { QueryBlock } from '../office-kit/query-block.js';
import { MyInvigilations } from './my-invigilations.js';
import { PlanProgress } from './plan-progress.js';
import { startText as t } from './text.js';
import { Waiting } from './waiting.js';
import './start.css';

interface OfficeHome {
  readonly roster: number;
  readonly posts: number;
  readonly questions: number;
  readonly handbooksPublished: number;
  readonly examsOpen: number;
  readonly plansActive: number;
  readonly firstSteps: readonly {
    readonly code: string;
    readonly title: string;
    readonly done: boolean;
    readonly href: string;
  }[];
}

/** What is there, and what to do first. */
export function StartPage() {
  const { session, home, can } = useOffice();
  const grant = session.roles[0];
  // Somebody who only looks after exams has no unit to count in.
  const counts = can('organisations.organisation.read');
  const query = useQuery({
    queryKey: ['office', 'home'],
    enabled: counts,
    queryFn: ({ signal }) => api.get<OfficeHome>('/home/office', { signal }),
  });
  return (
    <OfficePage
      crumbs={[{ title: t('title') }]}
      title={t('hello', { name: session.name })}
      note={home?.name || grant?.regionName || grant?.organisationName || undefined}
    >
      <MyInvigilations />
      <Waiting />
      {counts ? (
        <QueryBlock query={query}>
          {(found) => (
            <>
              <FirstSteps steps={found.firstSteps} />
              <Numbers home={found} />
              {can('coverage.report.read') && found.plansActive > 0 ? <PlanProgress /> : null}
            </>
          )}
        </QueryBlock>
      ) : null}
    </OfficePage>
  );
}

function FirstSteps({ steps }: { readonly steps: OfficeHome['firstSteps'] }) {
  const next = steps.find((step) => !step.done);
  const done = steps.filter((step) => step.done).length;
  if (steps.length === 0 || !next) return null;
  return (
    <section className="os-steps ok-card" aria-label={t('steps')}>
      <div className="os-next">
        <p>{t('next')}</p>
        <h2>{next.title}</h2>
        <LinkButton to={next.href} type="primary">
          {t('next.go')}
        </LinkButton>
      </div>
      <div className="grow">
        <div className="ok-card-head">
          <h2>{t('steps')}</h2>
          <Frac n={done} of={steps.length} size={18} />
        </div>
        <ol>
          {steps.map((step) => (
            <li key={step.code} className={step === next ? 'on' : ''}>
              <Link to={step.href}>
                <StatusShape kind={step.done ? 'pass' : 'none'} size={18} />
                <span className="grow">{step.title}</span>
                <span className="dim">{t(step.done ? 'step.done' : 'step.todo')}</span>
                <ChevronRight size={16} aria-hidden />
              </Link>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

function Numbers({ home }: { readonly home: OfficeHome }) {
  const numbers = [
    { title: t('roster'), value: home.roster, unit: t('unit.person'), to: '/office/people' },
    { title: t('posts'), value: home.posts, unit: t('unit.post'), to: '/office/posts' },
    { title: t('questions'), value: home.questions, unit: t('unit.question'), to: '/office/questions' },
    { title: t('handbooks'), value: home.handbooksPublished, unit: t('unit.handbook'), to: '/office/handbooks' },
    { title: t('exams'), value: home.examsOpen, unit: t('unit.exam'), to: '/office/exams?phase=open' },
    { title: t('plans'), value: home.plansActive, unit: t('unit.plan'), to: '/office/plans' },
  ];
  return (
    <section className="os-numbers" aria-label={t('numbers')}>
      {numbers.map((number) => (
        <Link key={number.title} to={number.to} className="ok-card ok-figure">
          <span>{number.title}</span>
          <div className="v">
            {countText(number.value)}
            <small>{number.unit}</small>
          </div>
        </Link>
      ))}
    </section>
  );
}
