import { Injectable } from '@nestjs/common';
import type { Blueprint } from '@zhian/question-bank';
import type { ReadTx } from '../../../platform/db/tx.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { OrganisationScope } from '../../organisations/index.js';
import type { EntryRule } from '../entries/entries.repository.js';
import type { ExamSessionInput } from './exam-session.dto.js';
import type { ExamSessionRow } from './exam-session.entity.js';
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
>;

export function columnsOf(input: ExamSessionInput): SessionColumns {
  const blueprint: Blueprint = {
    strata: input.blueprint.strata.map((stratum) => ({ ...stratum })),
    required: input.blueprint.required ?? [],
    excluded: input.blueprint.excluded ?? [],
  };
  const { questionCount, totalHundredths } = sizeOf(blueprint);
  if (input.passHundredths > totalHundredths) {
    throw new DomainError('pass-line-above-total', { total: totalHundredths / 100, pass: input.passHundredths / 100 });
  }
  const opensAt = input.opensAt ? new Date(input.opensAt) : null;
  const closesAt = input.closesAt ? new Date(input.closesAt) : null;
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
    shuffleOptions: input.shuffleOptions,
    shuffleQuestions: input.shuffleQuestions,
    blueprint,
  };
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
