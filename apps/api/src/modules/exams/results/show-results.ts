import { Injectable } from '@nestjs/common';
import { optionLabel, type QuestionType } from '@zhian/question-bank';
import type { ReadTx } from '../../../platform/db/tx.js';
import type { Ctx } from '../../../platform/http/context.js';
import { decodeCursor, toPage, type Page, type PageQuery } from '../../../platform/http/page.js';
import { QuestionContents, QuestionKeys } from '../../questions/index.js';
import { inForce } from '../attempts/corrections.js';
import { OwnCandidacy } from '../entries/own-candidacy.js';
import type { ExamSessionRow } from '../sessions/exam-session.entity.js';
import { COUNTED_ROWS } from '../statistics/counted-rows.js';
import { itemView, type CountedRow } from '../statistics/item-view.js';
import type { ItemStatisticsDto } from '../statistics/statistics.dto.js';
import { CandidateStandings, type CandidateStanding } from './candidate-standings.js';
import type { ChasedPersonDto, QuestionResultsDto, UnitResultsDto } from './result.dto.js';
import { ResultsScope } from './results-scope.js';
import { unitFigures } from './unit-figures.js';

const READ = 'exams.session.read';
const MOST_QUESTIONS = 500;
const LABELS = Array.from({ length: 8 }, (_, index) => optionLabel(index));

interface QuestionCounts {
  version_id: string;
  question_id: string;
  type: QuestionType;
  drawn: number;
  answered: number;
  right: number;
  chosen: number[];
  total: number;
}

/** Results for the organiser beyond the summary: per unit, per question, and who is still to come. */
@Injectable()
export class ShowResults {
  constructor(
    private readonly results: ResultsScope,
    private readonly standings: CandidateStandings,
    private readonly candidacy: OwnCandidacy,
    private readonly contents: QuestionContents,
    private readonly keys: QuestionKeys,
  ) {}

  units(ctx: Ctx, sessionId: string): Promise<UnitResultsDto> {
    return this.results.read(ctx, READ, sessionId, async (tx, session) =>
      unitFigures(
        await this.standings.of(tx, READ, sessionId, { keptBackFrom: this.candidacy.keptBackFrom(ctx, session) }),
      ),
    );
  }

  /** With keys, therefore for those who may see them. */
  questions(ctx: Ctx, sessionId: string): Promise<QuestionResultsDto> {
    return this.results.read(ctx, 'exams.result.read', sessionId, (tx, session) => this.questionsOf(tx, session));
  }

  /** Who has not come, and who has not passed and may try again. */
  chase(ctx: Ctx, sessionId: string, query: PageQuery): Promise<Page<ChasedPersonDto>> {
    return this.results.read(ctx, READ, sessionId, async (tx, session) => {
      const after = decodeCursor(query.cursor, ['text', 'uuid']);
      const rows = await this.standings.of(tx, READ, sessionId, {
        keptBackFrom: this.candidacy.keptBackFrom(ctx, session),
        where: (bind) =>
          `${chased(session, bind)} ${after ? `AND (q.name, q.person_id) > (${bind(after[0])}, ${bind(after[1])}::uuid)` : ''}`,
        limit: query.limit + 1,
      });
      return toPage(
        rows,
        query.limit,
        (row) => [row.name, row.person_id],
        (row) => chasedPerson(row, session),
      );
    });
  }

  async questionsOf(tx: ReadTx, session: ExamSessionRow): Promise<QuestionResultsDto> {
    await this.candidacy.refuse(tx, session);
    const rows = await tx.query<QuestionCounts>(
      `SELECT x.version_id::text, min(x.question_id::text) AS question_id, min(x.type) AS type, count(*)::int AS drawn,
         count(*) FILTER (WHERE x.grade NOT LIKE 'b%')::int AS answered, count(*) FILTER (WHERE x.grade LIKE 'r%')::int AS right,
         ARRAY[${LABELS.map((label) => `count(*) FILTER (WHERE position('${label}' IN split_part(t.answers, ',', x.slot)) > 0)`).join(', ')}]::int[] AS chosen,
         (count(*) OVER ())::int AS total
       FROM attempt t
       JOIN LATERAL (SELECT slots FROM attempt_grade WHERE attempt_id = t.id ORDER BY no DESC LIMIT 1) grade ON true
       -- The grade has a place per question, in the order of the paper: see packed-grade.ts.
       JOIN LATERAL ROWS FROM (paper_slots(t.paper), string_to_table(grade.slots, ',')) AS x (slot, version_id, question_id, type, grade) ON true
       WHERE t.session_id = $1 AND t.status <> 'open'
       GROUP BY 1 ORDER BY count(*) FILTER (WHERE x.grade LIKE 'r%')::numeric / count(*), 1 LIMIT ${MOST_QUESTIONS}`,
      [session.id],
    );
    const versionIds = rows.map((row) => row.version_id);
    const contents = await this.contents.byVersion(tx, versionIds);
    const keys = await this.keys.byVersion(tx, versionIds);
    const statistics = await this.statisticsOf(tx, session.id);
    const corrections = inForce(session.corrections);
    return {
      total: rows[0]?.total ?? 0,
      items: rows.map((row) => {
        const correction = corrections.get(row.version_id);
        const correct = correction?.kind === 'key' ? correction.correct : (keys.get(row.version_id)?.correct ?? []);
        const content = contents.get(row.version_id);
        return {
          questionId: row.question_id,
          versionId: row.version_id,
          type: row.type,
          stem: content?.stem ?? '',
          options: (content?.options ?? []).map(({ label, text }, index) => ({
            label,
            text,
            right: correct.includes(label),
            chosen: row.chosen[index] ?? 0,
          })),
          drawn: row.drawn,
          answered: row.answered,
          right: row.right,
          voided: correction?.kind === 'void' ? correction.policy : null,
          keyChanged: correction?.kind === 'key',
          statistics: statistics.get(row.version_id) ?? null,
        };
      }),
    };
  }

  private async statisticsOf(tx: ReadTx, sessionId: string): Promise<ReadonlyMap<string, ItemStatisticsDto>> {
    const rows = await tx.query<CountedRow>(`${COUNTED_ROWS} WHERE i.session_id = $1`, [sessionId]);
    return new Map(rows.map((row) => [row.versionId, itemView([row])]));
  }
}

function attemptsAllowed(session: ExamSessionRow): number | null {
  return session.attemptsAllowed === null ? null : session.attemptsAllowed + session.resitsAllowed;
}

/** Condition: not started, or failed with an attempt left. */
export function chased(session: ExamSessionRow, bind: (value: unknown) => string): string {
  const allowed = bind(attemptsAllowed(session));
  return `(q.status = 'not_started' OR (q.status = 'failed' AND (${allowed}::integer IS NULL OR q.attempts < ${allowed})))`;
}

export function chasedPerson(row: CandidateStanding, session: ExamSessionRow): ChasedPersonDto {
  const allowed = attemptsAllowed(session);
  return {
    personId: row.person_id,
    name: row.name,
    enterpriseName: row.enterprise_name,
    unitPath: row.unit_path,
    phoneMasked: row.phone_masked,
    reason: row.status === 'failed' ? 'failed' : 'not_started',
    attemptsLeft: allowed === null ? null : Math.max(0, allowed - row.attempts),
    bestScore: row.best_score,
  };
}
