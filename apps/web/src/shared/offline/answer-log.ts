import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { dropPaper } from './device-store.js';

const DATABASE = 'zhian-answers';
// A tap that the phone says it has kept must survive a flat battery: the browser flushes before it says done.
const strict = { durability: 'strict' } as const;

/** One slot's latest answer as kept on this device. `ackedSeq` is the newest sequence number the server confirmed. */
export interface LoggedAnswer {
  slot: number;
  choice: string[];
  clientSeq: number;
  ackedSeq: number;
}

/** What this device knows of one attempt. */
export interface LoggedAttempt {
  answers: LoggedAnswer[];
  lastSeq: number;
  flags: number[];
  submitWanted: boolean;
}

/** The log of one attempt of one account. Every method rejects when the browser cannot store. */
export interface AnswerLog {
  read(): Promise<LoggedAttempt>;
  /**
   * Keeps an answer under the next sequence number: at least `now` (ms), greater than `floor` and than everything that any tab
   * of this device has kept for the attempt. Resolves after the browser has flushed.
   */
  write(slot: number, choice: string[], now: number, floor: number): Promise<LoggedAnswer>;
  /** Notes which sequence numbers the server has confirmed. */
  settle(accepted: ReadonlyMap<number, number>): Promise<void>;
  setFlags(flags: number[]): Promise<void>;
  setSubmitWanted(wanted: boolean): Promise<void>;
  /** Forgets the attempt and its paper: only after the server confirmed that it is over. */
  clear(): Promise<void>;
}

interface AnswerRow extends LoggedAnswer {
  owner: string;
  attemptId: string;
}

interface AttemptRow {
  owner: string;
  attemptId: string;
  lastSeq: number;
  flags: number[];
  submitWanted: boolean;
}

interface AnswerSchema extends DBSchema {
  answers: { key: [string, string, number]; value: AnswerRow };
  attempts: { key: [string, string]; value: AttemptRow };
}

type Database = IDBPDatabase<AnswerSchema>;
let opened: Promise<Database> | null = null;

function database(): Promise<Database> {
  opened ??= openDB<AnswerSchema>(DATABASE, 1, {
    upgrade(db) {
      db.createObjectStore('answers', { keyPath: ['owner', 'attemptId', 'slot'] });
      db.createObjectStore('attempts', { keyPath: ['owner', 'attemptId'] });
    },
    // A tab with a newer version of this page waits for this one to let go.
    blocking: (_current, _blocked, event) => {
      (event.target as IDBDatabase).close();
      opened = null;
    },
    terminated: () => {
      opened = null;
    },
  }).catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

const slotsOf = (owner: string, attemptId: string): IDBKeyRange =>
  IDBKeyRange.bound([owner, attemptId, -Infinity], [owner, attemptId, Infinity]);
const attemptsOf = (owner: string): IDBKeyRange => IDBKeyRange.bound([owner], [owner, []]);

/** The log of `attemptId` for `owner`. The owner is part of every key: another account on the same phone reads nothing of it. */
export function answerLog(owner: string, attemptId: string): AnswerLog {
  const blank: AttemptRow = { owner, attemptId, lastSeq: 0, flags: [], submitWanted: false };
  const patch = async (change: Partial<AttemptRow>): Promise<void> => {
    const tx = (await database()).transaction('attempts', 'readwrite', strict);
    const row = (await tx.store.get([owner, attemptId])) ?? blank;
    await Promise.all([tx.store.put({ ...row, ...change }), tx.done]);
  };
  return {
    async read() {
      const tx = (await database()).transaction(['answers', 'attempts'], 'readonly');
      const [rows, row] = await Promise.all([
        tx.objectStore('answers').getAll(slotsOf(owner, attemptId)),
        tx.objectStore('attempts').get([owner, attemptId]),
      ]);
      const answers = rows.map(({ slot, choice, clientSeq, ackedSeq }) => ({ slot, choice, clientSeq, ackedSeq }));
      const { lastSeq, flags, submitWanted } = row ?? blank;
      return { answers, lastSeq, flags, submitWanted };
    },
    async write(slot, choice, now, floor) {
      const tx = (await database()).transaction(['answers', 'attempts'], 'readwrite', strict);
      // Marked as handled here, so that a failed put below does not also raise an unhandled rejection; it is awaited at the end.
      tx.done.catch(() => undefined);
      const attempts = tx.objectStore('attempts');
      const row = (await attempts.get([owner, attemptId])) ?? blank;
      const before = await tx.objectStore('answers').get([owner, attemptId, slot]);
      const clientSeq = Math.max(Math.trunc(now), row.lastSeq + 1, floor + 1);
      const kept: LoggedAnswer = { slot, choice: [...choice], clientSeq, ackedSeq: before?.ackedSeq ?? 0 };
      await attempts.put({ ...row, lastSeq: clientSeq });
      await tx.objectStore('answers').put({ ...kept, owner, attemptId });
      await tx.done;
      return kept;
    },
    async settle(accepted) {
      const tx = (await database()).transaction('answers', 'readwrite');
      tx.done.catch(() => undefined);
      for (const [slot, seq] of accepted) {
        const row = await tx.store.get([owner, attemptId, slot]);
        if (row && row.ackedSeq < seq) await tx.store.put({ ...row, ackedSeq: seq });
      }
      await tx.done;
    },
    setFlags: (flags) => patch({ flags }),
    setSubmitWanted: (submitWanted) => patch({ submitWanted }),
    async clear() {
      const tx = (await database()).transaction(['answers', 'attempts'], 'readwrite', strict);
      tx.done.catch(() => undefined);
      await tx.objectStore('answers').delete(slotsOf(owner, attemptId));
      await tx.objectStore('attempts').delete([owner, attemptId]);
      await tx.done;
      await dropPaper(owner, attemptId);
    },
  };
}

/** Attempts of `owner` on this device with answers that the server has not confirmed, and how many. */
export async function pendingAttempts(owner: string): Promise<{ attemptId: string; pending: number }[]> {
  const rows = await (await database()).getAll('answers', attemptsOf(owner));
  const counts = new Map<string, number>();
  for (const row of rows) {
    if (row.clientSeq > row.ackedSeq) counts.set(row.attemptId, (counts.get(row.attemptId) ?? 0) + 1);
  }
  return [...counts].map(([attemptId, pending]) => ({ attemptId, pending }));
}

/** On sign-out: forgets every attempt of `owner` with nothing pending. Pending answers stay, readable by this owner only. */
export async function wipeSettled(owner: string): Promise<void> {
  const keep = new Set((await pendingAttempts(owner)).map(({ attemptId }) => attemptId));
  const rows = await (await database()).getAllKeys('attempts', attemptsOf(owner));
  await Promise.all(rows.filter(([, attemptId]) => !keep.has(attemptId)).map(([, id]) => answerLog(owner, id).clear()));
}

/** Closes and deletes the database; for tests. */
export async function deleteAnswerDatabase(): Promise<void> {
  if (opened) (await opened).close();
  opened = null;
  await deleteDB(DATABASE);
}
