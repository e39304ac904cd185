import { TooHeavyError, hasWorker, runAside } from '../../../platform/workers/aside.js';
import { readRosterFile, type RosterFile } from './read-roster-file.js';
import type { RosterReadReply } from './read-roster-file.worker.js';
import { UnreadableRosterError } from './unreadable-roster.js';

const TIMEOUT_MS = 40_000;
const MEMORY_MB = 768;
const WORKER_FILE = new URL('./read-roster-file.worker.js', import.meta.url);

/** Reads a roster beside the event loop; in place where there is no compiled worker. @throws UnreadableRosterError */
export async function readRosterAside(file: { bytes: Buffer; fileName: string }, today: string): Promise<RosterFile> {
  if (!hasWorker(WORKER_FILE)) return readRosterFile(file, today);
  try {
    const reply = await runAside<RosterReadReply>({
      workerFile: WORKER_FILE,
      data: { bytes: new Uint8Array(file.bytes), fileName: file.fileName, today },
      timeoutMs: TIMEOUT_MS,
      memoryMb: MEMORY_MB,
    });
    if ('roster' in reply) return reply.roster;
    throw new UnreadableRosterError(reply.unreadable);
  } catch (error) {
    if (!(error instanceof TooHeavyError)) throw error;
    throw new UnreadableRosterError('这份文件太复杂，没有读完。请只复制人员到新表格，或拆成几份再导。', {
      cause: error,
    });
  }
}
