import { answerAside } from '../../../platform/workers/aside.js';
import { prepareImport, type PrepareInput, type PrepareReply } from './prepare-import.js';
import type { NearMark, StagedRow } from './staged-row.js';

export type PrepareMessage =
  | { readonly rows: readonly StagedRow[] }
  | { readonly near: readonly NearMark[] }
  | { readonly restart: true }
  | { readonly done: number; readonly total: number };

await answerAside<PrepareInput, PrepareReply, PrepareMessage>((input, tell) =>
  prepareImport(input, {
    progress: (done, total) => tell({ done, total }),
    rows: (rows) => tell({ rows }),
    near: (near) => tell({ near }),
    restart: () => tell({ restart: true }),
  }),
);
