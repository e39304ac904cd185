import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { VerifyAttempts, VerifySessionLogs } from '../../apps/api/src/modules/exams/index.js';
import { blowOf, strikeApi, strikePostgres, type Victim } from './support/blows.js';
import { ExamHall } from './support/exam-hall.js';
import { Progress, report } from './support/report.js';
import { SIZES } from './support/sizes.js';
import { findings, readStored } from './support/verdict.js';

const { kills: KILLS, candidates: CANDIDATES, thinkSeconds } = SIZES;
const SAVES_PER_EXAM = 15;
/** Acknowledgements between two kills: the next one hits people at work, and nobody waits for ever because of bad luck. */
const WORK = Math.ceil(CANDIDATES / 4);
const JUDGE_EVERY = 10;

let hall: ExamHall;

beforeAll(async () => {
  hall = await ExamHall.open({ candidates: CANDIDATES, apis: 2 });
}, 300_000);
afterAll(() => hall?.close(), 60_000);

describe('an acknowledged answer is on the disk', () => {
  it('commits are durable: settings, and WAL syncs that move with the acknowledgements of one client', async () => {
    await hall.asSuperuser(async (db) => {
      const setting = async (name: string) =>
        (await db.query(`SELECT current_setting($1) AS value`, [name])).rows[0].value as string;
      for (const name of ['fsync', 'synchronous_commit', 'full_page_writes']) expect(await setting(name)).toBe('on');
      const role = await db.query(`SELECT rolconfig FROM pg_roles WHERE rolname = 'zhian'`);
      expect(JSON.stringify(role.rows)).not.toContain('synchronous_commit');
      // A connection reports its figures when it ends.
      const syncs = async (): Promise<number> => {
        await db.query(
          `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = 'zhian-hot'`,
        );
        await db.query(`SELECT pg_stat_clear_snapshot()`);
        const { rows } = await db.query(`SELECT sum(fsyncs)::bigint AS n FROM pg_stat_io WHERE object = 'wal'`);
        return Number(rows[0].n);
      };
      const [candidate] = hall.candidates;
      if (!candidate) throw new Error('no candidates');
      const sitting = await candidate.start();
      const before = await syncs();
      for (let n = 0; n < 30; n += 1) await candidate.save(sitting);
      expect((await syncs()) - before).toBeGreaterThanOrEqual(30);
      await candidate.submit(sitting);
    });
  }, 60_000);
});

describe(`${KILLS} × kill -9 of the API and ${KILLS} × of PostgreSQL while ${CANDIDATES} people sit exams`, () => {
  it('loses nothing that was acknowledged, does nothing twice, and leaves nobody stuck', async () => {
    let over = false;
    const began = Date.now();
    const isOver = (): boolean => over;
    const people = hall.candidates.map((candidate, index) =>
      // Every third walks away from his last exam: the sweeper has to end it.
      candidate.sitOn(isOver, { thinkMs: thinkSeconds * 1000, saves: SAVES_PER_EXAM, handsIn: index % 3 !== 0 }),
    );
    const work = Promise.all([...people, giveTime(isOver)]);
    const progress = new Progress('kills', 2 * KILLS);
    const blows: Record<string, number> = {};
    const recoveries: number[] = [];
    const blow = (victim: Victim, round: number) => {
      const chosen = blowOf(victim, round);
      blows[`${victim} ${chosen}`] = (blows[`${victim} ${chosen}`] ?? 0) + 1;
      return chosen;
    };
    for (let round = 0; round < KILLS; round += 1) {
      // Whoever is refused or stuck ends the test at once, not after the last kill.
      await Promise.race([work, strikeApi(hall, round, blow('api', round), round % 10 === 2)]);
      await Promise.race([work, hall.worked(WORK)]);
      // While that instance starts, PostgreSQL is killed under the other one.
      recoveries.push(await strikePostgres(hall, round + 1, blow('postgres', round)));
      await Promise.race([work, hall.worked(WORK)]);
      if (round % JUDGE_EVERY === JUDGE_EVERY - 1) expect(await hall.judge(false)).toEqual([]);
      progress.step(2 * round + 2, `${hall.client.sent} requests, longest wait ${hall.client.longestWait.ms} ms`);
    }
    over = true;
    await work;
    await hall.sweepTheRest();
    const found = await hall.judge(true);
    const { counts, attempts } = hall.ledger.account();
    report('exam-kills', {
      candidates: CANDIDATES,
      kills: { api: KILLS, postgres: KILLS },
      blows,
      slowestRecoveryMs: Math.max(...recoveries),
      acknowledged: counts,
      attempts: attempts.size,
      requests: hall.client.sent,
      endsWhileStarting: hall.instances.flatMap(({ api }) => api.ends).length - hall.crashes.length,
      crashes: hall.crashes,
      faults: hall.client.faults,
      longestWait: hall.client.longestWait,
      seconds: Math.round((Date.now() - began) / 1000),
      findings: found,
    });
    expect(found).toEqual([]);
    // A PostgreSQL that goes away ends no API; one that is just starting may leave it to its supervisor.
    expect(hall.crashes).toEqual([]);
    expect(hall.client.faults).toEqual([]);
    expect(counts.submitted).toBeGreaterThanOrEqual(Math.floor((CANDIDATES * 2) / 3));
    await hall.inProcess(async (t) => {
      expect((await t.get(VerifyAttempts).execute()).faults).toEqual([]);
      expect((await t.get(VerifySessionLogs).execute()).faults).toEqual([]);
    });
  }, 7_200_000);

  it('would have found an acknowledged answer that is missing, and a grade too many', async () => {
    const account = hall.ledger.account();
    const [id] = [...account.attempts].find(([, promised]) => promised.score !== null) ?? [];
    const kinds = await hall.asSuperuser(async (db) => {
      await db.query(`BEGIN`);
      await db.query(`ALTER TABLE attempt DISABLE TRIGGER USER`);
      await db.query(`UPDATE attempt SET answer_seqs = '' WHERE id = $1`, [id]);
      await db.query(
        `INSERT INTO attempt_grade SELECT attempt_id, 2, scheme, score, max_score, passed, slots, reason, graded_at FROM attempt_grade WHERE attempt_id = $1`,
        [id],
      );
      const found = findings(account, await readStored(db, hall.exam.sessionId), { over: true });
      await db.query(`ROLLBACK`);
      return found.map(({ kind }) => kind);
    });
    expect(kinds).toEqual(expect.arrayContaining(['lost', 'doubled']));
  }, 60_000);
});

// Last, because the ledger is right and the database is not afterwards.
describe('known-bad twin: a PostgreSQL that acknowledges a commit before it is on the disk', () => {
  it('is found out by killing it', async () => {
    await hall.asSuperuser(async (db) => {
      await db.query(`ALTER ROLE zhian SET synchronous_commit = off`);
      // It would be written behind the back of everybody sooner or later.
      await db.query(`ALTER SYSTEM SET wal_writer_delay = '10s'`);
      await db.query(`ALTER SYSTEM SET wal_writer_flush_after = '1GB'`);
    });
    await strikePostgres(hall, 0, 'at random');
    const sittings = await Promise.all(
      hall.candidates.slice(0, 10).map(async (candidate) => ({ candidate, sitting: await candidate.start() })),
    );
    for (let n = 0; n < 10; n += 1)
      await Promise.all(sittings.map(({ candidate, sitting }) => candidate.save(sitting)));
    await hall.cluster.kill9();
    await hall.cluster.start();
    expect((await hall.judge(false)).map(({ kind }) => kind)).toContain('lost');
  }, 300_000);
});

/** The officer gives everybody a minute, again and again. */
async function giveTime(over: () => boolean): Promise<void> {
  const { officer, sessionId } = hall.exam;
  for (let n = 1; !over(); n += 1) {
    const body = { minutes: 1, reason: `第 ${n} 次补时` };
    const reply = await hall.client.send<unknown>(officer, 'POST', `exam-sessions/${sessionId}/extensions`, body);
    if (reply.status !== 200) throw new Error(`no time given: ${JSON.stringify(reply)}`);
    hall.ledger.note({ what: 'extended', minutes: 1 });
    await sleep(4000);
  }
}
