import { CandidateStandings } from './candidate-standings.js';
import { ExportResults } from './export-results.js';
import { ResultsScope } from './results-scope.js';
import { ResultsController } from './results.controller.js';
import { ReviewAttempt } from './review-attempt.js';
import { ShowResults } from './show-results.js';
import { SummariseSession } from './summarise-session.js';

/** What this folder gives to the module. */
export const resultsParts = {
  entities: [],
  controllers: [ResultsController],
  providers: [CandidateStandings, ExportResults, ResultsScope, ReviewAttempt, ShowResults, SummariseSession],
};
