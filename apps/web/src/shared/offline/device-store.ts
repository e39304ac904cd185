import { randomId } from '../api/random-id.js';
import type { ExamAttempt } from '../api/types.js';
import { deviceDatabase } from './device-database.js';

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

/** Keeps the paper of an open attempt on this device. Rejects when the browser cannot store. */
export async function keepPaper(paper: KeptPaper): Promise<void> {
  const tx = (await deviceDatabase()).transaction('papers', 'readwrite', strict);
  tx.done.catch(() => undefined);
  await tx.store.put({ ...paper, attempt: { ...paper.attempt, answers: [] } });
  await tx.done;
}

/** The kept papers, of `owner` alone or of everybody who has not signed out; `[]` when the browser has no storage. */
export async function keptPapers(owner?: string): Promise<KeptPaper[]> {
  try {
    const all = await (await deviceDatabase()).getAll('papers');
    return owner === undefined ? all : all.filter((paper) => paper.owner === owner);
  } catch {
    return [];
  }
}

/** Forgets one paper and its pictures: its attempt is over. */
export function dropPaper(owner: string, attemptId: string): Promise<void> {
  return drop((key) => key[0] === owner && key[1] === attemptId);
}

/** Forgets every paper and pack that is not `owner`'s; with `null`, every one. */
export function dropPapersExcept(owner: string | null): Promise<void> {
  return drop((key) => key[0] !== owner);
}

/** Forgets the papers, pictures and packs whose key (owner, and attempt or session) is `gone`. */
async function drop(gone: (key: readonly [string, string, ...string[]]) => boolean): Promise<void> {
  const tx = (await deviceDatabase()).transaction(['papers', 'pictures', 'packs'], 'readwrite', strict);
  tx.done.catch(() => undefined);
  const [papers, pictures, packs] = [tx.objectStore('papers'), tx.objectStore('pictures'), tx.objectStore('packs')];
  for (const key of await papers.getAllKeys()) if (gone(key)) await papers.delete(key);
  for (const key of await packs.getAllKeys()) if (gone(key)) await packs.delete(key);
  for (const key of await pictures.getAllKeys()) if (gone(key)) await pictures.delete(key);
  await tx.done;
}

let asked: Promise<string> | null = null;

/**
 * A random name of this browser, made once: tells the server which device an attempt is on, and nothing about whose it is. It is
 * kept twice, because localStorage is written late: a browser that is killed must still be the same device afterwards.
 */
export function deviceId(): Promise<string> {
  asked ??= findDeviceId();
  return asked;
}

async function findDeviceId(): Promise<string> {
  const local = inLocalStorage();
  try {
    // One transaction looks and writes: two tabs that start together get one name.
    const tx = (await deviceDatabase()).transaction('device', 'readwrite', strict);
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

/** On a shared device every person sits at a device of his own: the next one gets another name. */
export async function forgetDeviceId(): Promise<void> {
  asked = null;
  try {
    localStorage.removeItem(DEVICE_KEY);
    await (await deviceDatabase()).delete('device', DEVICE_KEY);
  } catch {
    // Without storage there is nothing to forget.
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
