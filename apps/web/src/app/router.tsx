import { lazy, Suspense, type ComponentType } from 'react';
import { createBrowserRouter, useRoutes, type RouteObject } from 'react-router';
import { HomePage } from '../features/home/home-page.js';
import { SignInPage } from '../features/sign-in/sign-in-page.js';
import { BrokenPage, NotFoundPage } from './fallback-pages.js';
import { RequireLearner, RequireOffice, RequireSession, StartPage } from './guards.js';
import { LearnerLayout, PageWait, PlainLayout } from './learner-layout.js';

/** A page that is downloaded when it is first opened. */
const page = (load: () => Promise<ComponentType>) => lazy(async () => ({ default: await load() }));

// The office brings antd and echarts: it is a download of its own, so that a phone never loads it.
const OfficeApp = page(async () => {
  const { officeRoutes } = await import('./office/office-routes.js');
  return () => useRoutes(officeRoutes);
});
const ChangePassword = page(
  async () => (await import('../features/sign-in/change-password-page.js')).ChangePasswordPage,
);
const Verify = page(async () => (await import('../features/verify/verify-page.js')).VerifyPage);
const Kiosk = page(async () => (await import('../features/kiosk/kiosk-page.js')).KioskPage);
const Handbooks = page(async () => (await import('../features/handbook/handbooks-page.js')).HandbooksPage);
const HandbookReader = page(async () => (await import('../features/handbook/reader-page.js')).HandbookReaderPage);
const Practice = page(async () => (await import('../features/practice/practice-page.js')).PracticePage);
const Exams = page(async () => (await import('../features/practice/practice-page.js')).ExamsPage);
const ExamStart = page(async () => (await import('../features/exam-room/start-page.js')).ExamStartPage);
const ExamRoom = page(async () => (await import('../features/exam-room/room-page.js')).ExamRoomPage);
const Result = page(async () => (await import('../features/result/result-page.js')).ResultPage);
const My = page(async () => (await import('../features/my/my-page.js')).MyPage);
const Certificates = page(async () => (await import('../features/my/certificates-page.js')).CertificatesPage);

const tabbed: RouteObject = {
  element: <LearnerLayout />,
  children: [
    { path: '/home', element: <HomePage /> },
    { path: '/handbook', element: <Handbooks /> },
    { path: '/practice', element: <Practice /> },
    { path: '/exams', element: <Exams /> },
    { path: '/my', element: <My /> },
  ],
};

const fullScreen: RouteObject = {
  element: <PlainLayout />,
  children: [
    { path: '/handbook/:postId', element: <HandbookReader /> },
    { path: '/exams/:examSessionId', element: <ExamStart /> },
    { path: '/exam/:attemptId/result', element: <Result /> },
    { path: '/my/certificates', element: <Certificates /> },
  ],
};

const office: RouteObject = {
  element: <RequireOffice />,
  children: [
    {
      path: '/office/*',
      element: (
        <Suspense fallback={<PageWait />}>
          <OfficeApp />
        </Suspense>
      ),
    },
  ],
};

/** Every address of the application. */
export const routes: RouteObject[] = [
  {
    errorElement: <BrokenPage />,
    children: [
      { path: '/sign-in', element: <SignInPage /> },
      {
        element: <PlainLayout />,
        children: [
          { path: '/kiosk', element: <Kiosk /> },
          { path: '/verify', element: <Verify /> },
          { path: '/verify/:code', element: <Verify /> },
        ],
      },
      {
        element: <RequireSession />,
        children: [
          { path: '/', element: <StartPage /> },
          { element: <PlainLayout />, children: [{ path: '/change-password', element: <ChangePassword /> }] },
          { element: <RequireLearner />, children: [tabbed, fullScreen] },
        ],
      },
      {
        // The office asks for the password over the page, so that a form half filled in stays as it is.
        element: <RequireSession sticky />,
        children: [office],
      },
      {
        // Somebody in the middle of an exam is asked to sign in again, never thrown out; without a network he goes on.
        element: <RequireSession sticky offline />,
        children: [{ element: <PlainLayout />, children: [{ path: '/exam/:attemptId', element: <ExamRoom /> }] }],
      },
      { path: '*', element: <NotFoundPage /> },
    ],
  },
];

export const createAppRouter = () => createBrowserRouter(routes);
