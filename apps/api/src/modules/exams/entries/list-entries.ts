import { Injectable } from '@nestjs/common';
import type { Ctx } from '../../../platform/http/context.js';
import { decodeCursor, toPage, type Page } from '../../../platform/http/page.js';
import { CandidateStandings } from '../results/candidate-standings.js';
import { ResultsScope } from '../results/results-scope.js';
import type { ExamEntryDto, ExamEntryQuery } from './entry.dto.js';
import { OwnCandidacy } from './own-candidacy.js';

const READ = 'exams.session.read';

/** The entry list with each person's standing: who has not come yet is the list to chase. */
@Injectable()
export class ListEntries {
  constructor(
    private readonly results: ResultsScope,
    private readonly standings: CandidateStandings,
    private readonly candidacy: OwnCandidacy,
  ) {}

  async execute(ctx: Ctx, sessionId: string, query: ExamEntryQuery): Promise<Page<ExamEntryDto>> {
    return this.results.read(ctx, READ, sessionId, async (tx, session) => {
      const after = decodeCursor(query.cursor, ['text', 'uuid']);
      const rows = await this.standings.of(tx, READ, sessionId, {
        // His own result comes to a candidate when it is released, whatever else he is.
        keptBackFrom: this.candidacy.keptBackFrom(ctx, session),
        where: (bind) =>
          [
            query.status ? `q.status = ${bind(query.status)}` : 'true',
            after ? `(q.name, q.person_id) > (${bind(after[0])}, ${bind(after[1])}::uuid)` : 'true',
          ].join(' AND '),
        limit: query.limit + 1,
      });
      return toPage(
        rows,
        query.limit,
        (row) => [row.name, row.person_id],
        (row) => ({
          personId: row.person_id,
          name: row.name,
          enterpriseName: row.enterprise_name,
          unitPath: row.unit_path,
          status: row.status,
          attempts: row.attempts,
          bestScore: row.best_score,
          max: row.max_score,
          lastAttemptId: row.last_attempt_id,
          submittedAt: row.ended_at?.toISOString() ?? null,
        }),
      );
    });
  }
}
