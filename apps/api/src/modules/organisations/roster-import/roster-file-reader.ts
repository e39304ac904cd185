import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { readRosterFile, type RosterFile } from './read-roster-file.js';
import type { RosterReadReply } from './read-roster-file.worker.js';
import { UnreadableRosterError } from './unreadable-roster.js';

const TIMEOUT_MS = 40_000;
const MEMORY_MB = 768;
const WORKER_FILE = new URL('./read-roster-file.worker.js', import.meta.url);

/**
 * Reads a roster beside the event loop, in a worker thread with limited memory and time: twenty thousand rows must not keep
 * anybody's answers waiting (contract 23). Run from TypeScript sources (tests), where there is no compiled worker, it reads in
 * place. @throws UnreadableRosterError
 */
export function readRosterAside(file: { bytes: Buffer; fileName: string }, today: string): Promise<RosterFile> {
  if (!existsSync(WORKER_FILE)) return readRosterFile(file, today);
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER_FILE, {
      workerData: { bytes: new Uint8Array(file.bytes), fileName: file.fileName, today },
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    const tooHeavy = (): void =>
      reject(new UnreadableRosterError('这份文件太复杂，没有读完。请只复制人员到新表格，或拆成几份再导。'));
    const timer = setTimeout(() => {
      tooHeavy();
      void worker.terminate();
    }, TIMEOUT_MS);
    worker.once('message', (reply: RosterReadReply) => {
      if ('roster' in reply) resolve(reply.roster);
      else reject(new UnreadableRosterError(reply.unreadable));
    });
    worker.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') tooHeavy();
      else reject(error);
    });
    worker.once('exit', () => {
      clearTimeout(timer);
      reject(new Error('the reader of rosters ended without an answer'));
    });
  });
}
