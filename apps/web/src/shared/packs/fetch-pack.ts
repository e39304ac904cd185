import { addressOf } from '../api/client.js';
import type { PackOffer } from '../api/types.js';
import { sleep } from './sleep.js';

/** A line that breaks off that often is left alone; the next visit tries again. */
const TRIES = 3;
const PAUSE_MS = 3_000;

/**
 * Fetches a pack, going on where the line broke off after `pause` ms. Rejects when it does not come whole, or is not what was
 * offered.
 */
export async function fetchPack(
  examSessionId: string,
  offer: PackOffer,
  signal: AbortSignal,
  pause = PAUSE_MS,
): Promise<ArrayBuffer> {
  const bytes = new Uint8Array(offer.size);
  let got = 0;
  for (let tries = 1; got < bytes.length; tries += 1) {
    if (tries > TRIES) throw new Error('the pack did not come whole');
    if (tries > 1) await sleep(pause, signal);
    try {
      for await (const piece of piecesFrom(examSessionId, offer, got, signal)) {
        bytes.set(piece, got);
        got += piece.length;
      }
    } catch (error) {
      if (signal.aborted || error instanceof NotOffered) throw error;
    }
  }
  if (hex(await crypto.subtle.digest('SHA-256', bytes)) !== offer.sha256)
    throw new Error('the pack was damaged on its way');
  return bytes.buffer;
}

/** The server does not send what it has offered; asking again would not help. */
class NotOffered extends Error {}

async function* piecesFrom(
  examSessionId: string,
  { sha256 }: PackOffer,
  from: number,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const response = await fetch(addressOf(`/exam-sessions/${examSessionId}/pack`), {
    credentials: 'same-origin',
    // It is kept in one place only.
    cache: 'no-store',
    signal,
    headers: from > 0 ? { range: `bytes=${from}-` } : {},
  });
  if (response.status >= 500) throw new Error(`the server is busy: ${response.status}`);
  if (response.status !== (from > 0 ? 206 : 200) || response.headers.get('etag') !== `"${sha256}"` || !response.body)
    throw new NotOffered(String(response.status));
  const reader = response.body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
}

const hex = (digest: ArrayBuffer): string =>
  Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
