import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { ExamHall } from './support/exam-hall.js';
import { report } from './support/report.js';
import { SmallDisk } from './support/small-disk.js';

const CANDIDATES = 10;
const DISK_MIB = 256;
const REFUSED_WITHIN_MS = 60_000;

describe('the disk of PostgreSQL is full while people answer', () => {
  it('they are told calmly, and lose nothing: what was acknowledged is there, and all of them go on', async () => {
    const disk = SmallDisk.mount(DISK_MIB);
    if (!disk) {
      process.stderr.write('full disk: not run, only root may mount a small file system\n');
      return;
    }
    let hall: ExamHall | null = null;
    try {
      hall = await ExamHall.open({
        candidates: CANDIDATES,
        cluster: {
          dir: `${disk.path}/cluster`,
          settings: { max_wal_size: '48MB', min_wal_size: '32MB', shared_buffers: '32MB' },
        },
      });
      let over = false;
      const habits = { thinkMs: 50, saves: 40, handsIn: true };
      const work = Promise.all(hall.candidates.map((candidate) => candidate.sitOn(() => over, habits)));
      await Promise.race([work, hall.worked(50)]);
      disk.fill();
      const refusals = [await refusal(hall)];
      // The log of PostgreSQL has no room either: it gives up and is started again by its supervisor, in vain.
      await useUpTheLog(hall);
      refusals.push(await refusal(hall));
      for (const { status, type, body } of refusals) {
        expect([status, type]).toEqual([503, 'application/problem+json']);
        expect(body).toMatchObject({ status: 503, title: expect.stringMatching(/[\u4e00-\u9fff]/) });
        expect(JSON.stringify(body)).not.toMatch(/53100|space|extend|ECONN|SELECT|INSERT/i);
      }
      const healthy = await fetch(`${hall.instance(0).api.url}/health/live`);
      expect(healthy.status).toBe(200);
      disk.free();
      // It may still be on its way to give up: a start that comes too early would find it running.
      await hall.cluster.kill9();
      await hall.cluster.start();
      await hall.instance(0).api.ready();
      await Promise.race([work, hall.worked(50)]);
      over = true;
      await work;
      await hall.sweepTheRest();
      const found = await hall.judge(true);
      const { counts } = hall.ledger.account();
      report('exam-full-disk', { acknowledged: counts, refusals, crashes: hall.crashes, findings: found });
      expect(found).toEqual([]);
      expect(hall.crashes).toEqual([]);
    } finally {
      await hall?.close();
      disk.unmount();
    }
  }, 600_000);
});

/** A save that is sent until it is refused: what the candidate sees. */
async function refusal(hall: ExamHall): Promise<{ status: number; type: string; body: object }> {
  const { api } = hall.instance(0);
  const [attempt, promised] = [...hall.ledger.account().attempts].at(-1) ?? [];
  const candidate = hall.candidates.find(({ who }) => who.personId === promised?.person);
  if (!attempt || !candidate) throw new Error('nobody has started');
  for (const began = Date.now(); Date.now() - began < REFUSED_WITHIN_MS; await sleep(100)) {
    const reply = await fetch(`${api.url}/api/v1/exam-attempts/${attempt}/answers`, {
      method: 'PUT',
      headers: { ...candidate.who.headers, 'content-type': 'application/json' },
      body: JSON.stringify({ answers: [] }),
    });
    if (reply.status >= 500) {
      const type = reply.headers.get('content-type')?.split(';')[0] ?? '';
      return { status: reply.status, type, body: (await reply.json()) as object };
    }
    await reply.text();
  }
  throw new Error('nobody was refused');
}

/** Begins new files of the write-ahead log until there is no room for one. */
async function useUpTheLog(hall: ExamHall): Promise<void> {
  for (let n = 0; n < 20; n += 1) {
    const went = await hall
      .asSuperuser(async (db) => {
        await db.query(`SELECT pg_logical_emit_message(true, 'fault', repeat('x', 1000))`);
        await db.query(`SELECT pg_switch_wal()`);
      })
      .then(
        () => true,
        () => false,
      );
    if (!went) return;
  }
  throw new Error('PostgreSQL found room for its log');
}
