import { Injectable } from '@nestjs/common';
import type { PaperSlot } from '@zhian/question-bank';
import { Clock } from '../../../platform/clock/clock.js';
import { GroupCommit } from '../../../platform/db/group-commit.js';
import type { Queryable } from '../../../platform/db/queryable.js';
import { SqlPool } from '../../../platform/db/sql-pool.js';
import type { ReadTx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { Ctx } from '../../../platform/http/context.js';
import { SectionsOfQuestion } from '../../handbooks/index.js';
import { QuestionKeys } from '../../questions/index.js';
import { admit, coolDownEnd } from './admission.js';
import { inForce } from './corrections.js';
import { passLineOf } from './grade-attempt.js';
import { RegradeNotes } from './regrade-notes.js';
import { toShown, ungraded, type GivenAnswer } from './answers.js';
import type { AttemptResultDto, ResultSlotDto } from './attempt-result.dto.js';
import { GradeRow, type AttemptRow } from './attempt.entity.js';
import { AttemptRepository } from './attempt.repository.js';
import { isReleased, showsQuestion } from './disclosure.js';
import type { ExamSessionRow } from '../sessions/exam-session.entity.js';
import { KnownSessions } from '../sessions/known-sessions.js';
import type { AttemptStatus } from './attempt.js';
import { KnownAttempts } from './known-attempts.js';
import { unpackChoices } from './packed-answers.js';
import { PaperSource } from './paper-source.js';
import { showSlot } from './shown-paper.js';

type EndedRow = Pick<
  AttemptRow,
  'sessionId' | 'startedAt' | 'endedAt' | 'answers' | 'score' | 'maxScore' | 'passed' | 'rightCount' | 'lateAnswers'
> & {
  readonly status: AttemptStatus;
  readonly rowVersion: string;
  /** All of the person in this session. */
  readonly attempts: readonly { status: AttemptStatus; endedAt: string | null; passed: boolean | null }[];
};

/** Without the paper, which thousands who submit at once need not read again to hear their score. */
const ENDED = `
  SELECT t.id, t.session_id AS "sessionId", t.status, t.started_at AS "startedAt", t.ended_at AS "endedAt", t.answers, t.score,
    t.max_score AS "maxScore", t.passed, t.right_count AS "rightCount", t.late_answers AS "lateAnswers",
    (SELECT s.xmin::text FROM exam_session s WHERE s.id = t.session_id) AS "rowVersion",
    (SELECT json_agg(json_build_object('status', o.status, 'endedAt', o.ended_at, 'passed', o.passed) ORDER BY o.no)
     FROM attempt o WHERE o.session_id = t.session_id AND o.person_id = t.person_id AND o.status <> 'cancelled') AS attempts
  FROM unnest($1::uuid[]) WITH ORDINALITY AS r (id, place)
  LEFT JOIN LATERAL (SELECT * FROM attempt a WHERE a.id = r.id AND a.status <> 'cancelled') t ON true ORDER BY r.place`;

/** 成绩, as far as the session's disclosure policy allows. An attempt under way has none (peers' hole no. 1 in laws.md). */
@Injectable()
export class ShowResult {
  /** Nothing is written here: who hands in together hears his score by one query. */
  private readonly ended = new GroupCommit<string, EndedRow | null>({
    keyOf: (attemptId) => attemptId,
    write: (attemptIds) => endedOf(this.sql.single, attemptIds),
  });

  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly sql: SqlPool,
    private readonly sessions: KnownSessions,
    private readonly known: KnownAttempts,
    private readonly attempts: AttemptRepository,
    private readonly papers: PaperSource,
    private readonly regradeNotes: RegradeNotes,
    private readonly keys: QuestionKeys,
    private readonly sections: SectionsOfQuestion,
  ) {}

  /** `tail`: what a submission carried. It may be a repeated one, or come after an end of another kind, so it is looked for in what was graded. */
  async execute(ctx: Ctx, attemptId: string, tail?: readonly GivenAnswer[]): Promise<AttemptResultDto> {
    const { personId } = ctx;
    const known = await this.known.own(ctx, attemptId);
    const sql = ctx.tx ?? this.sql.single;
    const attempt = ctx.tx ? (await endedOf(ctx.tx, [attemptId]))[0] : await this.ended.add(attemptId);
    if (!attempt) throw new DomainError('not-found');
    if (attempt.status === 'open' || !attempt.endedAt) throw new DomainError('attempt-open');
    const session = (await this.sessions.find(sql, [{ id: attempt.sessionId, rowVersion: attempt.rowVersion }])).get(
      attempt.sessionId,
    );
    if (!session) throw new DomainError('not-found');
    const now = this.clock.now();
    const released = isReleased(session, now);
    const attempts = attempt.attempts.map((one) => ({
      ...one,
      endedAt: one.endedAt === null ? null : new Date(one.endedAt),
    }));
    const answers = unpackChoices(attempt.answers ?? '');
    const facts = { now, session, entered: true, attempts };
    const admission = admit(facts);
    return {
      attemptId,
      examSessionId: session.id,
      title: session.title,
      purpose: session.purpose,
      status: attempt.status,
      submittedAt: attempt.endedAt.toISOString(),
      durationSeconds: Math.round((attempt.endedAt.getTime() - attempt.startedAt.getTime()) / 1000),
      score: released ? attempt.score : null,
      max: attempt.maxScore,
      passHundredths: passLineOf(session.passHundredths, session.totalHundredths, attempt.maxScore),
      passed: released ? attempt.passed : null,
      rightCount: released ? attempt.rightCount : null,
      questionCount: known.slots.length,
      answeredCount: Object.keys(answers).length,
      lateAnswers: tail ? ungraded(known.slots, tail, answers) : attempt.lateAnswers,
      scoringScheme: session.scoringScheme,
      released,
      releaseAt: released ? null : ((session.endsAt ?? session.closesAt)?.toISOString() ?? null),
      regrades:
        released && session.corrections.length > 0
          ? await this.uow.read(ctx, (tx) => this.regradeNotes.of(tx, attemptId, session))
          : [],
      slots:
        released && showsQuestion(session, false)
          ? await this.uow.read(ctx, (tx) => this.slots(tx, attemptId, personId, session, now))
          : [],
      // A failed attempt may be repeated; whoever has passed or has no attempt left is told nothing to wait for.
      retryAt: released && !attempt.passed ? (coolDownEnd(facts)?.toISOString() ?? null) : null,
      mayRetry: released && (admission.admitted || admission.refusal === 'cooling-down'),
      attemptsLeft: admission.attemptsLeft,
    };
  }

  private async slots(
    tx: ReadTx,
    attemptId: string,
    personId: string,
    session: ExamSessionRow,
    now: Date,
  ): Promise<ResultSlotDto[]> {
    // Keys of an earlier attempt or of a self-test are no help in an exam that is under way.
    if (await this.attempts.sitsFormalExam(tx, personId, now)) return [];
    const attempt = await this.attempts.find(tx, attemptId);
    if (!attempt) throw new Error(`attempt ${attemptId} vanished`);
    const grade = await tx.manager
      .getRepository(GradeRow)
      .findOne({ where: { attemptId: attempt.id }, order: { no: 'DESC' } });
    if (!grade) throw new Error(`attempt ${attempt.id} has no grade`);
    const bySlot = new Map(grade.slots.map((slot) => [slot.slot, slot]));
    const shown = attempt.paper.slots.filter((slot) => showsQuestion(session, bySlot.get(slot.slot)?.correct ?? false));
    if (shown.length === 0) return [];
    const versionIds = shown.map((slot) => slot.versionId);
    const [contents, keys, sections] = [
      await this.papers.contentsOf(tx, versionIds),
      await this.keys.byVersion(tx, versionIds),
      await this.sections.execute(
        tx,
        shown.map((slot) => slot.questionId),
      ),
    ];
    const corrections = inForce(session.corrections);
    const answers = unpackChoices(attempt.answers ?? '');
    return shown.map((slot: PaperSlot): ResultSlotDto => {
      const content = contents.get(slot.versionId);
      const key = keys.get(slot.versionId);
      const graded = bySlot.get(slot.slot);
      if (!content || !key || !graded) throw new Error(`slot ${slot.slot} of attempt ${attempt.id} is incomplete`);
      const correction = corrections.get(slot.versionId);
      return {
        ...showSlot(slot, content),
        choice: toShown(slot, answers[String(slot.slot)] ?? ''),
        correct: graded.correct,
        awarded: graded.awarded,
        key: toShown(slot, (correction?.kind === 'key' ? correction.correct : key.correct).join('')),
        voided: graded.voided ?? null,
        explanation: key.explanation,
        sourceClause: key.sourceClause,
        sections: (sections.get(slot.questionId) ?? []).map((section) => ({
          postId: section.postId,
          sectionKey: section.sectionKey,
          title: section.title,
        })),
      };
    });
  }
}

/** In the order of the ids; null for one that is not there. */
async function endedOf(sql: Queryable, attemptIds: readonly string[]): Promise<(EndedRow | null)[]> {
  const rows = await sql.query<EndedRow & { readonly id: string | null }>(ENDED, [attemptIds]);
  return rows.map((row) => (row.id === null ? null : row));
}
