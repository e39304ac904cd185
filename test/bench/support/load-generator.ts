import { randomUUID } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { HttpConnection, type Reply } from './http-connection.js';
import type { Candidate, LoadJob, LoadResult } from './load.js';

// A process of its own: what it costs is not the server's. Told by message what to do, answers by message.

class Run {
  readonly latencies: number[] = [];
  readonly failed: Record<string, number> = {};
  received = 0;
  readonly candidates: Candidate[];
  private readonly next: number[];
  private taken = 0;
  private clientSeq = Date.now() * 10;

  constructor(private readonly job: LoadJob) {
    this.candidates = [...job.candidates];
    this.next = Array.from({ length: job.connections }, (_, index) => index);
  }

  /** The request of `kind` for what the connection has to do next; false when there is nothing left. */
  async step(connection: HttpConnection, index: number, due: number): Promise<boolean> {
    const { load } = this.job;
    if (load.kind === 'save' || load.kind === 'noop') {
      const candidate = this.ownCandidate(index);
      const path = load.kind === 'noop' ? '/api/v1/bench/noop' : `/api/v1/exam-attempts/${candidate.attemptId}/answers`;
      const slot = 1 + Math.floor(Math.random() * candidate.options.length);
      await this.send(
        connection,
        load.kind === 'noop' ? 'POST' : 'PUT',
        path,
        candidate,
        this.answers(candidate, [slot]),
        due,
      );
      return true;
    }
    const at = this.taken++;
    const candidate = this.candidates[at];
    if (!candidate) return false;
    if (load.kind === 'start') this.candidates[at] = await this.start(connection, candidate, load, due);
    if (load.kind === 'fill') await this.fill(connection, candidate, load.perRequest);
    if (load.kind === 'submit') await this.submit(connection, candidate, due);
    if (load.kind === 'whole') {
      const started = await this.start(connection, candidate, load, due);
      await this.fill(connection, started, 1);
      await this.submit(connection, started, performance.now());
    }
    return true;
  }

  private ownCandidate(index: number): Candidate {
    const at = this.next[index] ?? 0;
    this.next[index] = (at + this.job.connections) % this.candidates.length;
    return this.candidates[at] as Candidate;
  }

  private answers(candidate: Candidate, slots: readonly number[]): string {
    return JSON.stringify({
      answers: slots.map((slot) => ({
        slot,
        choice: [String.fromCharCode(65 + Math.floor(Math.random() * (candidate.options[slot - 1] ?? 1)))],
        clientSeq: ++this.clientSeq,
      })),
    });
  }

  private async start(
    connection: HttpConnection,
    candidate: Candidate,
    { sessionId, packId }: { sessionId: string; packId?: string },
    due: number,
  ): Promise<Candidate> {
    const body = JSON.stringify({ examSessionId: sessionId, packId });
    const reply = await this.send(connection, 'POST', '/api/v1/exam-attempts', candidate, body, due);
    if (reply.status !== 201 && reply.status !== 200) return candidate;
    const text = reply.body[0] === 0x1f ? gunzipSync(reply.body) : reply.body;
    const { id, paper, unlocked } = JSON.parse(text.toString()) as {
      id: string;
      paper: { slots: { options: unknown[] }[] } | null;
      unlocked: { slots: { order: unknown[] }[] } | null;
    };
    const options = paper?.slots.map((slot) => slot.options) ?? unlocked?.slots.map((slot) => slot.order) ?? [];
    return { ...candidate, attemptId: id, options: options.map((some) => some.length) };
  }

  private async fill(connection: HttpConnection, candidate: Candidate, perRequest: number): Promise<void> {
    const path = `/api/v1/exam-attempts/${candidate.attemptId}/answers`;
    for (let from = 1; from <= candidate.options.length; from += perRequest) {
      const count = Math.min(perRequest, candidate.options.length - from + 1);
      const slots = Array.from({ length: count }, (_, index) => from + index);
      await this.send(connection, 'PUT', path, candidate, this.answers(candidate, slots), performance.now());
    }
  }

  private async submit(connection: HttpConnection, candidate: Candidate, due: number): Promise<void> {
    await this.send(
      connection,
      'POST',
      `/api/v1/exam-attempts/${candidate.attemptId}/submission`,
      candidate,
      '{}',
      due,
    );
  }

  private async send(
    connection: HttpConnection,
    method: string,
    path: string,
    candidate: Candidate,
    body: string,
    due: number,
  ): Promise<Reply> {
    // As the web client does, which sends a key with each POST.
    const key = method === 'POST' && this.job.load.kind !== 'noop' ? randomUUID() : undefined;
    const reply = await connection.request(method, path, candidate.token, body, key);
    this.latencies.push(performance.now() - due);
    this.received += reply.body.length;
    if (reply.status !== 200 && reply.status !== 201) {
      const text = `${reply.status} ${reply.body.toString().slice(0, 200)}`;
      this.failed[text] = (this.failed[text] ?? 0) + 1;
    }
    return reply;
  }
}

/** Each connection sends its next request when the last one is answered. */
async function closedLoop(run: Run, connections: readonly HttpConnection[], seconds: number): Promise<void> {
  const end = performance.now() + seconds * 1000;
  await Promise.all(
    connections.map(async (connection, index) => {
      while (performance.now() < end && (await run.step(connection, index, performance.now())));
    }),
  );
}

/** Requests are due at their times whether or not earlier ones are answered; one that waits for a free connection is already late. */
async function openLoop(
  run: Run,
  connections: readonly HttpConnection[],
  total: number,
  perSecond: number,
): Promise<void> {
  const began = performance.now();
  const free = connections.map((connection, index) => ({ connection, index }));
  const due: number[] = [];
  let sent = 0;
  const busy = new Set<Promise<void>>();
  const pump = (): void => {
    for (let place = free.at(-1); place && due.length > 0; place = free.at(-1)) {
      free.pop();
      const { connection, index } = place;
      const work: Promise<void> = run.step(connection, index, due.shift() ?? 0).then(() => {
        busy.delete(work);
        free.push({ connection, index });
        pump();
      });
      busy.add(work);
    }
  };
  while (sent < total) {
    const now = performance.now();
    for (; sent < total && began + (sent * 1000) / perSecond <= now; sent += 1)
      due.push(began + (sent * 1000) / perSecond);
    pump();
    await new Promise((done) => setTimeout(done, 1));
  }
  while (due.length > 0 || busy.size > 0) await Promise.race([...busy, new Promise((done) => setTimeout(done, 5))]);
}

async function perform(job: LoadJob): Promise<LoadResult> {
  const connections = await Promise.all(Array.from({ length: job.connections }, () => HttpConnection.open(job.port)));
  const run = new Run(job);
  const began = performance.now();
  const cpu = process.cpuUsage();
  const { load } = job;
  const seconds = 'seconds' in load ? load.seconds : Infinity;
  if ('perSecond' in load && load.perSecond) {
    const total = load.kind === 'save' ? Math.round(seconds * load.perSecond) : job.candidates.length;
    await openLoop(run, connections, total, load.perSecond);
  } else {
    await closedLoop(run, connections, seconds);
  }
  const spent = process.cpuUsage(cpu);
  const took = (performance.now() - began) / 1000;
  for (const connection of connections) connection.close();
  const sorted = Float64Array.from(run.latencies).sort();
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return {
    done: job.load.kind === 'whole' ? job.candidates.length : sorted.length,
    seconds: took,
    failed: run.failed,
    received: run.received / sorted.length,
    p50: at(0.5),
    p99: at(0.99),
    max: sorted.at(-1) ?? 0,
    cpu: (spent.user + spent.system) / 1e6,
    candidates: job.load.kind === 'start' ? run.candidates : [],
  };
}

process.on('message', (job: LoadJob) => {
  perform(job).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
