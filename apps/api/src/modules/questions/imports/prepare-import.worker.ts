import { answerAside } from '../../../platform/workers/aside.js';
import { prepareImport, type PrepareInput, type PrepareReply, type PrepareSink } from './prepare-import.js';
import type { NearMark } from './staged-row.js';

export type PrepareMessage =
  | { readonly records: string }
  | { readonly near: readonly NearMark[] }
  | { readonly picture: Uint8Array }
  | { readonly restart: true }
  | { readonly done: number; readonly total: number };
/** What became of a picture; nothing for the rest. */
export type PrepareAnswer = Awaited<ReturnType<PrepareSink['picture']>> | void;

await answerAside<PrepareInput, PrepareReply, PrepareMessage, PrepareAnswer>((input, tell) => {
  const say = async (message: PrepareMessage): Promise<void> => void (await tell(message));
  return prepareImport(input, {
    progress: (done, total) => say({ done, total }),
    rows: (records) => say({ records }),
    near: (near) => say({ near }),
    picture: async (picture) => (await tell({ picture })) ?? { refused: '没有读到。' },
    restart: () => say({ restart: true }),
  });
});
