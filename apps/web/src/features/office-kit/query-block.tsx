import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { LoadError } from './load-error.js';

interface Readable<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly isPending: boolean;
  readonly refetch: () => unknown;
}

interface QueryBlockProps<T> {
  readonly query: Readable<T>;
  readonly skeleton?: ReactNode;
  readonly children: (data: T) => ReactNode;
}

/** Skeleton, error or content of one block; a failed refresh keeps what was there and says so. */
export function QueryBlock<T>({ query, skeleton, children }: QueryBlockProps<T>) {
  if (query.data !== undefined) {
    return (
      <>
        {query.error ? <LoadError error={query.error} retry={() => void query.refetch()} /> : null}
        {children(query.data)}
      </>
    );
  }
  if (query.error) return <LoadError error={query.error} retry={() => void query.refetch()} />;
  return <div aria-busy="true">{skeleton ?? <Skeleton active={false} paragraph={{ rows: 6 }} />}</div>;
}
