import { deviceDatabase, type KeptPack } from '../offline/device-database.js';

/** The pack of an exam that is on this device; `null` when there is none, or when the browser does not store. */
export async function keptPack(owner: string, examSessionId: string): Promise<KeptPack | null> {
  try {
    return (await (await deviceDatabase()).get('packs', [owner, examSessionId])) ?? null;
  } catch {
    return null;
  }
}

/** Keeps a pack on this device. Rejects when the browser cannot store. */
export async function keepPack(pack: KeptPack): Promise<void> {
  await (await deviceDatabase()).put('packs', pack);
}

/** Forgets the packs of `owner` that are not offered any more: the exam is over, or his attempts are used up. */
export async function dropPacksExcept(owner: string, offeredPackIds: ReadonlySet<string>): Promise<void> {
  const tx = (await deviceDatabase()).transaction('packs', 'readwrite');
  tx.done.catch(() => undefined);
  for (const { packId, examSessionId, owner: whose } of await tx.store.getAll())
    if (whose === owner && !offeredPackIds.has(packId)) await tx.store.delete([whose, examSessionId]);
  await tx.done;
}
