import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from '@jest/globals';
import { VerifyAttempts } from '../../apps/api/src/modules/exams/index.js';
import { ExamHall } from './support/exam-hall.js';
import { FakeClock } from './support/fake-clock.js';
import { report } from './support/report.js';
import { SIZES } from './support/sizes.js';

const CANDIDATES = 10;
const MINUTES = 90;
/** The sweeper looks every 5 s. */
const ENDED_WITHIN_MS = 60_000;

const folder = mkdtempSync(join(tmpdir(), 'zhian-clock-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe(`a server whose clock jumps by ± ${MINUTES} minutes, ${SIZES.clockJumps} times, during an exam`, () => {
  it('keeps what it acknowledged, ends nothing twice and leaves nobody stuck', async () => {
    const clock = process.platform === 'linux' ? FakeClock.in(folder) : null;
    if (!clock) {
      process.stderr.write('clock jumps: not run, libfaketime is missing (apt-get install faketime)\n');
      // A machine that says it is CI has to run everything.
      expect(process.env['CI'] ?? '').not.toBe('true');
      return;
    }
    // Shorter than the jump: who sits at that moment has run out of time, and his answers have to count all the same.
    const hall = await ExamHall.open({ candidates: CANDIDATES, minutes: 60, env: clock.env });
    try {
      let over = false;
      const habits = { thinkMs: 100, saves: 40, handsIn: true, mayEnd: true };
      const work = Promise.all(hall.candidates.map((candidate) => candidate.sitOn(() => over, habits)));
      const jumps = Array.from({ length: SIZES.clockJumps }, (_, n) => [MINUTES, 0, -MINUTES, 0][n % 4] ?? 0);
      for (const minutes of jumps) {
        await Promise.race([work, hall.worked(5 * CANDIDATES)]);
        const before = await expired(hall);
        clock.setOff(minutes);
        if (minutes === MINUTES) await Promise.race([work, untilMore(hall, before)]);
      }
      await Promise.race([work, hall.worked(5 * CANDIDATES)]);
      over = true;
      await work;
      clock.setOff(0);
      await hall.sweepTheRest();
      const found = await hall.judge(true);
      const { rows } = await hall.asSuperuser((db) =>
        db.query<{ status: string; n: number }>(`SELECT status, count(*)::int AS n FROM attempt GROUP BY 1 ORDER BY 1`),
      );
      const { counts } = hall.ledger.account();
      report('exam-clock-jumps', {
        jumps,
        acknowledged: counts,
        attempts: rows,
        crashes: hall.crashes,
        findings: found,
      });
      expect(found).toEqual([]);
      expect(hall.crashes).toEqual([]);
      // The jumps were felt: who sat when the clock went forward was ended, by himself or by the sweeper.
      expect(rows.find((row) => row.status === 'expired')?.n).toBeGreaterThan(0);
      expect(counts.submitted).toBeGreaterThan(0);
      await hall.inProcess(async (t) => expect((await t.get(VerifyAttempts).execute()).faults).toEqual([]));
    } finally {
      await hall.close();
    }
  }, 900_000);
});

async function expired(hall: ExamHall): Promise<number> {
  const { rows } = await hall.asSuperuser((db) =>
    db.query<{ n: number }>(`SELECT count(*)::int AS n FROM attempt WHERE status = 'expired'`),
  );
  return rows[0]?.n ?? 0;
}

async function untilMore(hall: ExamHall, before: number): Promise<void> {
  for (const began = Date.now(); Date.now() - began < ENDED_WITHIN_MS; await sleep(300))
    if ((await expired(hall)) > before) return;
  throw new Error('the clock went forward and nobody ran out of time');
}
