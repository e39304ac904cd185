import { lazy } from 'react';
import type { ComponentType } from 'react';
import type { RouteObject } from 'react-router';
import { OfficeNotFound } from './office-not-found.js';
import { OfficeShell } from './office-shell.js';

/** A page of its own download: `page(() => import(…), 'RosterPage')`. */
function page<M, K extends keyof M>(load: () => Promise<M>, name: K & (M[K] extends ComponentType ? unknown : never)) {
  const Page = lazy(async () => ({ default: (await load())[name as K] as ComponentType }));
  return <Page />;
}

/** The office's pages, relative to /office. */
export const officeRoutes: RouteObject[] = [
  {
    element: <OfficeShell />,
    children: [
      { path: 'people', element: page(() => import('../../features/office-roster/roster-page.js'), 'RosterPage') },
      { path: 'people/import', element: page(() => import('../../features/office-roster/roster-import-page.js'), 'RosterImportPage') },
      { path: '*', element: <OfficeNotFound /> },
    ],
  },
];
