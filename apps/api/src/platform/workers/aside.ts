import { existsSync } from 'node:fs';
import { Worker, parentPort, workerData } from 'node:worker_threads';

/** The work took more time or memory than it may. */
export class TooHeavyError extends Error {}

export interface AsideJob<M> {
  /** Compiled module that calls `answerAside`. */
  readonly workerFile: URL;
  /** What a structured clone can carry. */
  readonly data: unknown;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  /** Takes what the work tells on its way, and answers it; the work waits for that, so that little lies between them. */
  readonly onMessage?: (message: M) => unknown;
  /** Aborting ends the thread at once. */
  readonly signal?: AbortSignal;
}

type FromWorker<R, M> = { readonly no: number; readonly message: M } | { readonly result: R };
/** Messages carry numbers, because what takes longer is answered later. */
interface ToWorker {
  readonly no: number;
  readonly answer: unknown;
}

/** Run from TypeScript sources (tests) there is no compiled worker, and the work is done in place. */
export function hasWorker(workerFile: URL): boolean {
  return existsSync(workerFile);
}

/**
 * Runs work beside the event loop, in a thread with limited memory and time: what somebody uploads must not keep anybody's
 * answers waiting (contract 23).
 *
 * @throws TooHeavyError when a limit is reached
 * @throws the reason of the signal when it is aborted
 * @throws whatever `onMessage` throws, which ends the work
 */
export function runAside<R, M = never>(job: AsideJob<M>): Promise<R> {
  const { workerFile, data, timeoutMs, memoryMb, onMessage, signal } = job;
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile, {
      workerData: data,
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    });
    const stop = (reason: unknown): void => {
      reject(reason);
      void worker.terminate();
    };
    const abort = (): void => stop(signal?.reason);
    const timer = setTimeout(() => stop(new TooHeavyError('the work was not done in time')), timeoutMs);
    signal?.addEventListener('abort', abort, { once: true });
    worker.on('message', (said: FromWorker<R, M>) => {
      if ('result' in said) {
        resolve(said.result);
        return;
      }
      const { no, message } = said;
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin
      const reply = (answer: unknown): void => worker.postMessage({ no, answer } satisfies ToWorker);
      Promise.resolve(onMessage?.(message)).then(reply, stop);
    });
    worker.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new TooHeavyError(error.message) : error),
    );
    worker.once('exit', () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      reject(new Error(`${workerFile.pathname.split('/').at(-1) ?? 'a worker'} ended without an answer`));
    });
  });
}

/** The other side, called by the worker's module: does the work with the data given and sends its result. */
export async function answerAside<D, R, M = never, A = void>(
  work: (data: D, tell: (message: M) => Promise<A>) => Promise<R> | R,
): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('this module is for a worker thread');
  const waiting = new Map<number, (answer: A) => void>();
  let told = 0;
  port.on('message', ({ no, answer }: ToWorker) => {
    waiting.get(no)?.(answer as A);
    waiting.delete(no);
  });
  const tell = (message: M): Promise<A> =>
    new Promise((resolve) => {
      const no = told++;
      waiting.set(no, resolve);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- the port of a worker has no origin
      port.postMessage({ no, message } satisfies FromWorker<R, M>);
    });
  const result = await work(workerData as D, tell);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- the port of a worker has no origin
  port.postMessage({ result } satisfies FromWorker<R, M>);
  // It would keep the thread alive.
  port.close();
}
