import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../../platform/db/tx.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { OrganisationScope } from '../../organisations/index.js';
import type { EntryRule } from '../entries/entries.repository.js';
import { blueprintOf } from './blueprint-input.js';
import type { ExamSessionInput } from './exam-session.dto.js';
import type { ExamSessionRow, StartMode } from './exam-session.entity.js';
import { sizeOf } from './session-policy.js';

/** The columns that an organiser sets. */
export type SessionColumns = Omit<
  ExamSessionRow,
  | 'id'
  | 'organisationId'
  | 'status'
  | 'pool'
  | 'createdBy'
  | 'createdAt'
  | 'publishedAt'
  | 'cancelledAt'
  | 'cancelledReason'
  | 'version'
  | 'extensionSeconds'
  | 'endsAt'
  | 'pausedAt'
  | 'pausedSeconds'
  | 'corrections'
>;

export function columnsOf(input: ExamSessionInput): SessionColumns {
  const blueprint = blueprintOf(input.blueprint);
  const { questionCount, totalHundredths } = sizeOf(blueprint);
  if (input.passHundredths > totalHundredths) {
    throw new DomainError('pass-line-above-total', { total: totalHundredths / 100, pass: input.passHundredths / 100 });
  }
  const opensAt = input.opensAt ? new Date(input.opensAt) : null;
  const startMode = input.startMode ?? 'individual';
  const closesAt = closingTime(startMode, opensAt, input);
  if (opensAt && closesAt && closesAt <= opensAt) {
    throw new DomainError('validation-failed', { count: 1 }, [
      { pointer: '/closesAt', code: 'order', message: '截止时间要晚于开始时间' },
    ]);
  }
  return {
    title: input.title.trim(),
    purpose: input.purpose,
    opensAt,
    closesAt,
    durationSeconds: input.durationMinutes * 60,
    passHundredths: input.passHundredths,
    totalHundredths,
    questionCount,
    scoringScheme: input.scoringScheme,
    attemptsAllowed: input.attemptsAllowed ?? null,
    coolDownSeconds: input.coolDownMinutes * 60,
    disclosure: input.disclosure,
    discloseAt: input.discloseAt,
    startMode,
    accessCode: input.accessCode ?? null,
    lateEntryMinutes: input.lateEntryMinutes ?? null,
    resitsAllowed: input.resitsAllowed ?? 0,
    oneDevice: input.oneDevice ?? true,
    invigilated: input.invigilated ?? false,
    packs: input.packs ?? 'auto',
    shuffleOptions: input.shuffleOptions,
    shuffleQuestions: input.shuffleQuestions,
    blueprint,
  };
}

/** 统一收卷 ends for everybody when the time is up, so its end follows from its beginning. */
function closingTime(startMode: StartMode, opensAt: Date | null, input: ExamSessionInput): Date | null {
  const given = input.closesAt ? new Date(input.closesAt) : null;
  if (startMode === 'individual') return given;
  if (!opensAt)
    throw new DomainError('validation-failed', { count: 1 }, [
      { pointer: '/opensAt', code: 'required', message: '统一收卷要填开考时间' },
    ]);
  const end = new Date(opensAt.getTime() + input.durationMinutes * 60_000);
  if (given && given.getTime() !== end.getTime())
    throw new DomainError('validation-failed', { count: 1 }, [
      { pointer: '/closesAt', code: 'order', message: '统一收卷的截止时间就是开考时间加考试时长，可以不填' },
    ]);
  return end;
}

/** Whom an organiser names must be his: regions, organisations, posts and people inside the scope of his permission. */
@Injectable()
export class EntryScope {
  constructor(private readonly scope: OrganisationScope) {}

  async require(tx: ReadTx, permission: string, rules: readonly EntryRule[]): Promise<void> {
    const of = (kind: EntryRule['kind']): string[] => rules.filter((rule) => rule.kind === kind).map((rule) => rule.id);
    for (const code of of('region')) this.scope.requireRegion(tx.ctx, permission, code);
    const parameters: unknown[] = [of('organisation'), of('post'), of('person')];
    const inScope = this.scope.filter(tx.ctx, permission).sql('o', parameters);
    const row = await tx.one<{ n: number }>(
      `SELECT (SELECT count(*) FROM organisation o WHERE o.id = ANY($1::uuid[]) AND ${inScope})
            + (SELECT count(*) FROM post p JOIN organisation o ON o.id = p.organisation_id WHERE p.id = ANY($2::uuid[]) AND ${inScope})
            + (SELECT count(DISTINCT e.person_id) FROM employment e JOIN organisation o ON o.id = e.organisation_id
               WHERE e.person_id = ANY($3::uuid[]) AND e.ends_on IS NULL AND ${inScope}) AS n`,
      parameters,
    );
    const named = new Set(rules.filter((rule) => rule.kind !== 'region').map((rule) => `${rule.kind}:${rule.id}`)).size;
    const missing = named - Number(row?.n ?? 0);
    if (missing > 0) throw new DomainError('entry-out-of-scope', { count: missing });
  }
}
