import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { randomId } from '../api/random-id.js';
import type { ExamAttempt } from '../api/types.js';

const DATABASE = 'zhian-device';
const DEVICE_KEY = 'zhian.device';
const strict = { durability: 'strict' } as const;

/** The paper of an open attempt, as this device needs it to open the room without a network. It holds no keys. */
export interface KeptPaper {
  /** Whose it is: the person (or the account without one). */
  owner: string;
  attemptId: string;
  /** As last read from the server, without answers: those are in the answer log. */
  attempt: ExamAttempt;
  /** Server time minus the phone's own, in ms, when it was kept: an estimate until the server answers again. */
  clockOffset: number;
}

interface DeviceSchema extends DBSchema {
  papers: { key: [string, string]; value: KeptPaper };
  device: { key: string; value: string };
}

let opened: Promise<IDBPDatabase<DeviceSchema>> | null = null;

function database(): Promise<IDBPDatabase<DeviceSchema>> {
  opened ??= openDB<DeviceSchema>(DATABASE, 1, {
    upgrade(db) {
      db.createObjectStore('papers', { keyPath: ['owner', 'attemptId'] });
      db.createObjectStore('device');
    },
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

/** Keeps the paper of an open attempt on this device. Rejects when the browser cannot store. */
export async function keepPaper(paper: KeptPaper): Promise<void> {
  const tx = (await database()).transaction('papers', 'readwrite', strict);
  tx.done.catch(() => undefined);
  await tx.store.put({ ...paper, attempt: { ...paper.attempt, answers: [] } });
  await tx.done;
}

/** The kept papers, of `owner` alone or of everybody who has not signed out; `[]` when the browser has no storage. */
export async function keptPapers(owner?: string): Promise<KeptPaper[]> {
  try {
    const all = await (await database()).getAll('papers');
    return owner === undefined ? all : all.filter((paper) => paper.owner === owner);
  } catch {
    return [];
  }
}

/** Forgets one paper: its attempt is over. */
export async function dropPaper(owner: string, attemptId: string): Promise<void> {
  const tx = (await database()).transaction('papers', 'readwrite', strict);
  tx.done.catch(() => undefined);
  await tx.store.delete([owner, attemptId]);
  await tx.done;
}

/** Forgets every paper that is not `owner`'s; with `null`, every paper. */
export async function dropPapersExcept(owner: string | null): Promise<void> {
  const tx = (await database()).transaction('papers', 'readwrite', strict);
  tx.done.catch(() => undefined);
  for (const key of await tx.store.getAllKeys()) if (key[0] !== owner) await tx.store.delete(key);
  await tx.done;
}

let known: Promise<string> | null = null;

/**
 * A random name of this browser, made once: tells the server which device an attempt is on, and nothing about whose it is. It is
 * kept twice, because localStorage is written late: a browser that is killed must still be the same device afterwards.
 */
export function deviceId(): Promise<string> {
  known ??= findDeviceId();
  return known;
}

async function findDeviceId(): Promise<string> {
  const local = inLocalStorage();
  try {
    // One transaction looks and writes: two tabs that start together get one name.
    const tx = (await database()).transaction('device', 'readwrite', strict);
    tx.done.catch(() => undefined);
    const found = (await tx.store.get(DEVICE_KEY)) ?? local ?? randomId();
    await tx.store.put(found, DEVICE_KEY);
    await tx.done;
    return inLocalStorage(found) ?? found;
  } catch {
    // Without storage the name lasts as long as the page.
    return local ?? randomId();
  }
}

/** Reads, or with `value` writes, the name; `null` when the browser does not store. */
function inLocalStorage(value?: string): string | null {
  try {
    if (value !== undefined) localStorage.setItem(DEVICE_KEY, value);
    return localStorage.getItem(DEVICE_KEY);
  } catch {
    return null;
  }
}

/** Closes and deletes the database; for tests. */
export async function deleteDeviceDatabase(): Promise<void> {
  if (opened) (await opened).close();
  opened = null;
  known = null;
  await deleteDB(DATABASE);
}
