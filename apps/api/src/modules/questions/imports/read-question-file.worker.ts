import { parentPort, workerData } from 'node:worker_threads';
import { UnreadableFileError, readQuestionFile, type ReadResult, type UnreadableCode } from '@zhian/question-bank';

export type ReadReply =
  | { readonly result: ReadResult }
  | { readonly unreadable: UnreadableCode; readonly params: UnreadableFileError['params'] };

/** Errors do not keep their class on the way out of a worker, so an unreadable file is an answer like another. */
async function read(): Promise<ReadReply> {
  try {
    return { result: await readQuestionFile(workerData as { bytes: Uint8Array; fileName: string }) };
  } catch (error) {
    if (error instanceof UnreadableFileError) return { unreadable: error.code, params: error.params };
    throw error;
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- the port of a worker has no origin
parentPort?.postMessage(await read());
