import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { catalogue } from '../shared/i18n/i18n.js';
import { keptPapers } from '../shared/offline/device-store.js';
import { Band, ButtonLink } from '../shared/ui/index.js';
import './offline-start.css';

const { useText } = catalogue('offline-start', {
  title: '没有网络，可以接着答题',
  body: '卷子和答案都在这部手机里，来网后自动上传。',
  goOn: '继续答题',
});

/**
 * What can be done without the server: an exam in the middle goes on from what this device holds. Everything else gets `children`,
 * the page that says there is no network.
 */
export function OfflineStart({ children }: { children: ReactNode }) {
  const t = useText();
  const papers = useQuery({
    queryKey: ['device', 'papers'],
    queryFn: () => keptPapers(),
    staleTime: 0,
    gcTime: 0,
  });
  if (!papers.data || papers.data.length === 0) return children;
  return (
    <>
      <Band>
        <b>{t('title')}</b>
        <br />
        {t('body')}
      </Band>
      <ul className="offline-start">
        {papers.data.map(({ attemptId, attempt }) => (
          <li key={attemptId} className="card">
            <h2>{attempt.title}</h2>
            <ButtonLink kind="primary" big block to={`/exam/${attemptId}`}>
              {t('goOn')}
            </ButtonLink>
          </li>
        ))}
      </ul>
      {children}
    </>
  );
}
