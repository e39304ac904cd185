import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { ReadTx } from '../../../platform/db/tx.js';
import { UnitOfWork } from '../../../platform/db/unit-of-work.js';
import type { Ctx } from '../../../platform/http/context.js';
import type { Page } from '../../../platform/http/page.js';
import { decodeCursor, toPage } from '../../../platform/http/page.js';
import { OrganisationScope } from '../../organisations/index.js';
import { EntriesRepository } from '../entries/entries.repository.js';
import type { NamedEntryRuleDto } from '../entries/entry.dto.js';
import { blueprintDto } from './blueprint-input.js';
import type { ExamSessionDto, ExamSessionQuery } from './exam-session.dto.js';
import { ExamSessionRow } from './exam-session.entity.js';
import { OwnSession } from './own-session.js';
import { phaseOf } from './session-policy.js';

interface Extra {
  id: string;
  organisation_name: string;
  entry_count: number;
  may_write: boolean;
}

function toDto(session: ExamSessionRow, extra: Extra, rules: NamedEntryRuleDto[], now: Date): ExamSessionDto {
  return {
    id: session.id,
    organisationId: session.organisationId,
    organisationName: extra.organisation_name,
    title: session.title,
    purpose: session.purpose,
    status: session.status,
    phase: phaseOf(session, now),
    opensAt: session.opensAt?.toISOString(),
    closesAt: session.closesAt?.toISOString(),
    durationMinutes: Math.round(session.durationSeconds / 60),
    passHundredths: session.passHundredths,
    totalPoints: session.totalHundredths,
    questionCount: session.questionCount,
    scoringScheme: session.scoringScheme,
    attemptsAllowed: session.attemptsAllowed,
    coolDownMinutes: Math.round(session.coolDownSeconds / 60),
    disclosure: session.disclosure,
    discloseAt: session.discloseAt,
    shuffleOptions: session.shuffleOptions,
    shuffleQuestions: session.shuffleQuestions,
    blueprint: blueprintDto(session.blueprint),
    entries: rules,
    entryCount: extra.entry_count,
    publishedAt: session.publishedAt?.toISOString() ?? null,
    cancelledReason: session.cancelledReason,
    startMode: session.startMode,
    accessCode: extra.may_write ? session.accessCode : null,
    needsAccessCode: session.accessCode !== null,
    lateEntryMinutes: session.lateEntryMinutes,
    resitsAllowed: session.resitsAllowed,
    oneDevice: session.oneDevice,
    invigilated: session.invigilated,
    packs: session.packs,
    extensionSeconds: session.extensionSeconds,
    pausedAt: session.pausedAt?.toISOString() ?? null,
    serverTime: now.toISOString(),
    version: session.version,
  };
}

// phaseOf, in SQL: the last candidate's time counts, and a pause stops it.
const END_SQL = `coalesce(s.ends_at, s.closes_at)`;
const NOW_SQL = `least($1::timestamptz, s.paused_at)`;
const PHASE_SQL: Readonly<Record<string, string>> = {
  draft: `s.status = 'draft'`,
  cancelled: `s.status = 'cancelled'`,
  upcoming: `s.status = 'published' AND s.opens_at > $1`,
  open: `s.status = 'published' AND (s.opens_at IS NULL OR s.opens_at <= $1) AND (s.closes_at IS NULL OR ${END_SQL} > ${NOW_SQL})`,
  closed: `s.status = 'published' AND ${END_SQL} <= ${NOW_SQL}`,
};

/** Sessions for the office: one by id, or a page of those in scope, newest first. */
@Injectable()
export class ShowSession {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly scope: OrganisationScope,
    private readonly own: OwnSession,
    private readonly entries: EntriesRepository,
  ) {}

  async execute(ctx: Ctx, id: string): Promise<ExamSessionDto> {
    return this.uow.read(ctx, async (tx) => {
      await this.own.find(tx, 'exams.session.read', id);
      const [dto] = await this.render(tx, [id]);
      if (!dto) throw new Error(`session ${id} vanished`);
      return dto;
    });
  }

  async list(ctx: Ctx, query: ExamSessionQuery): Promise<Page<ExamSessionDto>> {
    return this.uow.read(ctx, async (tx) => {
      const parameters: unknown[] = [this.clock.now()];
      const bind = (value: unknown): string => `$${parameters.push(value)}`;
      const where = [this.scope.filter(ctx, 'exams.session.read').sql('o', parameters), '$1::timestamptz IS NOT NULL'];
      if (query.organisationId) where.push(`position('/' || ${bind(query.organisationId)} || '/' IN o.path) > 0`);
      if (query.phase) where.push(PHASE_SQL[query.phase] ?? 'false');
      if (query.purpose) where.push(`s.purpose = ${bind(query.purpose)}`);
      if (query.paused) where.push(`s.status = 'published' AND s.paused_at IS NOT NULL`);
      if (query.q) where.push(`position(lower(${bind(query.q)}) IN lower(s.title)) > 0`);
      const after = decodeCursor(query.cursor, ['instant', 'uuid']);
      if (after) where.push(`(s.created_at, s.id) < (${bind(after[0])}::timestamptz, ${bind(after[1])}::uuid)`);
      const rows = await tx.query<{ id: string; at: string }>(
        `SELECT s.id, s.created_at::text AS at FROM exam_session s JOIN organisation o ON o.id = s.organisation_id
         WHERE ${where.join(' AND ')} ORDER BY s.created_at DESC, s.id DESC LIMIT ${bind(query.limit + 1)}`,
        parameters,
      );
      const sessions = new Map(
        (
          await this.render(
            tx,
            rows.map((row) => row.id),
          )
        ).map((dto) => [dto.id, dto]),
      );
      return toPage(
        rows,
        query.limit,
        (row) => [row.at, row.id],
        (row) => sessions.get(row.id) as ExamSessionDto,
      );
    });
  }

  private async render(tx: ReadTx, ids: readonly string[]): Promise<ExamSessionDto[]> {
    if (ids.length === 0) return [];
    const sessions = await tx.manager
      .getRepository(ExamSessionRow)
      .createQueryBuilder('s')
      .whereInIds([...ids])
      .getMany();
    const parameters: unknown[] = [ids];
    const mayWrite = this.scope.filter(tx.ctx, 'exams.session.write').sql('o', parameters);
    const extras = await tx.query<Extra>(
      `SELECT s.id, o.name AS organisation_name, (SELECT count(*)::int FROM exam_entry x WHERE x.session_id = s.id) AS entry_count, ${mayWrite} AS may_write
       FROM exam_session s JOIN organisation o ON o.id = s.organisation_id WHERE s.id = ANY($1)`,
      parameters,
    );
    const rules = await this.entries.rulesOf(tx, ids);
    const now = this.clock.now();
    return sessions.flatMap((session) => {
      const extra = extras.find((row) => row.id === session.id);
      return extra
        ? [
            toDto(
              session,
              extra,
              rules.filter((rule) => rule.session_id === session.id).map(({ kind, id, name }) => ({ kind, id, name })),
              now,
            ),
          ]
        : [];
    });
  }
}
