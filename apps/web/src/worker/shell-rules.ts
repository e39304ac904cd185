/** What a page tells a new service worker that waits: the script it was itself loaded with. */
export interface ShellMessage {
  kind: 'may-take-over';
  entry: string;
}

/**
 * Who answers a request: `page` is network first with the kept shell behind it, `asset` is the kept file, `null` is left to the
 * browser. Only reading, only this origin, never the API: nothing that belongs to a person gets into the cache.
 */
export function shellAnswer(
  request: { method: string; mode: string; url: string },
  origin: string,
  files: ReadonlySet<string>,
): 'page' | 'asset' | null {
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== origin || /^\/(api|health)(\/|$)/.test(url.pathname)) return null;
  if (request.mode === 'navigate') return 'page';
  return files.has(url.pathname) ? 'asset' : null;
}

/**
 * May a waiting service worker throw the old files away? Only when the one open page was loaded with the new files already, and
 * never in the middle of an exam: a page must find the files it was made for until it is left.
 */
export function mayTakeOver(files: ReadonlySet<string>, entry: string, openPages: readonly string[]): boolean {
  if (!files.has(entry) || openPages.length > 1) return false;
  return !openPages.some((url) => new URL(url).pathname.startsWith('/exam/'));
}
