import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { Ctx } from '../../../platform/http/context.js';
import type { RequestWithCtx } from '../../../platform/http/context.js';
import type { LatestStream } from '../../../platform/live/latest-stream.js';
import { LiveStreams } from '../../../platform/live/live-streams.js';
import { Notices } from '../../../platform/live/notices.js';
import type { FastifyReply } from 'fastify';
import type { ExamSessionRow } from '../sessions/exam-session.entity.js';
import { phaseOf } from '../sessions/session-policy.js';
import { BoardRepository, type BoardRoom, type BoardRow } from './board.repository.js';
import { boardStatus } from './board-status.js';
import type { BoardCandidateDto, BoardCountsDto, BoardDto } from './board.dto.js';
import { ConductScope } from './conduct-scope.js';
import { SharedReads } from './shared-reads.js';
import { boardTopic, sessionTopic } from './topics.js';

const APART_MS = 1000;
const MOST = 5000;

interface Computed {
  readonly at: Date;
  readonly candidates: readonly BoardRow[];
  readonly rooms: readonly BoardRoom[];
  readonly truncated: boolean;
  /** Of everybody, where not everybody is listed. */
  readonly all: { readonly entries: number; readonly open: number; readonly ended: number } | null;
}

/**
 * 监考现场: who is where, how far, connected or not. However many look on, a session's board is read at most once a second per
 * process; who may see which part is decided for each of them anew.
 */
@Injectable()
export class ShowBoard {
  private readonly reads = new SharedReads<Computed>(APART_MS);

  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly scope: ConductScope,
    private readonly board: BoardRepository,
    private readonly streams: LiveStreams,
    private readonly notices: Notices,
  ) {
    const changed = (sessionId: string): void => this.reads.expire(sessionId);
    notices.onKind('exam-board', changed);
    notices.onKind('exam-session', changed);
  }

  async execute(ctx: Ctx, sessionId: string, roomId: string | null): Promise<BoardDto> {
    const { session, rooms: mine } = await this.uow.read(ctx, (tx) => this.scope.find(tx, sessionId));
    if (session.status === 'draft') throw new DomainError('session-not-published');
    // A hall of thousands is read room by room; its rooms are then read once a second each.
    const whole = await this.read(sessionId, null);
    const known = whole.rooms.filter((room) => !mine || mine.includes(room.id));
    if (roomId !== null && !known.some((room) => room.id === roomId)) throw new DomainError('not-found');
    const wanted = roomId === null ? mine : [roomId];
    const computed = whole.truncated && wanted ? await this.read(sessionId, wanted) : whole;
    const candidates = computed.candidates
      .filter((row) => !wanted || (row.room_id !== null && wanted.includes(row.room_id)))
      .map((row) => candidateOf(row, session, computed.at));
    return {
      serverTime: this.clock.now().toISOString(),
      revision: computed.at.getTime(),
      session: sessionOf(session, this.clock.now()),
      counts: { ...countsOf(candidates), ...(computed.all && !wanted ? countsOfAll(computed.all) : {}) },
      rooms: known.map((room) => ({ ...room })),
      candidates,
      truncated: computed.truncated,
    };
  }

  /** Hints that the board has changed, at most one a second; their revision is compared with the board's. */
  async follow(ctx: Ctx, sessionId: string, request: RequestWithCtx, reply: FastifyReply): Promise<LatestStream> {
    await this.uow.read(ctx, (tx) => this.scope.find(tx, sessionId));
    let revision = this.clock.now().getTime();
    return this.streams.start(request, reply, {
      apartMs: APART_MS,
      subscribe: (changed) => {
        const noted = (): void => {
          revision = Math.max(revision + 1, this.clock.now().getTime());
          changed();
        };
        const ends = [boardTopic(sessionId), sessionTopic(sessionId)].map((topic) => this.notices.listen(topic, noted));
        return () => ends.forEach((end) => end());
      },
      // Whoever is no longer named hears nothing more (law A29).
      look: async () => ((await this.mayLook(ctx, sessionId)) ? { revision } : null),
    });
  }

  private async mayLook(ctx: Ctx, sessionId: string): Promise<boolean> {
    try {
      await this.uow.read(new Ctx(ctx.actor, ctx.requestId), (tx) => this.scope.find(tx, sessionId));
      return true;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'not-found') return false;
      throw error;
    }
  }

  private read(sessionId: string, rooms: readonly string[] | null): Promise<Computed> {
    return this.reads.get(sessionId, rooms ? rooms.toSorted().join() : '', () =>
      // For all who look on: nobody's own transaction, and nobody's own scope.
      this.uow.read(Ctx.system('exam-board'), async (tx) => {
        const at = this.clock.now();
        const candidates = await this.board.candidates(tx, sessionId, rooms, MOST + 1);
        return {
          at,
          candidates: candidates.slice(0, MOST),
          rooms: await this.board.rooms(tx, sessionId),
          truncated: candidates.length > MOST,
          all: candidates.length > MOST && !rooms ? await this.board.counts(tx, sessionId) : null,
        };
      }),
    );
  }
}

function sessionOf(session: ExamSessionRow, now: Date): BoardDto['session'] {
  return {
    title: session.title,
    phase: phaseOf(session, now),
    paused: session.pausedAt !== null,
    pausedAt: session.pausedAt?.toISOString() ?? null,
    opensAt: session.opensAt?.toISOString() ?? null,
    closesAt: session.closesAt?.toISOString() ?? null,
    startMode: session.startMode,
    durationSeconds: session.durationSeconds,
    extensionSeconds: session.extensionSeconds,
    questionCount: session.questionCount,
    oneDevice: session.oneDevice,
    accessCode: session.accessCode,
  };
}

function candidateOf(row: BoardRow, session: ExamSessionRow, now: Date): BoardCandidateDto {
  return {
    personId: row.person_id,
    name: row.name,
    unitName: row.unit_name ?? '',
    roomId: row.room_id,
    seat: row.seat,
    attemptId: row.attempt_id,
    status: boardStatus(
      {
        status: row.status,
        onPaper: row.on_paper === true,
        pausedAt: row.paused_at,
        startedAt: row.started_at,
        seenAt: row.seen_at,
        online: row.online,
      },
      now,
    ),
    answered: row.answered,
    total: session.questionCount,
    startedAt: row.started_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    deadline: row.deadline?.toISOString() ?? null,
    extensionSeconds: row.extension_seconds,
    lastSeenAt: (row.seen_at ?? row.started_at)?.toISOString() ?? null,
    signals: row.signals,
    incidents: row.incidents,
    device: row.bound ? 'bound' : 'free',
  };
}

function countsOfAll({ entries, open, ended }: NonNullable<Computed['all']>): Partial<BoardCountsDto> {
  return { entries, notStarted: entries - open - ended, inProgress: open, submitted: ended };
}

function countsOf(candidates: readonly BoardCandidateDto[]): BoardCountsDto {
  const count = (matches: (one: BoardCandidateDto) => boolean): number => candidates.filter(matches).length;
  return {
    entries: candidates.length,
    notStarted: count((one) => one.status === 'not_started'),
    inProgress: count((one) => ['in_progress', 'offline', 'paused', 'on_paper'].includes(one.status)),
    offline: count((one) => one.status === 'offline'),
    submitted: count((one) => one.status === 'submitted' || one.status === 'expired'),
    signals: count((one) => one.signals > 0),
  };
}
