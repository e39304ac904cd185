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
      { path: 'people', element: page(() => import('../../features/office-roster/roster-page.js').then((m) => m.RosterPage)) },
      { path: 'people/import', element: page(() => import('../../features/office-roster/roster-import-page.js').then((m) => m.RosterImportPage)) },
      { path: 'questions', element: page(() => import('../../features/office-questions/questions-page.js').then((m) => m.QuestionsPage)) },
      { path: 'questions/import', element: page(() => import('../../features/office-questions/question-import-page.js').then((m) => m.QuestionImportPage)) },
      { path: 'exams', element: page(() => import('../../features/office-exams/exams-page.js').then((m) => m.ExamsPage)) },
      { path: 'exams/new', element: page(() => import('../../features/office-exams/exam-editor-page.js').then((m) => m.NewExamPage)) },
      { path: 'exams/:id', element: page(() => import('../../features/office-exams/exam-page.js').then((m) => m.ExamPage)) },
      { path: 'exams/:id/edit', element: page(() => import('../../features/office-exams/exam-editor-page.js').then((m) => m.EditExamPage)) },
      { path: '*', element: <OfficeNotFound /> },
    ],
  },
];
