import { answerAside } from '../../../platform/workers/aside.js';
import { readRosterFile, type RosterFile } from './read-roster-file.js';
import { UnreadableRosterError } from './unreadable-roster.js';

export type RosterReadReply = { readonly roster: RosterFile } | { readonly unreadable: string };

/** Errors do not keep their class on the way out of a worker, so an unreadable file is an answer like another. */
async function read(data: { bytes: Uint8Array; fileName: string; today: string }): Promise<RosterReadReply> {
  const { bytes, fileName, today } = data;
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

await answerAside(read);
