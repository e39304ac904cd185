import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { Audit } from '../../audit/index.js';
import { CandidateStandings } from './candidate-standings.js';
import { ResultsScope } from './results-scope.js';
import { resultsWorkbook } from './results-workbook.js';
import { chased, chasedPerson, ShowResults } from './show-results.js';
import { unitFigures } from './unit-figures.js';

const READ = 'exams.result.read';
const LIMIT = 50_000;

/** Everything from one snapshot, so that the sheets agree with each other. Names leave the platform: the export is on record. */
@Injectable()
export class ExportResults {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly results: ResultsScope,
    private readonly standings: CandidateStandings,
    private readonly show: ShowResults,
    private readonly audit: Audit,
  ) {}

  async execute(ctx: Ctx, sessionId: string): Promise<{ fileName: string; bytes: Buffer }> {
    const found = await this.results.read(ctx, READ, sessionId, async (tx, session, enterpriseId) => {
      const people = await this.standings.of(tx, READ, sessionId, { limit: LIMIT + 1 });
      if (people.length > LIMIT) throw new DomainError('results-too-large', { limit: LIMIT });
      const chase = await this.standings.of(tx, READ, sessionId, { where: (bind) => chased(session, bind) });
      return {
        enterpriseId,
        title: session.title,
        at: this.clock.now(),
        people,
        units: unitFigures(people),
        questions: await this.show.questionsOf(tx, session),
        chase: chase.map((person) => chasedPerson(person, session)),
      };
    });
    await this.uow.run(ctx, (tx) =>
      this.audit.append(tx, {
        action: 'exams.result.export',
        subject: { type: 'exam-session', id: sessionId },
        organisationId: found.enterpriseId,
        detail: { people: found.people.length },
      }),
    );
    return { fileName: `${found.title}-成绩.xlsx`, bytes: await resultsWorkbook(found) };
  }
}
