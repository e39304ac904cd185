import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { asProblem, Problem } from '../../shared/api/problem.js';
import { sessionKey } from '../../shared/api/query-client.js';
import { ErrorBlock } from '../../shared/ui/index.js';
import { EmptyStart } from './empty-start.js';
import { kitText as t } from './kit-text.js';

/**
 * Whoever is on the list of an exam is shown neither its questions nor its results before it is over, and no questions at all
 * while he sits it: rules, not failures.
 */
const KEPT_FROM_CANDIDATES: readonly string[] = ['preview-own-exam', 'integrity-own-exam', 'bank-during-exam'];

/** What could not be read, on the block that failed, with the way out and the request number under 「详情」. */
export function LoadError({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  if (error instanceof Problem && KEPT_FROM_CANDIDATES.includes(error.code))
    return <EmptyStart title={error.title} text={error.detail ?? ''} />;
  return <ErrorBlock error={error} {...(retry ? { onRetry: retry } : {})} />;
}

/** A refusal of what was asked for (a save, a publication), with each named reason. */
export function RefusalNote({ error }: { readonly error: unknown }) {
  const client = useQueryClient();
  const signedOut = error instanceof Problem && error.status === 401;
  useEffect(() => {
    // Saves do not pass through the query client: the shell learns here that it has to ask for the password again.
    if (signedOut) client.setQueryData(sessionKey, null);
  }, [signedOut, client]);
  if (!error) return null;
  const problem = asProblem(error);
  return (
    <div className="ok-note ok-note-stop" role="alert">
      <div className="ok-grow">
        <b>{problem.sentence}</b>
        {problem.errors.length > 0 ? (
          <ul>
            {problem.errors.map((entry, index) => (
              <li key={`${entry.pointer}-${index}`}>{entry.message}</li>
            ))}
          </ul>
        ) : null}
        <ProblemDetails error={error} />
      </div>
    </div>
  );
}

function ProblemDetails({ error }: { readonly error: unknown }) {
  const problem = asProblem(error);
  if (!problem.requestId) return null;
  return (
    <details className="ok-dim">
      <summary>{t('error.details')}</summary>
      {t('error.request', { id: problem.requestId })}
    </details>
  );
}
