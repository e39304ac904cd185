import { lazy, Suspense } from 'react';
import { createBrowserRouter, useRoutes, type RouteObject } from 'react-router';
import { Skeleton } from '../shared/ui/index.js';
import { PagePad } from '../shared/ui/page.js';
import { BrokenPage, NotFoundPage } from './fallback-pages.js';
import { RequireOffice, RequireSession, StartPage } from './guards.js';

// The office brings antd and echarts: it is a download of its own, so that a phone never loads it.
const OfficeApp = lazy(async () => {
  const { officeRoutes } = await import('./office/office-routes.js');
  return { default: () => useRoutes(officeRoutes) };
});

const wait = (
  <PagePad>
    <Skeleton />
  </PagePad>
);

/** Every address of the application. */
export const routes: RouteObject[] = [
  {
    errorElement: <BrokenPage />,
    children: [
      {
        element: <RequireSession />,
        children: [
          { path: '/', element: <StartPage /> },
          {
            element: <RequireOffice />,
            children: [
              {
                path: '/office/*',
                element: (
                  <Suspense fallback={wait}>
                    <OfficeApp />
                  </Suspense>
                ),
              },
            ],
          },
        ],
      },
      { path: '*', element: <NotFoundPage /> },
    ],
  },
];

export const createAppRouter = () => createBrowserRouter(routes);
