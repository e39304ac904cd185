import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { Ctx } from '../../../platform/http/context.js';
import { firstFault } from './attempt-log.js';
import { contradiction, type AttemptRecord } from './attempt-record.js';
import { unpackGrade } from './packed-grade.js';
import { unpackPaper } from './packed-paper.js';

interface StoredEvent {
  attempt_id: string;
  seq: number;
  at: Date;
  kind: string;
  data: unknown;
  prev_hash: string;
  hash: string;
}

interface StoredAttempt extends Omit<AttemptRecord, 'paper' | 'answers' | 'grades'> {
  readonly id: string;
  readonly paper: Buffer;
  readonly answers: string | null;
  readonly seqs: string | null;
  readonly grades: readonly (Omit<AttemptRecord['grades'][number], 'slots'> & { readonly slots: string })[];
}

const BATCH = 500;

/** `seq`: the first bad row of the log; null when the log holds and the attempt or its grade says something else. */
export interface AttemptFault {
  readonly attemptId: string;
  readonly seq: number | null;
  readonly why: 'log' | 'paper' | 'answers' | 'grade';
}

/** Walks the log of every attempt, names the first bad row of each, and compares paper, answers and grades with it (contract 14). */
@Injectable()
export class VerifyAttempts {
  constructor(private readonly uow: UnitOfWork) {}

  async execute(): Promise<{ attempts: number; events: number; faults: AttemptFault[] }> {
    return this.uow.read(Ctx.system('verify-records'), async (tx) => {
      const report = { attempts: 0, events: 0, faults: [] as AttemptFault[] };
      let after = '00000000-0000-0000-0000-000000000000';
      for (;;) {
        const ids = await tx.query<StoredAttempt>(
          `SELECT id, status, seed, paper, answers, answer_seqs AS seqs, score, passed, coalesce((
             SELECT json_agg(json_build_object('scheme', g.scheme, 'score', g.score, 'max', g.max_score, 'passed', g.passed, 'slots', g.slots) ORDER BY g.no)
             FROM attempt_grade g WHERE g.attempt_id = t.id), '[]') AS grades
           FROM attempt t WHERE id > $1 ORDER BY id LIMIT ${BATCH}`,
          [after],
        );
        const records = new Map(ids.map((row) => [row.id, recordOf(row)]));
        const last = ids.at(-1);
        if (!last) return report;
        after = last.id;
        const rows = await tx.query<StoredEvent>(
          `SELECT * FROM attempt_event WHERE attempt_id = ANY($1) ORDER BY attempt_id, seq`,
          [ids.map((row) => row.id)],
        );
        const byAttempt = new Map(ids.map((row) => [row.id, [] as StoredEvent[]]));
        for (const row of rows) byAttempt.get(row.attempt_id)?.push(row);
        report.attempts += ids.length;
        report.events += rows.length;
        for (const [attemptId, events] of byAttempt) {
          const chain = events.map((row) => ({
            attemptId,
            seq: row.seq,
            at: row.at.toISOString(),
            kind: row.kind,
            data: row.data,
            prevHash: row.prev_hash,
            hash: row.hash,
          }));
          // An attempt without its «started» row has lost its log.
          const fault = chain.length === 0 ? 0 : firstFault(chain);
          const record = records.get(attemptId);
          const why = fault === null && record ? contradiction(record, chain) : null;
          if (fault !== null) report.faults.push({ attemptId, seq: fault + 1, why: 'log' });
          else if (why) report.faults.push({ attemptId, seq: null, why });
        }
      }
    });
  }
}

function recordOf({ paper, answers, seqs, grades, ...row }: StoredAttempt): AttemptRecord {
  return {
    ...row,
    paper: unpackPaper(paper),
    answers: answers === null ? null : { choices: answers, seqs: seqs ?? '' },
    grades: grades.map((grade) => ({ ...grade, slots: unpackGrade(grade.slots) })),
  };
}
