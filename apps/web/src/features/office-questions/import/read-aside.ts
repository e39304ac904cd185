import type { QuestionImport } from '../../../shared/api/types.js';
import { Problem, asProblem } from '../../../shared/api/problem.js';
import type { ReportImport } from '../../office-kit/import-file-pick.js';
import { cancelQuestionImport, readQuestionImport } from '../api.js';

/** Between two looks at a reading that goes on at the server. */
const LOOK_MS = 400;
/** A connection may fail for as long as this before we give up looking. */
const MOST_FAILURES = 15;

/** Waits for the end of a reading, says how far it is, and lets it be cancelled. null: it was. */
export async function readAside(started: QuestionImport, report: ReportImport): Promise<QuestionImport | null> {
  let now = started;
  const given = new AbortController();
  let failures = 0;
  const cancel = (): void => {
    given.abort();
    void cancelQuestionImport(started.id).catch(() => undefined);
  };
  while (now.status === 'reading' && !given.signal.aborted) {
    const { done, total } = now.progress ?? { done: 0, total: 0 };
    report(total === 0 ? 0 : Math.floor((done * 100) / total), { cancel });
    await new Promise((resolve) => void setTimeout(resolve, LOOK_MS));
    try {
      now = await readQuestionImport(started.id);
      failures = 0;
    } catch (error) {
      failures += 1;
      if (failures > MOST_FAILURES || asProblem(error).status !== 0) throw error;
    }
  }
  if (given.signal.aborted || now.status === 'cancelled') return null;
  if (now.status === 'failed')
    throw new Problem({ status: 422, code: 'question-import-failed', title: now.failure ?? '' });
  return now;
}
