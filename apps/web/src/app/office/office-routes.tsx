import type { RouteObject } from 'react-router';

/** The office's pages, relative to /office. */
export const officeRoutes: RouteObject[] = [];
