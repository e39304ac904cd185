import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';

export type Filters<K extends string> = Readonly<Partial<Record<K, string>>>;

/** The filters of a page as its address carries them; empty values and other parameters are left out. */
export function readFilters<K extends string>(params: URLSearchParams, keys: readonly K[]): Filters<K> {
  const found: Partial<Record<K, string>> = {};
  for (const key of keys) {
    const value = params.get(key)?.trim();
    if (value) found[key] = value;
  }
  return found;
}

/** The address after a change of some filters; `undefined` and empty values remove one, the rest stays as it was. */
export function writeFilters<K extends string>(
  params: URLSearchParams,
  change: Readonly<Partial<Record<K, string | undefined>>>,
): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [key, value] of Object.entries<string | undefined>(change)) {
    const text = value?.trim();
    if (text) next.set(key, text);
    else next.delete(key);
  }
  return next;
}

/** Filters kept in the address, so that a link shows the same rows to a colleague and «back» works. */
export function useUrlFilters<const K extends string>(keys: readonly K[]) {
  const [params, setParams] = useSearchParams();
  const joined = keys.join(' ');
  const filters = useMemo(() => readFilters(params, joined.split(' ') as K[]), [params, joined]);
  const change = useCallback(
    (next: Readonly<Partial<Record<K, string | undefined>>>, options?: { push?: boolean }) => {
      setParams((now) => writeFilters(now, next), { replace: !options?.push });
    },
    [setParams],
  );
  return [filters, change] as const;
}
