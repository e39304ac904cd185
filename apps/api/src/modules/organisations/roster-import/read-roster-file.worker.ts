import { parentPort, workerData } from 'node:worker_threads';
import { readRosterFile, type RosterFile } from './read-roster-file.js';
import { UnreadableRosterError } from './unreadable-roster.js';

export type RosterReadReply = { readonly roster: RosterFile } | { readonly unreadable: string };

/** Errors do not keep their class on the way out of a worker, so an unreadable file is an answer like another. */
async function read(): Promise<RosterReadReply> {
  const { bytes, fileName, today } = workerData as { bytes: Uint8Array; fileName: string; today: string };
  try {
    return {
      roster: await readRosterFile(
        { bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), fileName },
        today,
      ),
    };
  } catch (error) {
    if (error instanceof UnreadableRosterError) return { unreadable: error.message };
    throw error;
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- the port of a worker has no origin
parentPort?.postMessage(await read());
