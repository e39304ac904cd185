import { MutationCache, onlineManager, QueryCache, QueryClient } from '@tanstack/react-query';
import { Problem } from './problem.js';

/** The query key of the signed-in session; its data is `null` when nobody is signed in. */
export const sessionKey = ['session'] as const;

/** How long (ms) a page that a bad line kept from opening waits before it asks again. */
const ASK_AGAIN = 15_000;

/**
 * A 401 anywhere means the session is over: the session's cached value becomes `null`, and the guards lead to sign-in and back.
 * The exam's sync does not go through this client, so that nobody is thrown out of an exam (ui.md §8 row 11).
 */
export function createQueryClient(): QueryClient {
  // It takes the start for online: of a page that was opened without a network it would miss the first change.
  onlineManager.setOnline(navigator.onLine);
  const onError = (error: unknown): void => {
    if (!(error instanceof Problem)) return;
    if (error.status === 401) client.setQueryData(sessionKey, null);
    if (error.code === 'password-change-required') void client.invalidateQueries({ queryKey: sessionKey });
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        // A request that the server refused will be refused again; only silence and overload are worth another try.
        retry: (failures, error) => {
          if (error instanceof Problem && error.status > 0 && error.status < 500) return false;
          return failures < 2;
        },
        // Trying is cheaper than believing `navigator.onLine`, which is wrong on captive networks.
        networkMode: 'always',
        // That mode leaves this off by itself: a page that met no network opens as soon as there is one, without a tap.
        refetchOnReconnect: true,
        refetchInterval: ({ state }) => {
          const mayHeal = state.error instanceof Problem && state.error.passes;
          return mayHeal && state.data === undefined && navigator.onLine ? ASK_AGAIN : false;
        },
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
  return client;
}
