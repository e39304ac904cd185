import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { KeptPaper } from './device-store.js';

const DATABASE = 'zhian-device';

/** A picture of a kept paper. */
export interface KeptPicture {
  owner: string;
  attemptId: string;
  url: string;
  picture: Blob;
}

/** The encrypted questions of an exam to come. */
export interface KeptPack {
  owner: string;
  examSessionId: string;
  packId: string;
  bytes: ArrayBuffer;
}

interface DeviceSchema extends DBSchema {
  papers: { key: [string, string]; value: KeptPaper };
  device: { key: string; value: string };
  pictures: { key: [string, string, string]; value: KeptPicture };
  packs: { key: [string, string]; value: KeptPack };
}

let opened: Promise<IDBPDatabase<DeviceSchema>> | null = null;

/** What this device holds beside the answers: papers, their pictures, packs, its own name. Rejects when the browser cannot store. */
export function deviceDatabase(): Promise<IDBPDatabase<DeviceSchema>> {
  opened ??= openDB<DeviceSchema>(DATABASE, 3, {
    upgrade(db, before) {
      if (before < 1) {
        db.createObjectStore('papers', { keyPath: ['owner', 'attemptId'] });
        db.createObjectStore('device');
      }
      if (before < 2) db.createObjectStore('pictures', { keyPath: ['owner', 'attemptId', 'url'] });
      if (before < 3) db.createObjectStore('packs', { keyPath: ['owner', 'examSessionId'] });
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

/** Closes and deletes the database; for tests. */
export async function deleteDeviceDatabase(): Promise<void> {
  if (opened) (await opened).close();
  opened = null;
  await deleteDB(DATABASE);
}
