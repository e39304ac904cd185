import { lazy } from 'react';
import type { ComponentType } from 'react';
import type { RouteObject } from 'react-router';
import { OfficeNotFound } from './office-not-found.js';
import { OfficeShell } from './office-shell.js';

/** A page of its own download: `page(() => import(…).then((m) => m.RosterPage))`. */
function page(load: () => Promise<ComponentType>) {
  const Page = lazy(async () => ({ default: await load() }));
  return <Page />;
}

/** The office's pages, relative to /office. */
export const officeRoutes: RouteObject[] = [
  {
    element: <OfficeShell />,
    children: [
      {
        index: true,
        element: page(() => import('../../features/office-start/start-page.js').then((m) => m.StartPage)),
      },
      {
        path: 'organisations',
        element: page(() =>
          import('../../features/office-organisations/organisations-page.js').then((m) => m.OrganisationsPage),
        ),
      },
      {
        path: 'organisations/regions',
        element: page(() => import('../../features/office-organisations/regions-page.js').then((m) => m.RegionsPage)),
      },
      {
        path: 'organisations/:id',
        element: page(() =>
          import('../../features/office-organisations/organisation-page.js').then((m) => m.OrganisationPage),
        ),
      },
      {
        path: 'people',
        element: page(() => import('../../features/office-roster/roster-page.js').then((m) => m.RosterPage)),
      },
      {
        path: 'people/import',
        element: page(() =>
          import('../../features/office-roster/roster-import-page.js').then((m) => m.RosterImportPage),
        ),
      },
      {
        path: 'questions',
        element: page(() => import('../../features/office-questions/questions-page.js').then((m) => m.QuestionsPage)),
      },
      {
        path: 'questions/review',
        element: page(() => import('../../features/office-questions/review-page.js').then((m) => m.ReviewPage)),
      },
      {
        path: 'questions/duplicates',
        element: page(() => import('../../features/office-questions/duplicates-page.js').then((m) => m.DuplicatesPage)),
      },
      {
        path: 'questions/flags',
        element: page(() => import('../../features/office-questions/flags/flags-page.js').then((m) => m.FlagsPage)),
      },
      {
        path: 'questions/gaps',
        element: page(() => import('../../features/office-questions/gaps/gaps-page.js').then((m) => m.GapsPage)),
      },
      {
        path: 'questions/import',
        element: page(() =>
          import('../../features/office-questions/import/question-import-page.js').then((m) => m.QuestionImportPage),
        ),
      },
      {
        path: 'exams',
        element: page(() => import('../../features/office-exams/exams-page.js').then((m) => m.ExamsPage)),
      },
      {
        path: 'exams/new',
        element: page(() => import('../../features/office-exams/exam-editor-page.js').then((m) => m.NewExamPage)),
      },
      {
        path: 'exams/:id',
        element: page(() => import('../../features/office-exams/exam-page.js').then((m) => m.ExamPage)),
      },
      {
        path: 'exams/:id/edit',
        element: page(() => import('../../features/office-exams/exam-editor-page.js').then((m) => m.EditExamPage)),
      },
      {
        path: 'exams/:id/board',
        element: page(() => import('../../features/office-invigilation/board-page.js').then((m) => m.BoardPage)),
      },
      {
        path: 'exams/:id/rooms',
        element: page(() => import('../../features/office-invigilation/rooms-page.js').then((m) => m.RoomsPage)),
      },
      {
        path: 'invigilation',
        element: page(() =>
          import('../../features/office-invigilation/invigilations-page.js').then((m) => m.InvigilationsPage),
        ),
      },
      {
        path: 'exams/:id/papers',
        element: page(() => import('../../features/office-exams/papers/papers-page.js').then((m) => m.PapersPage)),
      },
      {
        path: 'exams/papers/:number',
        element: page(() => import('../../features/office-exams/papers/key-in-page.js').then((m) => m.KeyInPage)),
      },
      {
        path: 'handbooks',
        element: page(() => import('../../features/office-handbooks/handbooks-page.js').then((m) => m.HandbooksPage)),
      },
      {
        path: 'handbooks/:id',
        element: page(() => import('../../features/office-handbooks/handbook-page.js').then((m) => m.HandbookPage)),
      },
      {
        path: 'handbooks/:id/readers',
        element: page(() => import('../../features/office-handbooks/readers-page.js').then((m) => m.ReadersPage)),
      },
      {
        path: 'plans',
        element: page(() => import('../../features/office-plans/plans-page.js').then((m) => m.PlansPage)),
      },
      {
        path: 'coverage',
        element: page(() => import('../../features/office-coverage/coverage-page.js').then((m) => m.CoveragePage)),
      },
      {
        path: 'certificates',
        element: page(() =>
          import('../../features/office-certificates/certificates-page.js').then((m) => m.CertificatesPage),
        ),
      },
      {
        path: 'posts',
        element: page(() => import('../../features/office-posts/posts-page.js').then((m) => m.PostsPage)),
      },
      {
        path: 'accounts',
        element: page(() => import('../../features/office-accounts/accounts-page.js').then((m) => m.AccountsPage)),
      },
      {
        path: 'kiosks',
        element: page(() => import('../../features/office-kiosk/kiosks-page.js').then((m) => m.KiosksPage)),
      },
      {
        path: 'audit',
        element: page(() => import('../../features/office-audit/audit-page.js').then((m) => m.AuditPage)),
      },
      { path: '*', element: <OfficeNotFound /> },
    ],
  },
];
