import { deviceDatabase } from './device-database.js';

/** Gets a picture over the network; rejects when it does not come. */
export type FetchPicture = (url: string) => Promise<Blob>;

/**
 * Brings the pictures of an open attempt onto this device, one after the other, and answers with all that are there, by address.
 * Rejects when one did not come: what came stays, and the next call asks for the rest.
 */
export async function keepPictures(
  owner: string,
  attemptId: string,
  urls: readonly string[],
  fetchPicture: FetchPicture,
  onKept: (url: string, picture: Blob) => void,
): Promise<void> {
  const db = await deviceDatabase();
  for (const url of new Set(urls)) {
    const kept = await db.get('pictures', [owner, attemptId, url]);
    const picture = kept?.picture ?? (await fetchPicture(url));
    if (!kept) await db.put('pictures', { owner, attemptId, url, picture });
    onKept(url, picture);
  }
}
