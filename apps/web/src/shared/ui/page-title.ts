import { useEffect } from 'react';

/** Names the page in the browser's tab and history: 「登录 · 知安」. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · 知安`;
  }, [title]);
}
