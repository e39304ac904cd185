import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { ReadTx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import type { Ctx } from '../../../platform/http/context.js';
import type { Page } from '../../../platform/http/page.js';
import { admit, type Admission } from '../attempts/admission.js';
import { AttemptRepository } from '../attempts/attempt.repository.js';
import { isReleased } from '../attempts/disclosure.js';
import { EntriesRepository } from '../entries/entries.repository.js';
import { isOffered } from '../packs/pack-window.js';
import { PackRepository } from '../packs/pack.repository.js';
import { ExamSessionRow } from '../sessions/exam-session.entity.js';
import type { MyExamDto } from './my-exams.dto.js';
import { phaseOf } from '../sessions/session-policy.js';

/** The exams that a person may take part in, with what he may do in each and why not. */
@Injectable()
export class ListMyExams {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly entries: EntriesRepository,
    private readonly attempts: AttemptRepository,
    private readonly packs: PackRepository,
  ) {}

  async execute(ctx: Ctx): Promise<Page<MyExamDto>> {
    return this.uow.read(ctx, async (tx) => ({ items: await this.load(tx, ctx.personId), next: null }));
  }

  async load(tx: ReadTx, personId: string): Promise<MyExamDto[]> {
    const now = this.clock.now();
    const ids = await this.entries.sessionsFor(tx, personId, this.clock.today());
    if (ids.length === 0) return [];
    const sessions = await tx.manager
      .getRepository(ExamSessionRow)
      .createQueryBuilder('s')
      .whereInIds(ids)
      .orderBy('s.closesAt', 'ASC', 'NULLS LAST')
      .addOrderBy('s.createdAt', 'DESC')
      .getMany();
    const attempts = await this.attempts.ofPerson(tx, ids, personId);
    const sitsFormalExam = await this.attempts.sitsFormalExam(tx, personId, now);
    const rules = await this.entries.rulesOf(tx, ids);
    const packs = await this.packs.offered(tx, ids);
    const seats = await this.entries.seatsOf(tx, ids, personId);
    const owners = await tx.query<{ id: string; name: string }>(
      `SELECT s.id, o.name FROM exam_session s JOIN organisation o ON o.id = s.organisation_id WHERE s.id = ANY($1)`,
      [ids],
    );
    return sessions.map((session) => {
      const mine = attempts.filter((attempt) => attempt.session_id === session.id);
      // A printed paper is open until it has been keyed in, and is no way into the exam room.
      const open = mine.find((attempt) => attempt.status === 'open' && attempt.mode === 'screen');
      const onPaper = mine.some((attempt) => attempt.status === 'open' && attempt.mode === 'paper');
      const ended = mine.filter((attempt) => attempt.status !== 'open');
      const admission = admit({
        now,
        session,
        entered: true,
        sitsFormalExam,
        attempts: mine.map((row) => ({ status: row.status, endedAt: row.ended_at, passed: row.passed })),
      });
      const released = isReleased(session, now);
      const phase = phaseOf(session, now);
      return {
        id: session.id,
        title: session.title,
        organisationName: owners.find((row) => row.id === session.id)?.name ?? '',
        purpose: session.purpose,
        needsAccessCode: session.accessCode !== null,
        paused: session.pausedAt !== null,
        startMode: session.startMode,
        roomName: seats.get(session.id)?.room_name ?? null,
        seat: seats.get(session.id)?.seat ?? null,
        phase: phase === 'upcoming' || phase === 'closed' ? phase : 'open',
        opensAt: session.opensAt?.toISOString() ?? null,
        closesAt: session.closesAt?.toISOString() ?? null,
        durationMinutes: Math.round(session.durationSeconds / 60),
        questionCount: session.questionCount,
        totalPoints: session.totalHundredths,
        passHundredths: session.passHundredths,
        attemptsLeft: admission.attemptsLeft,
        ...(onPaper ? ON_PAPER : wayIn(open !== undefined, admission)),
        openAttemptId: open?.id ?? null,
        lastAttemptId: ended.at(-1)?.id ?? null,
        bestScore: released && ended.length > 0 ? Math.max(...ended.map((attempt) => attempt.score ?? 0)) : null,
        passed: released && ended.some((attempt) => attempt.passed === true),
        disclosure: session.disclosure,
        discloseAt: session.discloseAt,
        postIds: rules.filter((rule) => rule.session_id === session.id && rule.kind === 'post').map((rule) => rule.id),
        pack: admission.attemptsLeft !== 0 && isOffered(session, now) ? (packs.get(session.id) ?? null) : null,
      };
    });
  }
}

type WayIn = Pick<MyExamDto, 'mayStart' | 'because'>;

const ON_PAPER: WayIn = { mayStart: false, because: '这场考试你用纸卷考，手机上不用答。' };

const wayIn = (underWay: boolean, admission: Admission): WayIn =>
  underWay || admission.admitted ? { mayStart: true, because: null } : { mayStart: false, because: admission.because };
